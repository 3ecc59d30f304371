// A machine whose calendar is set while a run goes on: by a time server, by its user, after sleep. Times of tests come from a clock that knows
// nothing of it; the calendar only gives names and dates.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { isRunLocked } from '../../../../src/core/runFolder/runLock';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { buildProgram, CliFixture, repeats } from '../cliFixture';

const words = Array.from({ length: 30 }, (_, at) => `word${at}`);

/** Loaded into every thread of the program: its calendar is another one each few ms, forward and back. */
const steps = `
  const { now } = Date;
  const offsets = [0, 2 * 864e5, -36e5, 400 * 864e5, -20 * 365 * 864e5, 1000];
  const stepped = () => now() + offsets[Math.floor(performance.now() / 7) % offsets.length];
  globalThis.Date = class extends Date {
    constructor(...given) { given.length === 0 ? super(stepped()) : super(...given); }
    static now() { return stepped(); }
  };`;
const stepping = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(steps)}` };

describe('a run while the clock of the machine is set', () => {
  let fixture: CliFixture;
  before(buildProgram);
  beforeEach(async () => {
    fixture = await CliFixture.make();
    await fixture.writeBenchmark(['openai~m'], 'repeat.yaml', 'Repeat', words);
  });
  afterEach(() => fixture.remove());

  const onlyRun = async (): Promise<string> => {
    const [name = ''] = await readdir(join(fixture.folder, 'runs'));
    assert.match(name, /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_repeat$/);
    return join(fixture.folder, 'runs', name);
  };

  /** Every time on the run's clock, those of a test in order; and that no test took what the calendar says. */
  async function checkTimes(run: string, wallMs: number): Promise<void> {
    const lines = (await readFile(join(run, 'events.jsonl'), 'utf8')).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as RunEvent);
    const times = events.map(({ t }) => t);
    const ofTests = new Map<number, number[]>();
    for (const event of events)
      if ('index' in event) ofTests.set(event.index, [...(ofTests.get(event.index) ?? []), event.t]);
    assert.equal(ofTests.size, words.length);
    for (const one of ofTests.values())
      assert.deepEqual(
        one,
        [...one].sort((a, b) => a - b),
      );
    assert.deepEqual([times[0], times.at(-1)], [Math.min(...times), Math.max(...times)]);
    assert.ok(
      times.every((t) => t >= 0 && t < wallMs),
      String(times.at(-1)),
    );
    for (const event of events) {
      if (event.type !== 'testFinished') continue;
      for (const ms of Object.values(event.timings))
        assert.ok(ms === null || (ms >= 0 && ms < 1e6), JSON.stringify(event));
    }
    const manifest = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as RunManifest;
    assert.deepEqual([manifest.status, manifest.totals.correct], ['finished', words.length]);
    // Both dates come from one reading of the calendar and the run's own clock.
    const begun = events[0]!;
    if (events.some(({ type }) => type === 'runResumed') || begun.type !== 'runStarted') return;
    const took = Date.parse(manifest.finishedAt ?? '') - Date.parse(begun.at ?? '');
    assert.ok(took >= 0 && took < wallMs, String(took));
  }

  it('is measured by a clock of its own', async () => {
    const environment = { ...(await fixture.serve(repeats)), ...stepping };
    const started = performance.now();
    const { code, stderr, stdout } = await fixture.program(['run', 'repeat.yaml', '--no-images'], environment);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /30 correct, 0 incorrect, 0 error/);
    const run = await onlyRun();
    await checkTimes(run, performance.now() - started);
    const listed = await fixture.program(['list'], stepping);
    assert.match(listed.stdout, /100% .* finished /);
  });

  it('is resumed after it, with nothing asked twice', async () => {
    let answers = 10;
    const environment = {
      ...(await fixture.serve({
        reply: ({ prompt }) => (answers-- > 0 ? { text: prompt } : { hang: 'beforeHeaders' }),
      })),
      ...stepping,
    };
    const started = performance.now();
    const child = fixture.start(['run', 'repeat.yaml', '--no-images', '--concurrency', '4'], environment);
    child.stdout.resume();
    while (!/ 10\/30 /.test(String(await once(child.stderr, 'data'))));
    child.kill('SIGKILL');
    await once(child, 'close');
    const run = await onlyRun();
    assert.equal(await isRunLocked(run), false);
    const before = (await openRun(run)).state.models[0]!.tests.filter(({ phase }) => phase === 'finished').length;
    assert.equal(before, 10);
    answers = Infinity;
    const asked = fixture.server!.requests.length;
    const { code, stderr } = await fixture.program(['resume', run, '--no-images'], environment);
    assert.equal(code, 0, stderr);
    assert.equal(fixture.server!.requests.length - asked, words.length - before);
    await checkTimes(run, performance.now() - started);
  });
});
