// `npm run package`: writes what can be installed into `packages/`, with the bill of materials, and looks at each before it counts as made.
//
//   npm run package                       a VSIX for this machine
//   npm run package -- --target T         for another platform, several times for several; `all` for every one
//   npm run package -- --npm              the program for the terminal, as `npm publish` takes it

import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packageNpm } from './package/packageNpm.mjs';
import { packageVsix } from './package/packageVsix.mjs';
import { buildRelease } from './package/buildRelease.mjs';
import { partsOfVsix } from './package/partsOfVsix.mjs';
import { problemsOfNpm, problemsOfVsix } from './package/problemsOf.mjs';
import { ownTarget, targets } from './package/targets.mjs';
import { projectFolder } from './toolCache.mjs';

const { values } = parseArgs({
  options: { target: { type: 'string', multiple: true }, npm: { type: 'boolean' }, out: { type: 'string' } },
});
const chosen = values.target ?? (values.npm ? [] : [ownTarget()]);
const wanted = chosen.includes('all') ? targets : chosen;
const unknown = wanted.filter((target) => !targets.includes(target));
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}. Targets: ${targets.join(', ')}, all`);
  process.exit(2);
}

/** Says what was made and of what, or what is wrong with it. @param {string} file @param {string[]} problems @param {string[]} [parts] */
async function report(file, problems, parts = []) {
  const name = path.relative(process.cwd(), file);
  console.log(`${name}  ${((await stat(file)).size / 1e6).toFixed(1)} MB`);
  for (const part of parts) console.log(`  ${part}`);
  for (const problem of problems) console.error(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

const release = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-release-'));
const out = path.resolve(values.out ?? path.join(projectFolder, 'packages'));
try {
  await buildRelease(release);
  for (const target of wanted) {
    const vsix = await packageVsix(release, target, out);
    await report(vsix, await problemsOfVsix(vsix, target), await partsOfVsix(vsix));
  }
  if (values.npm) {
    const tarball = await packageNpm(release, out);
    await report(tarball, await problemsOfNpm(tarball));
  }
  await copyFile(path.join(release, 'dist', 'sbom.cdx.json'), path.join(out, 'iso-speed-bench.cdx.json'));
} finally {
  await rm(release, { recursive: true, force: true });
}
