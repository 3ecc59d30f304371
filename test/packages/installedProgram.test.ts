// What a person gets who installs the npm package into an empty folder: three packages, and a program that draws, reads and runs Python.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { packageNpm } from '../../scripts/package/packageNpm.mjs';
import { problemsOfNpm } from '../../scripts/package/problemsOf.mjs';
import { npmCommand, runCaptured, runQuietly } from '../../scripts/processes.mjs';
import { ensureNode } from '../../scripts/toolCache.mjs';
import { packagesFolder } from './shared';

describe('the npm package', () => {
  let tarball: string;
  let folder: string;
  const installed = (): string => join(folder, 'node_modules', 'iso-speed-bench');
  const program = (node: string, ...args: string[]): Promise<{ exitCode: number; output: string }> =>
    runCaptured(node, [join(installed(), 'dist/node/cli.mjs'), ...args], { cwd: folder });

  before('make it and install it', async () => {
    const packages = await packagesFolder();
    tarball = await packageNpm(join(packages, 'release'), packages);
    folder = join(packages, 'program');
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const npm = npmCommand();
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(packages, 'npm-cache')];
    await runQuietly(npm.command, [...npm.args, 'install', ...flags, tarball], { cwd: folder });
  });

  it('has in it what it must have and nothing else', async () => {
    assert.deepEqual(await problemsOfNpm(tarball), []);
    const lock = JSON.parse(await readFile(join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as {
      packages: { [place: string]: unknown };
    };
    // The canvas of a platform comes in a form for each C library that it could have, where npm doesn't look which one there is.
    const others = Object.keys(lock.packages).filter((place) => !place.includes('@napi-rs/canvas-'));
    assert.deepEqual(others, ['node_modules/@napi-rs/canvas', 'node_modules/iso-speed-bench']);
  });

  it('names the commit that it was built from', async () => {
    const { commit } = JSON.parse(await readFile(join(installed(), 'dist/build.json'), 'utf8')) as { commit: string };
    const { output } = await program(process.execPath, '--version');
    assert.match(
      output,
      new RegExp(
        `^\\d+\\.\\d+\\.\\d+ \\(commit ${commit.slice(0, 7)} of \\d{4}-\\d\\d-\\d\\d(, changed since)?\\)\\n$`,
      ),
    );
  });

  it('has a valid bill of materials that names every package of the notices', async () => {
    const bill = await readFile(join(installed(), 'dist/sbom.cdx.json'), 'utf8');
    assert.equal(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(bill), null);
    const { components } = JSON.parse(bill) as { components: { name: string; version: string }[] };
    const named = new Set(components.map(({ name, version }) => `${name} ${version}`));
    const notices = await readFile(join(installed(), 'dist/THIRD_PARTY_NOTICES.txt'), 'utf8');
    const titles = [...notices.matchAll(/^(@?[a-z]\S* \d+\.\S+) \([^)]+\)$/gm)].map(([, title]) => title!);
    assert.ok(titles.length > 50, `${titles.length} packages in the notices`);
    assert.deepEqual(
      titles.filter((title) => !named.has(title)),
      [],
    );
    for (const name of ['pyodide', '@fontsource/roboto', 'tzdata', 'attrs'])
      assert.ok(
        components.some((one) => one.name === name),
        name,
      );
  });

  for (const [name, find] of [
    ['this Node', () => Promise.resolve(process.execPath)],
    ['the Node of the newest VS Code', ensureNode],
  ] as const)
    it(`runs benchmarks with pictures and with Python in ${name}`, async () => {
      const node = await find();
      for (const example of ['pictures.yaml', 'math-in-python.yaml']) {
        const file = join(installed(), 'examples', example);
        const { exitCode, output } = await program(node, 'run', file, '--limit', '2', '--out', `runs-${name}`);
        assert.equal(exitCode, 0, output);
        assert.match(output, /\d+ correct, \d+ incorrect, 0 error/);
      }
      assert.equal((await readdir(join(folder, `runs-${name}`))).length, 2);
    });
});
