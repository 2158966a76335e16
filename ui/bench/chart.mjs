/**
 * Measures the chart in a real browser: `node bench/chart.mjs [path of Chromium]`. Prints what `chart.ts` tells, as JSON.
 * Needs nothing but the browser's own way to print a page when it has been loaded.
 */
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import process from "node:process";

const ui = fileURLToPath(new URL("..", import.meta.url));
const folder = join(ui, "node_modules/.cache/bench");
const browser = process.argv[2] ?? "/usr/bin/chromium";
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

execFileSync("npx", ["vite", "build", "-c", "bench/vite.config.ts", "--logLevel", "warn"], {
  cwd: ui,
  stdio: ["ignore", "ignore", "inherit"],
});

// Modules are not loaded from files.
const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
  try {
    const body = readFileSync(join(folder, path));
    response.writeHead(200, { "content-type": kinds[extname(path)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
try {
  const address = `http://127.0.0.1:${server.address().port}/chart.html`;
  const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
  ];
  const { stdout } = await promisify(execFile)(browser, [
    ...flags,
    "--window-size=1100,600",
    "--dump-dom",
    address,
  ]);
  const told = /<pre id="result">(.+?)<\/pre>/.exec(stdout)?.[1];
  if (told === undefined) throw new Error("the page told nothing");
  process.stdout.write(`${told}\n`);
} finally {
  server.close();
}
