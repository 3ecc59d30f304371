// The built program of a release: minified, without maps, with its commit, and the notices and the bill of materials of all that is inside.

import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildAll } from '../../esbuild.mjs';
import { billOfMaterials } from './billOfMaterials.mjs';
import { ownBuild } from './ownBuild.mjs';
import { shippedPackages } from './shippedPackages.mjs';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

/** Builds a minified `dist/` in `folder`, writes what is known of it, then takes the maps away. @param {string} folder absolute */
export async function buildRelease(folder) {
  const dist = path.join(folder, 'dist');
  await buildAll({ minify: true, dist });
  await writeFile(path.join(dist, 'THIRD_PARTY_NOTICES.txt'), await thirdPartyNotices(dist));
  const build = await ownBuild();
  if (build) await writeFile(path.join(dist, 'build.json'), `${JSON.stringify(build, null, 2)}\n`);
  await writeFile(path.join(dist, 'sbom.cdx.json'), await billOfMaterials(await shippedPackages(dist), build));
  for (const name of await readdir(dist, { recursive: true }))
    if (name.endsWith('.map') || path.basename(name) === 'stamp.txt') await rm(path.join(dist, name));
}
