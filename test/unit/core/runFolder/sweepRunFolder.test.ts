import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { temporaryName } from '../../../../src/core/files/temporaryName';
import { isLeftOver } from '../../../../src/core/runFolder/isLeftOver';
import { sweepRunFolder } from '../../../../src/core/runFolder/sweepRunFolder';

describe('closing a run folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-sweep-'));
    await mkdir(join(folder, 'copies'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('removes what a killed process left, and no file of the benchmark', async () => {
    const files = ['copies/notes.tmp', 'copies/.cases.tmp', temporaryName('run.json'), temporaryName('copies/a.csv')];
    for (const file of [...files, 'run.lock-0123abcd.tmp', 'run.lock', 'run.json'])
      await writeFile(join(folder, file), '12345');
    assert.equal(await sweepRunFolder(folder), 15);
    assert.deepEqual((await readdir(folder)).sort(), ['copies', 'run.json', 'run.lock']);
    assert.deepEqual((await readdir(join(folder, 'copies'))).sort(), ['.cases.tmp', 'notes.tmp']);
  });

  it('tells names by all that is in them', () => {
    assert.ok(isLeftOver(temporaryName('data/cases.csv')));
    assert.ok(isLeftOver(basename(temporaryName('cases.csv'))));
    for (const name of [
      '.tmp',
      'a.tmp',
      '.0123456789abcdef.tmp.csv',
      '.0123456789ABCDEF.tmp',
      'run.lock',
      'run.locks.tmp',
    ])
      assert.ok(!isLeftOver(name), name);
  });
});
