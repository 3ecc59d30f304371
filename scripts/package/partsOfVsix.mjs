// What a VSIX is made of, part by part, so that whoever finds it large sees why.

import { sizesInZip } from './sizesInZip.mjs';

/** The first that fits a path counts. @type {[part: string, start: string][]} */
const parts = [
  ['canvas', 'extension/node_modules/'],
  ['Python and JavaScript sandboxes', 'extension/dist/sandbox/'],
  ['OCR engine', 'extension/dist/tesseract/'],
  ['fonts', 'extension/dist/fonts/'],
  ['program', 'extension/dist/'],
  ['examples, texts and pictures', ''],
];

/** @param {string} vsix @returns {Promise<string[]>} a line a part: MB packed, and its name */
export async function partsOfVsix(vsix) {
  /** @type {Map<string, number>} */
  const sums = new Map(parts.map(([part]) => [part, 0]));
  for (const [name, size] of await sizesInZip(vsix)) {
    const part = parts.find(([, start]) => name.startsWith(start))?.[0] ?? '';
    sums.set(part, (sums.get(part) ?? 0) + size);
  }
  return [...sums].map(([part, size]) => `${(size / 1e6).toFixed(1).padStart(6)}  ${part}`);
}
