// The built program of a release: minified, without maps, with the notices of all that is inside.

import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from '../../esbuild.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

/** Builds a minified `dist/` in `folder`, writes the notices of what is in it, then takes the maps away. @param {string} folder absolute */
export async function buildRelease(folder) {
  const dist = path.join(folder, 'dist');
  await buildAll({ minify: true, dist });
  await writeFile(path.join(dist, 'THIRD_PARTY_NOTICES.txt'), await thirdPartyNotices(dist));
  for (const name of await readdir(dist, { recursive: true }))
    if (name.endsWith('.map') || path.basename(name) === 'stamp.txt') await rm(path.join(dist, name));
}
