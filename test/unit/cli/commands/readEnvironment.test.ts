import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvironment } from '../../../../src/cli/commands/readEnvironment';
import { readTextFile } from '../../../../src/cli/commands/readTextFile';

describe('what is read', () => {
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
});
