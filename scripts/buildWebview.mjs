// Builds the scripts of the pages (panel, test page, overview, compare page, pre-run sheet, review page), and serves the dev page: all of them in a browser, without VS Code.
//   node scripts/buildWebview.mjs [DIRECTORY]   builds them (default dist/webview)
//   node scripts/buildWebview.mjs --dev [PORT]  serves the dev page on 127.0.0.1 and rebuilds on change

import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { refuseForeign } from './localRequests.mjs';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const webviewRoot = path.join(projectRoot, 'webview-ui');

/** The Chromium of the oldest VS Code in `engines.vscode`. */
const target = 'chrome122';

/** Packages that pages import at first use; each is a piece in a folder of the directory of the scripts. */
const importedAtFirstUse = ['uplot'];
const piecesFolder = 'pieces';

/** @type {esbuild.Plugin} */
const piecesBeside = {
  name: 'pieces beside',
  setup(build) {
    build.onResolve({ filter: /^[^.]/ }, ({ path: name, kind }) =>
      kind === 'dynamic-import' && importedAtFirstUse.includes(name)
        ? { path: `./${piecesFolder}/${name}.js`, external: true }
        : undefined,
    );
  },
};

/** One script a page. Each has all that it needs at once; what is imported at first use is a piece beside it. */
const pages = {
  panel: path.join(webviewRoot, 'src/runPanel/panel.ts'),
  testPage: path.join(webviewRoot, 'src/testPage/testPage.ts'),
  overview: path.join(webviewRoot, 'src/overview/overview.ts'),
  compare: path.join(webviewRoot, 'src/compare/compare.ts'),
  sheet: path.join(webviewRoot, 'src/sheet/sheet.ts'),
  review: path.join(webviewRoot, 'src/review/review.ts'),
};

/**
 * Writes `panel.js`, `testPage.js`, `overview.js`, `compare.js`, `sheet.js` and `review.js` into a directory. With `watch` it keeps rebuilding until the returned `dispose` is called.
 * @param {string} outDirectory
 * @param {{ watch?: boolean, minify?: boolean }} [options]
 * @returns {Promise<{ dispose(): Promise<void> }>}
 */
export async function buildWebview(outDirectory, { watch = false, minify = true } = {}) {
  const { review, ...others } = pages;
  const builds = await Promise.all([
    ...pagesAndPieces(others, outDirectory, watch, minify),
    // The review page's script goes into every run folder: one file, and small there whatever the build is for.
    bundle({ review }, outDirectory, watch, true),
  ]);
  return { dispose: async () => void (await Promise.all(builds.map((build) => build.dispose()))) };
}

/**
 * uPlot asks for number formats in the browser's language while it is loaded, and where that is no language (`en-US@posix` of a Chromium
 * under LANG=C) the whole page would die of it. Our numbers are written in one way everywhere.
 * @type {esbuild.Plugin}
 */
const plotLanguage = {
  name: 'plot language',
  setup(build) {
    build.onLoad({ filter: /uPlot\.esm\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const asked = 'domEnv ? nav.language : ';
      if (!text.includes(asked))
        throw new Error(`${file} no longer has "${asked}": look how it chooses its language now.`);
      return { contents: text.replaceAll(asked, ''), loader: 'js' };
    });
  },
};

/**
 * Pages of VS Code: a module each, and the pieces beside them. Not esbuild's own splitting, which would put a few lines that every file needs into one
 * more file that every page then waits for.
 * @param {{ [name: string]: string }} entryPoints @param {string} outDirectory @param {boolean} watch @param {boolean} minify
 */
function pagesAndPieces(entryPoints, outDirectory, watch, minify) {
  const pieces = path.join(outDirectory, piecesFolder);
  return [
    bundle(entryPoints, outDirectory, watch, minify, { format: 'esm', plugins: [plotLanguage, piecesBeside] }),
    bundle(Object.fromEntries(importedAtFirstUse.map((name) => [name, name])), pieces, watch, minify, {
      format: 'esm',
    }),
  ];
}

