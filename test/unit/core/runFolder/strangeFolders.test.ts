// A run folder may come from anybody: what its events claim is held against what is there, and nothing but files is opened.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackRun } from '../../../../src/core/jobs/unpackRun';
import { readListedRun } from '../../../../src/core/runFolder/listRuns';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { endedTest } from '../../../../src/core/runFolder/readTest';
import { openRunImages } from '../../../../src/core/images/runImages';
import type { EvidencePlace } from '../../../../src/shared/run/events';
import { readStoredTest } from '../../../storedTests';
import { distDirectory, never } from '../run/engineFixture';

const model = 'simulated~flaky';
const testsFile = `tests/${model}.jsonl`;

describe('a run folder of a stranger', () => {
  let runs: string;
  let run: string;
  beforeEach(async () => {
    runs = await mkdtemp(join(tmpdir(), 'isb-strange-'));
    run = join(runs, 'strange');
    await cp('test/runFolders/version2', run, { recursive: true });
  });
  afterEach(() => rm(runs, { recursive: true }));

  async function placeOf(ofModel: string, index: number): Promise<EvidencePlace> {
    const { evidence } = endedTest((await openRun(run)).state, ofModel, index);
    assert.ok(evidence);
    return evidence;
  }

  /** Lets the event of a test name another place. */
  async function claim(place: EvidencePlace, index = 1): Promise<void> {
    const events = join(run, 'events.jsonl');
    const lines = (await readFile(events, 'utf8')).split('\n').map((line) => {
      if (!line.includes('"testFinished"')) return line;
      const event = JSON.parse(line) as { model: string; index: number };
      return event.model === model && event.index === index ? JSON.stringify({ ...event, evidence: place }) : line;
    });
    await writeFile(events, lines.join('\n'));
  }

  async function pipe(name: string): Promise<void> {
    await rm(join(run, name), { recursive: true });
    assert.equal(spawnSync('mkfifo', [join(run, name)]).status, 0);
  }

  it('shows no test as another', async () => {
    await claim(await placeOf(model, 2));
    await assert.rejects(readStoredTest(run, model, 1), {
      message: `What is kept of test #1 of ${model} is of test #2 of ${model}.`,
    });
    const line = (await readFile(join(run, 'tests/simulated~hasty.jsonl'), 'utf8')).split('\n')[0]!;
    await writeFile(join(run, testsFile), `${line}\n`);
    await claim({ offset: 0, length: Buffer.byteLength(line) });
    await assert.rejects(
      readStoredTest(run, model, 1),
      /^Error: What is kept of test #1 of simulated~flaky is of test #1 of simulated~hasty\.$/,
    );
  });

  it('shows no test of format 1 as another', async () => {
    await rm(run, { recursive: true });
    await cp('test/runFolders/version1', run, { recursive: true });
    const folder = join(run, 'tests', model);
    await cp(join(folder, '0002', 'result.json'), join(folder, '0001', 'result.json'));
    await assert.rejects(readStoredTest(run, model, 1), /What is kept of test #1 of simulated~flaky is of test #2/);
  });

  it('gets no room for what it only claims', async () => {
    const end = { offset: 9_000_000_000_000, length: 9_000_000_000_000 };
    for (const place of [end, { offset: 0, length: Number.MAX_SAFE_INTEGER }, { offset: 10, length: 20 }]) {
      await claim(place);
      await assert.rejects(
        readStoredTest(run, model, 1),
        /What is kept of test #1 of simulated~flaky (can't be read|is not)/,
      );
    }
    // A file with nothing in it may be as long as it likes.
    await truncate(join(run, testsFile), 8_000_000_000);
    await claim({ offset: 0, length: 7_000_000_000 });
    await assert.rejects(
      readStoredTest(run, model, 1),
      /tests\/simulated~flaky\.jsonl has no line of 7000000000 bytes/,
    );
  });

  it('is opened without an event whose place is no place', async () => {
    for (const place of [
      { offset: -1, length: 5 },
      { offset: 0.5, length: 5 },
      { offset: 0, length: 0 },
    ]) {
      await claim(place);
      const { problem } = await openRun(run);
      assert.match(problem!, /1 unreadable line of events\.jsonl/);
    }
  });

  it('leads to no picture outside its own', async () => {
    const { offset, length } = await placeOf(model, 5);
    const file = join(run, testsFile);
    const line = (await readFile(file)).subarray(offset, offset + length).toString('utf8');
    const outsides = [
      '../secret.png',
      '/etc/passwd',
      'images/..',
      'images/../../secret.png',
      'C:\\secret.png',
      'images\\..\\x',
    ];
    for (const outside of outsides) {
      const other = line.replaceAll(/"images\/[^"]+"/g, JSON.stringify(outside));
      assert.notEqual(other, line);
      await writeFile(file, other);
      await claim({ offset: 0, length: Buffer.byteLength(other) }, 5);
      await assert.rejects(
        readStoredTest(run, model, 5),
        /#5 of simulated~flaky is not as .* expected a file in images\//,
      );
    }
  });

  it('is refused where the words of a test are no file', async () => {
    await rm(join(run, testsFile));
    await mkdir(join(run, testsFile));
    await assert.rejects(readStoredTest(run, model, 1), /the run folder has no readable tests\/simulated~flaky\.jsonl/);
  });

  if (process.platform !== 'win32') {
    it('keeps nobody waiting at a pipe', async () => {
      await pipe(testsFile);
      await assert.rejects(
        readStoredTest(run, model, 1),
        /the run folder has no readable tests\/simulated~flaky\.jsonl/,
      );
      await assert.rejects(
        unpackRun({ runDirectory: run, distDirectory }, () => undefined, never),
        /can't be written: tests\/simulated~flaky\.jsonl is no file/,
      );
      await pipe('run.json');
      await assert.rejects(readManifest(run), /run\.json is no file/);
      assert.match(
        JSON.stringify(await readListedRun(run)),
        /run\.json of strange can't be read: run\.json is no file/,
      );
      await pipe('benchmark.yaml');
      await assert.rejects(readBenchmarkText(run), /benchmark\.yaml is no file/);
      await pipe('images/images.json');
      await assert.rejects(openRunImages(run), /images\.json is no file/);
      await pipe('events.jsonl');
      await assert.rejects(openRun(run), /events\.jsonl is no file/);
    });

    it('keeps nobody waiting at a link to a device', async () => {
      await rm(join(run, testsFile));
      await symlink('/dev/zero', join(run, testsFile));
      await assert.rejects(
        readStoredTest(run, model, 1),
        /the run folder has no readable tests\/simulated~flaky\.jsonl/,
      );
      await rm(join(run, 'run.json'));
      await symlink('/dev/zero', join(run, 'run.json'));
      await assert.rejects(readManifest(run), /run\.json is a link, and may lead anywhere/);
    });
  }
});
