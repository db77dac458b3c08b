// A real OpenID Connect provider for the journeys: one client, four people, and a page on which
// one says who one is. It prints its address when it is ready.
//
// BASCULE_OIDC names the folder of its packages; the arguments are the client's secret and the
// address to which people are sent back.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const packages = process.env.BASCULE_OIDC;
const entry = pathToFileURL(join(packages, "oidc-provider/lib/index.js"));
const { default: Provider } = await import(entry.href);
const [secret, redirect] = process.argv.slice(2);

const people = {
  jerome: { name: "Jérôme", groups: ["staff", "war-room-lead"] },
  zoe: { name: "Zoé Martin", groups: ["war-room-observer"] },
  namesake: { name: "Zoé Martin", groups: ["war-room-observer"] },
  stranger: { name: "Hugo", groups: ["canteen"] },
};

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
// Another name than the server's under test: to a browser, another site.
const issuer = `http://localhost:${server.address().port}`;

const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "bascule",
      client_secret: secret,
      redirect_uris: [redirect],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [{ ...key.export({ format: "jwk" }), kid: "rsa", alg: "RS256", use: "sig" }] },
  cookies: { keys: [randomBytes(16).toString("hex")] },
  pkce: { required: () => true },
  scopes: ["openid", "profile", "groups"],
  claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/who/${interaction.uid}` },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, ...people[id] }),
  }),
  // Nobody is asked whether this client may know who they are.
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid profile groups");
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();

server.on("request", async (request, response) => {
  const path = new URL(request.url, issuer).pathname;
  if (!path.startsWith("/who/")) return answer(request, response);
  const { uid } = await provider.interactionDetails(request, response);
  const who = path.split("/")[3];
  if (who === "nobody") {
    const result = { error: "access_denied", error_description: "Call 555-0100 at once" };
    return provider.interactionFinished(request, response, result);
  }
  // The organisation takes Zoé out of her group; then she signs in again.
  if (who === "zoe-out") people.zoe.groups = ["canteen"];
  if (who in people || who === "zoe-out") {
    const result = { login: { accountId: who === "zoe-out" ? "zoe" : who, remember: true } };
    return provider.interactionFinished(request, response, result);
  }
  response.setHeader("content-type", "text/html; charset=utf-8");
  const links = [...Object.keys(people), "zoe-out", "nobody"]
    .map((id) => `<a id="${id}" href="/who/${uid}/${id}">${id}</a>`)
    .join(" ");
  response.end(`<!doctype html><title>Who are you?</title><h1>Who are you?</h1>${links}`);
});

console.log(`ready ${issuer}`);
