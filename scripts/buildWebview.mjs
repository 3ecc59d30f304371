// Builds the run panel's one script, and serves its dev page: the whole panel in a browser, without VS Code.
//   node scripts/buildWebview.mjs [DIRECTORY]   builds panel.js (default dist/webview)
//   node scripts/buildWebview.mjs --dev [PORT]  serves the dev page on 127.0.0.1 and rebuilds on change

import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const webviewRoot = path.join(projectRoot, 'webview-ui');

/** The Chromium of the oldest VS Code in `engines.vscode`. */
const target = 'chrome122';

/**
 * Writes `panel.js` into a directory. With `watch` it keeps rebuilding until the returned `dispose` is called.
 * @param {string} outDirectory
 * @param {{ watch?: boolean, minify?: boolean }} [options]
 * @returns {Promise<{ dispose(): Promise<void> }>}
 */
export async function buildWebview(outDirectory, { watch = false, minify = true } = {}) {
  return bundle({ panel: path.join(webviewRoot, 'src/main.ts') }, outDirectory, watch, minify);
}

/**
 * @param {{ [name: string]: string }} entryPoints
 * @param {string} outDirectory
 * @param {boolean} watch
 * @param {boolean} minify
 */
async function bundle(entryPoints, outDirectory, watch, minify) {
  await mkdir(outDirectory, { recursive: true });
  /** @type {esbuild.BuildOptions} */
  const options = {
    entryPoints,
    outdir: outDirectory,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target,
    minify,
    sourcemap: minify ? false : 'inline',
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  if (!watch) {
    await esbuild.build(options);
    return { dispose: async () => undefined };
  }
  const context = await esbuild.context(options);
  await context.rebuild();
  await context.watch();
  return { dispose: () => context.dispose() };
}

/**
 * Serves the dev page with the same strict policy that the extension gives its panel.
 * @param {number} port 0 for any free one
 */
async function serveDevPage(port) {
  const outDirectory = path.join(projectRoot, 'dist', 'webview-dev');
  await bundle(
    { panel: path.join(webviewRoot, 'src/main.ts'), fakeHost: path.join(webviewRoot, 'dev/fakeHost.ts') },
    outDirectory,
    true,
    false,
  );
  /** @type {{ [path: string]: { file: string, type: string } }} */
  const files = {
    '/': { file: path.join(webviewRoot, 'dev/index.html'), type: 'text/html; charset=utf-8' },
    '/panel.js': { file: path.join(outDirectory, 'panel.js'), type: 'text/javascript; charset=utf-8' },
    '/fakeHost.js': { file: path.join(outDirectory, 'fakeHost.js'), type: 'text/javascript; charset=utf-8' },
  };
  const policy = "default-src 'none'; style-src 'self'; script-src 'nonce-dev'; img-src 'self'; font-src 'self'";
  const server = createServer((request, response) => {
    const found = files[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (!found) {
      // Browsers ask for an icon by themselves; that is no failure of the page.
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    readFile(found.file).then(
      (content) => {
        response.writeHead(200, { 'content-type': found.type, 'content-security-policy': policy, 'cache-control': 'no-store' });
        response.end(content);
      },
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    );
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    const actualPort = typeof address === 'object' && address ? address.port : port;
    console.log(`Dev page: http://127.0.0.1:${actualPort}/  (?models=20&prompts=1000&mode=live&theme=light ...; see webview-ui/dev/fakeHost.ts)`);
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, second] = process.argv.slice(2);
  if (first === '--dev') await serveDevPage(Number(second ?? 5174));
  else await buildWebview(path.resolve(first ?? path.join(projectRoot, 'dist', 'webview')));
}
