// Serves the page on pretended data to the tests, under the policy that the app ships.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(here, "../dist-fake");
const { app } = JSON.parse(await readFile(join(here, "../../src-tauri/tauri.conf.json"), "utf8"));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  // The browser's own wish.
  if (pathname === "/favicon.ico") return void response.writeHead(204).end();
  const file = normalize(join(folder, pathname === "/" ? "index.html" : pathname));
  const type = TYPES[extname(file)];
  try {
    if (!file.startsWith(folder) || type === undefined) throw new Error("not one of the page's files");
    const body = await readFile(file);
    response.writeHead(200, { "content-type": type, "content-security-policy": app.security.csp });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(process.argv[2]), "127.0.0.1");