/**
 * @param {{ [name: string]: string }} entryPoints
 * @param {string} outDirectory
 * @param {boolean} watch
 * @param {boolean} minify
 * @param {esbuild.BuildOptions} [form] one script that has all in it when absent
 */
async function bundle(entryPoints, outDirectory, watch, minify, form = { format: 'iife' }) {
  await mkdir(outDirectory, { recursive: true });
  /** @type {esbuild.BuildOptions} */
  const options = {
    entryPoints,
    outdir: outDirectory,
    bundle: true,
    platform: 'browser',
    target,
    minify,
    // Beside a release, where it tells what the release is made of; nothing in it points there.
    sourcemap: minify ? 'external' : 'inline',
    legalComments: 'none',
    charset: 'utf8',
    // For shadow roots: a page's policy allows no style sheet of somebody else.
    loader: { '.css': 'text' },
    plugins: [plotLanguage],
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    ...form,
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
  const fakes = {
    fakeHost: path.join(webviewRoot, 'dev/fakeHost.ts'),
    fakePages: path.join(webviewRoot, 'dev/fakePages.ts'),
  };
  await Promise.all([...pagesAndPieces(pages, outDirectory, true, false), bundle(fakes, outDirectory, true, false)]);
  /** @type {{ [path: string]: { file: string, type: string } }} */
  const files = {
    '/': { file: path.join(webviewRoot, 'dev/index.html'), type: 'text/html; charset=utf-8' },
    '/test': { file: path.join(webviewRoot, 'dev/test.html'), type: 'text/html; charset=utf-8' },
    '/overview': { file: path.join(webviewRoot, 'dev/overview.html'), type: 'text/html; charset=utf-8' },
    '/compare': { file: path.join(webviewRoot, 'dev/compare.html'), type: 'text/html; charset=utf-8' },
    '/sheet': { file: path.join(webviewRoot, 'dev/sheet.html'), type: 'text/html; charset=utf-8' },
    '/picture.svg': { file: path.join(webviewRoot, 'dev/picture.svg'), type: 'image/svg+xml' },
    '/result.png': { file: path.join(projectRoot, 'docs/images/first-run.png'), type: 'image/png' },
  };
  for (const name of ['panel', 'testPage', 'overview', 'compare', 'sheet', 'fakeHost', 'fakePages']) {
    files[`/${name}.js`] = { file: path.join(outDirectory, `${name}.js`), type: 'text/javascript; charset=utf-8' };
  }
  const pieceAt = (/** @type {string} */ pathname) => {
    const name = new RegExp(`^/${piecesFolder}/([\\w.-]+\\.js)$`).exec(pathname)?.[1];
    return name && { file: path.join(outDirectory, piecesFolder, name), type: 'text/javascript; charset=utf-8' };
  };
  const policy =
    "default-src 'none'; style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; script-src 'nonce-dev'; img-src 'self'; font-src 'self'";
  const server = createServer((request, response) => {
    if (refuseForeign(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const found = files[pathname] ?? pieceAt(pathname);
    if (!found) {
      // Browsers ask for an icon by themselves; that is no failure of the page.
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    readFile(found.file).then(
      (content) => {
        response.writeHead(200, {
          'content-type': found.type,
          'content-security-policy': policy,
          'cache-control': 'no-store',
        });
        response.end(content);
      },
      (error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error)),
    );
  });
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    const actualPort = typeof address === 'object' && address ? address.port : port;
    console.log(
      `Dev page: http://127.0.0.1:${actualPort}/  (?models=20&prompts=1000&mode=live&theme=light ...; also /test, /overview, /compare and /sheet; see webview-ui/dev/fakeHost.ts, fakePages.ts)`,
    );
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, second] = process.argv.slice(2);
  if (first === '--dev') await serveDevPage(Number(second ?? 5174));
  else if (first?.startsWith('-')) throw new Error(`There is no ${first}: give a folder, or --dev and a port.`);
  else await buildWebview(path.resolve(first ?? path.join(projectRoot, 'dist', 'webview')));
}
