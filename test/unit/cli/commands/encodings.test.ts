// Files in another encoding than UTF-8, given to the program: refused before anything is sent or written.

import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFixture, repeats } from '../cliFixture';

const benchmark = (word: string): string =>
  [
    'benchmark_name: Cities',
    'base_prompt: "{{city}}"',
    'evaluator: raw_string_evaluator',
    'models: [openai~echo]',
    'prompts:',
    `  - dynamic_variables: { city: ${word} }`,
    `    expectation: ${word}`,
    '',
  ].join('\n');

describe('files that are not UTF-8', () => {
  let fixture: CliFixture;

  beforeEach(async () => {
    fixture = await CliFixture.make();
  });

  afterEach(() => fixture.remove());

  it('refuses a benchmark in Windows-1252 and in UTF-16: nothing is sent', async () => {
    const environment = await fixture.serve(repeats);
    await writeFile(join(fixture.folder, 'cities.yaml'), benchmark('Zürich'), 'latin1');
    const refused = await fixture.call(['run', 'cities.yaml', '--yes'], environment);
    assert.equal(refused.code, 2);
    assert.equal(
      refused.stderr,
      'cities.yaml:6:33: error: cities.yaml is not UTF-8: byte 0xFC in line 6, column 33 ("Zürich" if it is Windows-1252). Save the file as UTF-8.\n' +
        'cities.yaml: 1 error. Nothing was sent to any model.\n',
    );
    const asJson = await fixture.call(['run', 'cities.yaml', '--yes', '--json'], environment);
    const { problems } = JSON.parse(asJson.stdout) as { problems: { line: number; column: number }[] };
    assert.deepEqual(
      problems.map(({ line, column }) => [line, column]),
      [[6, 33]],
    );
    await writeFile(join(fixture.folder, 'cities.yaml'), benchmark('Zürich'), 'utf16le');
    const wide = await fixture.call(['run', 'cities.yaml', '--yes'], environment);
    assert.match(
      wide.stderr,
      /cities\.yaml is UTF-16 \(little-endian, without a mark\), not UTF-8\. Save the file as UTF-8\./,
    );
    assert.equal(fixture.server?.requests.length, 0);
    assert.deepEqual(await readdir(fixture.folder), ['cities.yaml']);
  });

  it('validates the other files, and says the line of the one that can not be read', async () => {
    await writeFile(join(fixture.folder, 'cities.yaml'), benchmark('Zürich'), 'latin1');
    await writeFile(join(fixture.folder, 'good.yaml'), benchmark('Zürich'));
    const { code, stdout } = await fixture.call(['validate', 'cities.yaml', 'good.yaml']);
    assert.equal(code, 2);
    assert.match(stdout, /cities\.yaml:6:33: error: cities\.yaml is not UTF-8/);
    assert.match(stdout, /ok good\.yaml/);
  });

  it('runs a benchmark with a byte order mark as one without', async () => {
    const environment = await fixture.serve(repeats);
    await writeFile(join(fixture.folder, 'cities.yaml'), `\uFEFF${benchmark('Zürich')}`);
    const { code } = await fixture.call(['run', 'cities.yaml', '--yes', '--no-images'], environment);
    assert.equal(code, 0);
    const [run] = await readdir(join(fixture.folder, 'runs'));
    const kept = await readFile(join(fixture.folder, 'runs', run!, 'benchmark.yaml'), 'utf8');
    assert.equal(kept, benchmark('Zürich'));
  });

  it('warns of letters that were lost before', async () => {
    await writeFile(join(fixture.folder, 'cities.yaml'), benchmark('Z\uFFFDrich'));
    const { code, stdout } = await fixture.call(['validate', 'cities.yaml']);
    assert.equal(code, 0);
    assert.match(stdout, /cities\.yaml:6:33: warning: There is a replacement character \(U\+FFFD\) here/);
  });

  it('refuses a report and a file of variables alike', async () => {
    await writeFile(join(fixture.folder, 'report.json'), '{"benchmark_name": "Zürich"}', 'latin1');
    const report = await fixture.call(['import', 'report.json']);
    assert.match(report.stderr, /report\.json is not UTF-8: byte 0xFC in line 1, column 22/);
    await fixture.writeBenchmark(['openai~echo']);
    await writeFile(join(fixture.folder, '.env'), '# Schlüssel\nOPENAI_API_KEY=sk-test\n', 'latin1');
    const variables = await fixture.call(['run', 'repeat.yaml', '--env-file', '.env', '--yes']);
    assert.match(variables.stderr, /\.env is not UTF-8: byte 0xFC in line 1, column 7/);
  });
});
