// A real SMTP server for the tests. It prints `ready PORT`, and one line of JSON for each message
// it has taken, read by a mail parser that is not ours.
//
// BASCULE_MAIL names the folder of its packages. Arguments: a key file and a certificate file
// make it offer STARTTLS; `implicit` after them makes it speak TLS from the first byte. The user
// `bascule` may come in with the password `right`.
//
// BASCULE_MAIL_PORT is where it listens; without it, on a free port.
//
// What stands before the @ of a recipient says how it is treated: `refused…` gets a 550,
// `later…` a 451 the first time, and `held…` is taken but gets no answer the first time.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.BASCULE_MAIL, "none.js"));
const { SMTPServer } = require("smtp-server");
const { simpleParser } = require("mailparser");

const [key, cert, mode] = process.argv.slice(2);
const seen = new Map();

function times(address) {
  seen.set(address, (seen.get(address) ?? 0) + 1);
  return seen.get(address);
}

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
  ...(key ? { key: readFileSync(key), cert: readFileSync(cert) } : {}),
  secure: mode === "implicit",
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: key ? [] : ["STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onAuth(auth, _, done) {
    if (auth.username === "bascule" && auth.password === "right") return done(null, { user: auth.username });
    done(refusal(535, "Who are you?"));
  },
  onRcptTo({ address }, _, done) {
    if (address.startsWith("refused")) return done(refusal(550, "No such mailbox here"));
    if (address.startsWith("later") && times(address) === 1) return done(refusal(451, "Try again later"));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", async () => {
      const raw = Buffer.concat(chunks);
      const mail = await simpleParser(raw);
      const to = session.envelope.rcptTo.map((rcpt) => rcpt.address);
      const headers = Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line]));
      const { messageId, subject, text, html } = mail;
      const secure = session.secure;
      console.log(JSON.stringify({ to, messageId, subject, text, html, headers, secure }));
      if (to[0].startsWith("held") && times(to[0]) === 1) return;
      done(null, "Taken");
    });
  },
});

server.on("error", (error) => console.error(error.message));
server.listen(Number(process.env.BASCULE_MAIL_PORT ?? 0), "127.0.0.1", () => console.log(`ready ${server.server.address().port}`));
