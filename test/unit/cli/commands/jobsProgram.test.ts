// The program at work on runs that are there: import, rescore, annotate, unpack, pack and export.

import assert from 'node:assert/strict';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { buildProgram, CliFixture } from '../cliFixture';
import { damageTest, resultImagePath } from '../../../storedTests';

describe('the program at work on runs', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  let folder: string;
  const program: CliFixture['call'] = (...args) => fixture.call(...args);

  before(buildProgram);

  beforeEach(async () => {
    fixture = await CliFixture.make();
    folder = fixture.folder;
  });

  afterEach(() => fixture.remove());

  const run: CliFixture['finishedRun'] = (...args) => fixture.finishedRun(...args);

  it('imports a report as a run that lists and shows, and says what it does not record', async () => {
    const name = await run(['openai~gpt-4o', 'openai~b']);
    await cp(join(folder, 'runs', name, 'report.json'), join(folder, 'report.json'));
    const { code, stdout, stderr } = await program(['import', 'report.json', '--runs', 'imported']);
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^Repeat\nSay it again\n\nmodel +correct[^]*\n8 tests .*8 correct[^]*\nRun folder: imported[\\/]/,
    );
    assert.match(
      (await program(['show', 'latest', '--runs', 'imported'])).stdout,
      /started +not recorded\nimported +\d{4}-\d\d-\d\d \d\d:\d\d .*from a report/,
    );
    assert.match(
      (await program(['show', 'latest', '--runs', 'imported', '--model', 'b', '--test', '1'])).stdout,
      /tokens +not recorded\n[^]*Attempts\n {2}not recorded/,
    );
    const json = await program(['import', 'report.json', '--json']);
    const { runDirectory, manifest } = JSON.parse(json.stdout) as { runDirectory: string; manifest: RunManifest };
    assert.equal(manifest.startedBy.from, 'import');
    assert.equal((await openRun(runDirectory)).state.models.length, 2);
    await writeFile(join(folder, 'other.json'), '{"a": 1}');
    const refused = await program(['import', 'other.json']);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /not a benchmark report/);
    assert.match((await program(['import', 'none.json'])).stderr, /There is no report none\.json/);
    const resumed = await program(['rescore', 'latest', '--runs', 'imported']);
    assert.equal(resumed.code, 2);
    assert.match(resumed.stderr, /imported from a report.*can't be re-scored/);
  });

  it('judges again: what changed is said, both judgements stay', async () => {
    const name = await run(['openai~gpt-4o'], 'Repeat', (prompt) => (prompt === 'two' ? 'deux' : prompt));
    const same = await program(['rescore', name, '--no-images']);
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stdout, /\n4 answers judged again: no verdict changed\.\nRun folder: /);

    // Another expectation is what a corrected evaluator amounts to: the same answer, another verdict.
    const benchmark = join(folder, 'runs', name, 'benchmark.yaml');
    await writeFile(benchmark, (await readFile(benchmark, 'utf8')).replace('expectation: two', 'expectation: deux'));
    const changed = await program(['rescore', 'latest', '--no-images', '--json']);
    const object = JSON.parse(changed.stdout) as { judged: number; skipped: number; changes: unknown[] };
    assert.deepEqual(
      [object.judged, object.skipped, object.changes],
      [4, 0, [{ model: 'openai~gpt-4o', index: 2, before: 'incorrect', after: 'correct' }]],
    );
    await writeFile(benchmark, (await readFile(benchmark, 'utf8')).replace('expectation: one', 'expectation: un'));
    const text = await program(['rescore', 'latest', '--no-images']);
    assert.match(
      text.stdout,
      /\n4 answers judged again: 1 verdict changed; each test keeps both\.\n {2}#1 openai~gpt-4o: correct -> incorrect\n/,
    );
    assert.match(
      (await program(['show', 'latest', '--model', 'gpt-4o'])).stdout,
      /✗ incorrect, was correct .*\n2 +✓ correct, was incorrect/,
    );
    assert.match(
      (await program(['show', 'latest', '--test', '2'])).stdout,
      /\nJudgements\n.*incorrect \(the run's own\).*\n.*correct \(iso-speed-bench /,
    );
    assert.equal((await fixture.manifestOf(name)).totals.correct, 3);
  });

  it('draws the result images again, counts them, and fails when one can not be drawn', async () => {
    const name = await run(['simulated~swift']);
    const drawn = await program(['annotate', name]);
    assert.equal(drawn.code, 0, drawn.stderr);
    assert.match(drawn.stdout, /^4 result images drawn\.\nRun folder: /);
    const runDirectory = join(folder, 'runs', name);
    assert.equal((await readFile(resultImagePath(runDirectory, 'simulated~swift', 1))).toString('latin1', 1, 4), 'PNG');
    await damageTest(runDirectory, 'simulated~swift', 1);
    const failed = await program(['annotate', 'latest', '--json']);
    assert.equal(failed.code, 2);
    const { firstFailure, ...counts } = JSON.parse(failed.stdout) as { firstFailure: string };
    assert.deepEqual(counts, { runDirectory, total: 4, drawn: 3, failed: 1 });
    assert.match(firstFailure, /not JSON/);
    assert.match((await program(['annotate', 'nothing'])).stderr, /nothing/);
  });

  it('unpacks a run and packs it again, and says so when there is nothing to do', async () => {
    const name = await run(['simulated~swift']);
    const runDirectory = join(folder, 'runs', name);
    assert.match((await program(['pack', name])).stdout, /^The run is packed already\.\nRun folder: /);
    assert.match((await program(['unpack', name])).stdout, /^4 tests unpacked; the folder has .*\.\n/);
    await readFile(join(runDirectory, 'tests', 'simulated~swift', '0004', 'transcript.md'));
    const packed = await program(['pack', 'latest', '--json']);
    const { sizeBytes } = await fixture.manifestOf(name);
    assert.deepEqual(JSON.parse(packed.stdout), { runDirectory, tests: 4, sizeBytes });
    assert.deepEqual(await readdir(join(runDirectory, 'tests')), ['simulated~swift.jsonl']);
  });

  it('exports a report without null, and says on stderr what 0 stands for', async () => {
    const name = await run(['openai~gpt-4o'], 'Repeat', (prompt) => (prompt === 'two' ? '' : prompt));
    const strict = ['export', 'latest', '--report', 'strict'];
    const piped = await program(strict);
    assert.equal(piped.code, 0, piped.stderr);
    const report = JSON.parse(piped.stdout) as ExecEvalBenchmarkReport<number>;
    assert.equal(report.models[0]!.results[1]!.prompt_response.total_duration_ms, 0);
    assert.match(piped.stderr, /^0 stands for what is not known.*total_duration_ms \(1\)/);
    const written = await program([...strict, '--out', 'strict.json']);
    assert.match(written.stderr, /^Report: strict\.json\n0 stands for/);
    assert.deepEqual([written.code, written.stdout], [0, '']);
    assert.equal(await readFile(join(folder, 'strict.json'), 'utf8'), piped.stdout);
    for (const [args, said] of [
      [['export', 'latest'], /export needs to be told what\.\nWrite `iso-speed-bench export latest --report zip=FILE`/],
      [
        ['export', 'latest', '--report', 'loose'],
        /--report must be strict, junit, markdown, csv, jsonl, html, zip, and the file after a =, not "loose"/,
      ],
      [['export', '--report', 'strict'], /export needs a run/],
      [[...strict, '--out', join('runs', name, 'report.json')], /is in the run folder/],
    ] as const) {
      const { code, stderr } = await program([...args]);
      assert.equal(code, 2);
      assert.match(stderr, said);
    }
  });
});
