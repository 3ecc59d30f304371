// The licences of all that a release has in it. What is copied whole (fonts, the Python sandbox, the OCR engine) has its licences beside it.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../toolCache.mjs';
import { bundledPackages } from './shippedPackages.mjs';

const rule = `\n${'='.repeat(100)}\n\n`;

/** @param {string} dist a build with its maps @returns {Promise<string>} */
export async function thirdPartyNotices(dist) {
  const packages = await Promise.all((await bundledPackages(dist)).map(licenceOf));
  const files = await readdir(dist, { recursive: true });
  const copied = files.filter((name) => path.basename(name) === 'LICENSES.txt').sort();
  const others = await Promise.all(
    copied.map(async (name) => `${path.dirname(name)}/\n\n${(await readFile(path.join(dist, name), 'utf8')).trim()}\n`),
  );
  return [
    'Iso Speed Bench has the following software of others in it. The pages that it puts into run folders are made of some of it, too.\n',
    ...packages,
    ...others,
  ].join(rule);
}

/** @param {string} below of a package, below the project @returns {Promise<string>} */
async function licenceOf(below) {
  const folder = path.join(projectFolder, below);
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
