import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareRunsDirectory, readEnvironment, readTextFile } from '../../../../src/cli/commands/readInput';

describe('what is read and written', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('an env file fills in what is not set, blank counting as not set', async () => {
    await writeFile(join(folder, 'keys'), 'A=1\nexport B="two words" # comment\nC=3\n');
    assert.deepEqual(await readEnvironment({ A: 'set', C: '', D: undefined }, folder, 'keys'), {
      A: 'set',
      B: 'two words',
      C: '3',
    });
  });
  it('no env file leaves the environment as it is', async () => {
    assert.deepEqual(await readEnvironment({ A: 'set' }, folder, undefined), { A: 'set' });
  });
  it('a file that is not there, or is a directory, is refused by name', async () => {
    await assert.rejects(readEnvironment({}, folder, 'none'), {
      name: 'UsageError',
      message: 'There is no env file none.',
    });
    await assert.rejects(readTextFile(folder, '.', 'benchmark file'), {
      name: 'UsageError',
      message: 'The benchmark file . is a directory.',
    });
  });
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
});
