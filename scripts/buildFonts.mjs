// Builds dist/fonts: the fonts that result images are drawn with, their licenses, and an index of the characters in each file.
// The machine's own fonts are never used: there may be none, and the same test must give the same picture everywhere.

import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import { buildFolder } from './builtFolder.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packagesFolder = join(root, 'node_modules', '@fontsource');

/**
 * What is taken from where. `stack` is the list of faces that a style looks a character up in.
 * Chinese comes as many small files, of which a picture reads only those that its text needs; the whole-language file of Japanese
 * completes it with kana and the kanji that Chinese writes differently, the Korean one with every hangul syllable.
 */
const sources = [
  { package: 'roboto', name: 'Roboto', stack: 'sans', pick: /-400-normal\.woff2$/ },
  { package: 'roboto', name: 'Roboto', stack: 'bold', pick: /-700-normal\.woff2$/ },
  { package: 'roboto-mono', name: 'Roboto Mono', stack: 'mono', pick: /-400-normal\.woff2$/ },
  ...['arabic', 'hebrew', 'devanagari', 'bengali', 'tamil', 'thai'].map((script) => ({
    package: `noto-sans-${script}`,
    name: `Noto Sans ${script.charAt(0).toUpperCase()}${script.slice(1)}`,
    stack: 'others',
    pick: new RegExp(`-${script}-400-normal\\.woff2$`),
  })),
  { package: 'noto-sans-sc', name: 'Noto Sans SC', stack: 'chinese', pick: /-sc-\d+-400-normal\.woff2$/ },
  { package: 'kosugi', name: 'Kosugi', stack: 'japanese', pick: /-japanese-400-normal\.woff2$/ },
  { package: 'nanum-gothic', name: 'Nanum Gothic', stack: 'korean', pick: /-korean-400-normal\.woff2$/ },
];

/** What the result depends on, as one text; equal text means nothing to do. */
async function fingerprint() {
  const hash = createHash('sha256').update(await readFile(fileURLToPath(import.meta.url)));
  for (const source of sources) hash.update(await readFile(join(packagesFolder, source.package, 'package.json')));
  return hash.digest('hex');
}

/**
 * The code points a WOFF file has glyphs for. The ranges that a font package states are those its splitter was asked for, and hold many
 * that the font never had. Formats: https://www.w3.org/TR/WOFF/#TableDirectory, and OpenType's cmap, formats 4 and 12.
 * @param {Buffer} woff @returns {number[]} ascending
 */
function codePointsOf(woff) {
  const cmap = woffTable(woff, 'cmap');
  /** @type {Set<number>} */
  const found = new Set();
  for (let record = 0; record < cmap.readUInt16BE(2); record++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + record * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 4) addSegments(table, found);
    else if (format === 12) addGroups(table, found);
  }
  return [...found].sort((a, b) => a - b);
}

function woffTable(woff, tag) {
  for (let entry = 0; entry < woff.readUInt16BE(12); entry++) {
    const at = 44 + entry * 20;
    if (woff.toString('latin1', at, at + 4) !== tag) continue;
    const [offset, packed, whole] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
    const bytes = woff.subarray(offset, offset + packed);
    return packed === whole ? bytes : inflateSync(bytes);
  }
  throw new Error(`A font without a table ${tag}.`);
}

function addSegments(table, found) {
  const count = table.readUInt16BE(6) / 2;
  for (let segment = 0; segment < count; segment++) {
    const end = table.readUInt16BE(14 + segment * 2);
    const start = table.readUInt16BE(16 + count * 2 + segment * 2);
    const delta = table.readUInt16BE(16 + count * 4 + segment * 2);
    const rangeAt = 16 + count * 6 + segment * 2;
    const rangeOffset = table.readUInt16BE(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const glyph = rangeOffset === 0 ? code : table.readUInt16BE(rangeAt + rangeOffset + (code - start) * 2);
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) found.add(code);
    }
  }
}

function addGroups(table, found) {
  for (let group = 0; group < table.readUInt32BE(12); group++) {
    const at = 16 + group * 12;
    for (let code = table.readUInt32BE(at); code <= table.readUInt32BE(at + 4); code++) found.add(code);
  }
}

/** `20-7e,a9`: hexadecimal ranges. @param {number[]} codes ascending */
function rangesText(codes) {
  /** @type {[number, number][]} */
  const ranges = [];
  for (const code of codes) {
    const last = ranges.at(-1);
    if (last && code === last[1] + 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges
    .map(([from, to]) => (from === to ? from.toString(16) : `${from.toString(16)}-${to.toString(16)}`))
    .join(',');
}

/**
 * Writes the fonts into `outDirectory` (absolute). Does nothing when they are there and made of the same packages.
 * Returns true when it built.
 */
export async function buildFonts(outDirectory) {
  const stamp = await fingerprint();
  return buildFolder(outDirectory, stamp, async (workDirectory) => {
    const faces = [];
    const licenses = new Map();
    for (const source of sources) {
      const folder = join(packagesFolder, source.package);
      for (const file of (await readdir(join(folder, 'files'))).filter((name) => source.pick.test(name)).sort()) {
        // The same font in the older container, whose tables are packed one by one, is easier to look into.
        const codes = codePointsOf(await readFile(join(folder, 'files', file.replace(/2$/, ''))));
        faces.push({ file, stack: source.stack, codePoints: rangesText(codes) });
        await copyFile(join(folder, 'files', file), join(workDirectory, file));
      }
      const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      licenses.set(
        source.name,
        `${source.name}, from @fontsource/${source.package} ${version}\n\n${(await readFile(join(folder, 'LICENSE'), 'utf8')).trim()}\n`,
      );
    }
    await writeFile(join(workDirectory, 'fonts.json'), JSON.stringify({ faces }));
    await writeFile(join(workDirectory, 'LICENSES.txt'), [...licenses.values()].join(`\n${'='.repeat(100)}\n\n`));
  });
}

async function main() {
  const outDirectory = join(root, 'dist', 'fonts');
  const isBuilt = await buildFonts(outDirectory);
  const names = await readdir(outDirectory);
  let bytes = 0;
  for (const name of names) bytes += (await stat(join(outDirectory, name))).size;
  console.log(
    `dist/fonts ${isBuilt ? 'built' : 'is up to date'}: ${names.length} files, ${(bytes / 1e6).toFixed(1)} MB`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
