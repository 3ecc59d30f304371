// The built program writes reports of a run, at its end and later, and the two are the same.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProgram, CliFixture } from '../cliFixture';

describe('reports in a terminal', function () {
  this.slow(20_000);

  let fixture: CliFixture;

  before(async () => {
    await buildProgram();
    fixture = await CliFixture.make();
  });

  after(() => fixture.remove());

  const read = (file: string): Promise<string> => readFile(join(fixture.folder, file), 'utf8');

  it('are the same at the end of a run and from the run that is there', async () => {
    await fixture.writeBenchmark(['openai~m'], 'b.yaml');
    const environment = await fixture.serve({ answer: (prompt) => (prompt === 'two' ? 'no' : prompt) });
    const forms = ['junit', 'markdown', 'csv', 'jsonl', 'html'];
    const flags = (prefix: string): string[] => forms.flatMap((form) => ['--report', `${form}=${prefix}.${form}`]);
    const run = await fixture.call(['run', 'b.yaml', '--no-images', '--json', ...flags('run')], environment);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stderr, /^Report: run\.junit$/m);
    const later = await fixture.call(['export', 'latest', ...flags('later')]);
    assert.equal(later.code, 0, later.stderr);
    for (const form of forms) assert.equal(await read(`run.${form}`), await read(`later.${form}`), form);
    assert.match(await read('run.markdown'), /^## `Repeat`\n\nRun finished: 3 correct, 1 incorrect/);
    assert.match(await read('run.junit'), /<testsuites name="Repeat" tests="4" failures="1" errors="0" skipped="0"/);
  });

  it('make the folder that they go to, and are written also when another of them can’t be', async () => {
    const flags = ['--report', 'csv=b.yaml/in.csv', '--report', 'junit=new/folder/j.xml'];
    const { code, stderr } = await fixture.call(['export', 'latest', ...flags]);
    assert.equal(code, 2);
    assert.match(stderr, /b\.yaml\/in\.csv could not be written: /);
    assert.match(stderr, /^Report: new\/folder\/j\.xml$/m);
    assert.match(await read('new/folder/j.xml'), /<testsuites name="Repeat"/);
  });

  it('go to stdout, link to the job of a CI service, and name what is wrong', async () => {
    const job = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/b', GITHUB_RUN_ID: '7' };
    const { stdout } = await fixture.call(['export', 'latest', '--report', 'markdown'], job);
    assert.match(stdout, /of \[this workflow run\]\(https:\/\/github\.com\/a\/b\/actions\/runs\/7\)/);
    for (const [args, said] of [
      [
        ['export', 'latest', '--report', 'csv', '--report', 'jsonl'],
        /Only one report can go to stdout, but csv and jsonl/,
      ],
      [['export', 'latest', '--report', 'csv=a', '--out', 'b'], /--out names a file, but every report has one already/],
      [['run', 'b.yaml', '--report', 'csv'], /--report csv names no file\.\nWrite --report csv=FILE/],
      [['run', 'b.yaml', '--report', 'junt=x'], /Did you mean junit\?/],
    ] as const) {
      const { code, stderr } = await fixture.call([...args]);
      assert.equal(code, 2);
      assert.match(stderr, said);
    }
  });
});
