// JSON files that are replaced as a whole.

import assert from 'node:assert/strict';
import { link, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJsonAtomically } from '../../../../src/core/files/jsonFile';
import { replaceFile } from '../../../../src/core/files/replaceFile';

describe('a file that is replaced as a whole', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-files-'));
    path = join(folder, 'run.json');
    await writeFile(path, 'old');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is another file afterwards: whoever has the old one open reads it to its end', async () => {
    const opened = join(folder, 'opened');
    await link(path, opened);
    await writeJsonAtomically(folder, 'run.json', { status: 'finished' });
    assert.equal(await readFile(opened, 'utf8'), 'old');
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { status: 'finished' });
    assert.deepEqual((await readdir(folder)).sort(), ['opened', 'run.json']);
  });

  it('is the old one until the last byte of the new one is written', async () => {
    await replaceFile(folder, 'run.json', async (file) => {
      await file.write('ne');
      assert.equal(await readFile(path, 'utf8'), 'old');
      await file.write('w');
    });
    assert.equal(await readFile(path, 'utf8'), 'new');
  });

  it('stays as it was, with nothing beside it, when writing fails', async () => {
    await assert.rejects(
      replaceFile(folder, 'run.json', async (file) => {
        await file.write('ne');
        throw new Error('The disk is full.');
      }),
      /The disk is full/,
    );
    assert.equal(await readFile(path, 'utf8'), 'old');
    assert.deepEqual(await readdir(folder), ['run.json']);
  });

  it('leaves nothing beside what can not be replaced', async () => {
    const directory = join(folder, 'directory');
    await mkdir(directory);
    await assert.rejects(writeJsonAtomically(folder, 'directory', {}));
    assert.deepEqual((await readdir(folder)).sort(), ['directory', 'run.json']);
  });
});
