// Checks a webhook with the library of the Standard Webhooks project: a line of JSON on standard
// input, `good` or the reason on standard output. BASCULE_MAIL names the folder of its packages.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.BASCULE_MAIL, "none.js"));
const { Webhook } = require("standardwebhooks");

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  new Webhook(secret).verify(body, headers);
  console.log("good");
} catch (error) {
  console.log(error.message);
}
