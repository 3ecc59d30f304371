// How many bytes each file has in a ZIP file, packed: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 and 4.3.16.

import { readFile } from 'node:fs/promises';

const endSignature = 0x06054b50;
const smallestEnd = 22;

/** @param {string} file one of less than 4 GB @returns {Promise<Map<string, number>>} by path, in the order of its directory */
export async function sizesInZip(file) {
  const bytes = await readFile(file);
  let end = bytes.length - smallestEnd;
  while (bytes.readUInt32LE(end) !== endSignature) end -= 1;
  /** @type {Map<string, number>} */
  const sizes = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = bytes.readUInt16LE(at + 28);
    sizes.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), bytes.readUInt32LE(at + 20));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return sizes;
}
