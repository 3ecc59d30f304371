import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRunsDirectory, refuseRunsDirectory } from '../../../../src/cli/commands/prepareRunsDirectory';

describe('the folder for runs', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('run folders go to a directory made when missing, and never into a file', async () => {
    assert.equal(await prepareRunsDirectory(folder, 'a/b', '--out'), join(folder, 'a', 'b'));
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(prepareRunsDirectory(folder, 'file', '--out'), {
      name: 'UsageError',
      message: / file: it is or runs through a file/,
    });
    await assert.rejects(prepareRunsDirectory(folder, 'file/deeper', '--out'), {
      name: 'UsageError',
      message: / file\/deeper: it is or runs through a file/,
    });
  });

  it('is no run folder, of which no list would show a run inside', async () => {
    await mkdir(join(folder, 'run'));
    const isRun = { name: 'UsageError', message: /^run is a run folder itself/ };
    for (const [name, text] of [
      ['run.json', '{ "schemaVersion": 1, "id": "x", "benchmarkName": "Sums" }'],
      ['events.jsonl', '{"type":"runStarted","schemaVersion":2,"benchmarkName":"Sums"}\n'],
    ] as const) {
      await writeFile(join(folder, 'run', name), text);
      await assert.rejects(prepareRunsDirectory(folder, 'run', '--out'), isRun);
      await rm(join(folder, 'run', name));
    }
    // What a power failure leaves of one.
    await writeFile(join(folder, 'run', 'run.json'), '');
    await writeFile(join(folder, 'run', 'benchmark.yaml'), '');
    await mkdir(join(folder, 'run', 'tests'));
    await assert.rejects(prepareRunsDirectory(folder, 'run', '--out'), isRun);
  });

  it('may have files of other programs that are called as those of a run', async () => {
    await writeFile(join(folder, 'run.json'), '{ "scripts": { "test": "mocha" } }');
    await writeFile(join(folder, 'events.jsonl'), '{"event":"click"}\n');
    assert.equal(await prepareRunsDirectory(folder, '.', '--out'), folder);
  });

  it('is refused before it is made', async () => {
    await refuseRunsDirectory(folder, 'a/b', '--out');
    assert.deepEqual(await readdir(folder), []);
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(refuseRunsDirectory(folder, 'file/a/b', '--out'), {
      name: 'UsageError',
      message: / file\/a\/b: it is or runs through a file/,
    });
  });
});
