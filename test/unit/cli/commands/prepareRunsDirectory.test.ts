import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRunsDirectory } from '../../../../src/cli/commands/prepareRunsDirectory';

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
      message: /--out file is or runs through a file/,
    });
    await assert.rejects(prepareRunsDirectory(folder, 'file/deeper', '--out'), {
      name: 'UsageError',
      message: /--out file\/deeper is or runs through a file/,
    });
  });

  it('is no run folder, of which no list would show a run inside', async () => {
    await mkdir(join(folder, 'run'));
    await writeFile(join(folder, 'run', 'run.json'), '{}');
    await assert.rejects(prepareRunsDirectory(folder, 'run', '--out'), {
      name: 'UsageError',
      message: /--out run is a run folder itself/,
    });
  });
});
