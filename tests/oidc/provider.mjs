// A real OpenID provider (npm oidc-provider, certified) on loopback, for tests only: an organisation's
// own one and a broker of eHerkenning in one. Who there are comes in USERS: {"jan": {claims…, "acr",
// "amr"}}. Says READY once it listens.

import { createRequire } from "node:module";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const frontend = join(dirname(fileURLToPath(import.meta.url)), "../../frontend/package.json");
const { default: Provider } = await import(
  pathToFileURL(createRequire(frontend).resolve("oidc-provider"))
);

const port = Number(process.env.PORT);
const users = JSON.parse(process.env.USERS);
const claims = [...new Set(Object.values(users).flatMap(Object.keys))];

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "convenant",
      client_secret: process.env.SECRET,
      redirect_uris: process.env.REDIRECTS.split(","),
    },
  ],
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  claims: { openid: ["sub", "acr", "amr", "auth_time", ...claims] },
  scopes: ["openid", "profile", "email"],
  acrValues: [...new Set(Object.values(users).flatMap((user) => user.acr ?? []))],
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => {
    const { acr, amr, ...told } = users[id];
    return { accountId: id, claims: () => ({ ...told, sub: told.sub ?? id }) };
  },
  loadExistingGrant: async (ctx) => {
    const { client, session, params } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope(params.scope);
    grant.addOIDCClaims(claims);
    await grant.save();
    return grant;
  },
});

async function ask(request, response) {
  await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    const buttons = Object.keys(users)
      .map((name) => `<button name="login" value="${name}">${name}</button>`)
      .join("");
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="nl"><title>Test</title><form method="post"><h1>Wie bent u?</h1>` +
        `${buttons}<button name="cancel" value="1">Stop</button></form>`,
    );
    return;
  }
  let body = "";
  for await (const part of request) body += part;
  const typed = new URLSearchParams(body);
  const user = users[typed.get("login")];
  const result = user
    ? { login: { accountId: typed.get("login"), acr: user.acr, amr: user.amr } }
    : { error: "access_denied", error_description: "stopped" };
  await provider.interactionFinished(request, response, result);
}

const answer = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  return ask(request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
}).listen(port, "127.0.0.1", () => console.log("READY"));
