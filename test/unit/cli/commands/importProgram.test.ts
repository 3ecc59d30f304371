// `import`: what is marked as imported, what is not claimed, and what is refused with a word of what to do.

import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buildProgram, CliFixture, ended, environmentWith, repeats, root } from '../cliFixture';

describe('the program on reports', () => {
  let fixture: CliFixture;
  let report: string;

  before(async () => {
    await buildProgram();
    fixture = await CliFixture.make();
    await fixture.writeBenchmark(['openai~echo']);
    const environment = await fixture.serve(repeats);
    const ran = await fixture.call(['run', 'repeat.yaml', '--json', '--no-images', '--yes'], environment);
    const { runDirectory } = JSON.parse(ran.stdout) as { runDirectory: string };
    report = await readFile(join(runDirectory, 'report.json'), 'utf8');
    await writeFile(join(fixture.folder, 'repeat 2026-11-20.json'), report);
  });

  after(() => fixture.remove());

  it('marks an imported run in list, show and compare', async () => {
    const imported = await fixture.call(['import', 'repeat 2026-11-20.json', '--benchmark', 'repeat.yaml', '--json']);
    assert.equal(imported.code, 0, imported.stderr);
    const { manifest } = JSON.parse(imported.stdout) as { manifest: { id: string } };
    const { stdout: list } = await fixture.call(['list']);
    assert.match(list, /2026-11-20 00:00, imported/);
    const { stdout: shown } = await fixture.call(['show', manifest.id]);
    assert.match(shown, /^imported +20\d\d-.* from a report/m);
    for (const fact of ['mode', 'attempts', 'Python', 'sampling', 'git', 'machine'])
      assert.match(shown, new RegExp(`^${fact} +not recorded$`, 'm'));
    assert.doesNotMatch(shown, /as the model API says/);
    const runs = JSON.parse((await fixture.call(['list', '--json'])).stdout) as {
      runs: { manifest: { id: string } }[];
    };
    const own = runs.runs.map((run) => run.manifest.id).find((id) => id !== manifest.id)!;
    const { stdout: compared } = await fixture.call(['compare', own, manifest.id]);
    assert.match(compared, /started from +cli -> import/);
    assert.match(compared, /4 prompts paired$/m);
    const { stdout: again } = await fixture.call(['rescore', manifest.id, '--no-images']);
    assert.match(again, /4 answers judged again: no verdict changed/);
  });

  it('draws no result images with --no-images, and `annotate` draws them later', async () => {
    const imported = await fixture.call(['import', 'repeat 2026-11-20.json', '--no-images', '--json']);
    assert.equal(imported.code, 0, imported.stderr);
    const { runDirectory, manifest } = JSON.parse(imported.stdout) as {
      runDirectory: string;
      manifest: { problems: string[] };
    };
    assert.ok(!(await readdir(runDirectory)).includes('result-images'));
    assert.deepEqual(manifest.problems, []);
    const drawn = await fixture.call(['annotate', runDirectory]);
    assert.match(drawn.stdout, /^4 result images drawn\./);
  });

  it('takes `-` for the standard input, as `validate` does; other commands say who does', async () => {
    const fed = (args: string[], given: string): ReturnType<typeof ended> => {
      const child = fixture.start(args);
      child.stdin.end(given);
      return ended(child);
    };
    const imported = await fed(['import', '-', '--no-images'], `\uFEFF${report}`);
    assert.equal(imported.code, 0, imported.stderr);
    assert.match(imported.stdout, /Run folder: runs/);
    const benchmark = await readFile(join(fixture.folder, 'repeat.yaml'), 'utf8');
    const good = await fed(['validate', '-'], benchmark);
    assert.deepEqual([good.code, good.stdout], [0, 'ok -: 1 model x 4 prompts = 4 tests\n']);
    const bad = await fed(['validate', '-'], benchmark.replace('prompts:', 'promts:'));
    assert.equal(bad.code, 2);
    assert.match(bad.stdout, /^-:\d+:\d+: error: .*did you mean `prompts`\?/m);
    for (const args of [
      ['run', '-'],
      ['convert', '-'],
      ['import', 'repeat 2026-11-20.json', '--benchmark', '-'],
    ]) {
      const { code, stderr } = await fixture.call(args);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /No .*file is read from the standard input here\.\n.*`-` is taken as the FILE of `validate` and `import` alone/,
      );
    }
  });

  it('claims no time of a report in which nobody took any', async () => {
    const untimed: unknown = JSON.parse(report, (key, value: unknown) =>
      /duration|per_second/.test(key) ? undefined : value,
    );
    await writeFile(join(fixture.folder, 'untimed.json'), JSON.stringify(untimed));
    const { code, stdout, stderr } = await fixture.call(['import', 'untimed.json', '--no-images']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^4 tests: 4 correct/m);
  });

  it('refuses a standard input that is a folder', async () => {
    const folder = await open(fixture.folder);
    try {
      for (const command of ['validate', 'import']) {
        const child = spawn(process.execPath, ['--', join(root, 'dist/node/cli.mjs'), command, '-'], {
          cwd: fixture.folder,
          env: environmentWith({}),
          stdio: [folder.fd, 'pipe', 'pipe'],
        });
        const { code, stdout, stderr } = await ended(child as ChildProcessByStdio<null, Readable, Readable>);
        assert.equal(code, 2, stderr);
        assert.match(`${stdout}${stderr}`, /The standard input is a directory/);
      }
    } finally {
      await folder.close();
    }
  });

  it('shows one test without a claim', async () => {
    const imported = await fixture.call(['import', 'repeat 2026-11-20.json', '--json']);
    const { manifest } = JSON.parse(imported.stdout) as { manifest: { id: string } };
    const { stdout } = await fixture.call(['show', manifest.id, '--model', 'openai~echo', '--test', '1']);
    for (const fact of ['test type', 'when', 'attempts', 'tokens'])
      assert.match(stdout, new RegExp(`^${fact} +not recorded$`, 'm'));
    const page = await readFile(join(fixture.folder, 'runs', manifest.id, 'index.html'), 'utf8');
    assert.ok(page.length > 0);
    const filtered = await fixture.call(['rescore', manifest.id]);
    assert.match(filtered.stderr, /Import it again with its benchmark/);
  });

  it('says of a report that it is to be imported, and of a benchmark that it is to be run', async () => {
    await writeFile(join(fixture.folder, 'report.yaml'), report);
    await writeFile(join(fixture.folder, 'mark.json'), `\uFEFF${report}`);
    for (const [command, file] of [
      ['run', 'repeat 2026-11-20.json'],
      ['run', 'report.yaml'],
      ['validate', 'repeat 2026-11-20.json'],
      ['validate', 'mark.json'],
    ] as const) {
      const { code, stdout, stderr } = await fixture.call([command, file]);
      assert.equal(code, 2);
      assert.match(stdout + stderr, /is a report of a benchmark .* Use import: `iso-speed-bench import REPORT\.json`/);
    }
    const { code, stderr } = await fixture.call(['import', 'repeat.yaml']);
    assert.equal(code, 2);
    assert.match(stderr, /This is a benchmark, not a report of one\. Run it/);
    const marked = await fixture.call(['import', 'mark.json']);
    assert.equal(marked.code, 0, marked.stderr);
  });
});
