// Folders and files that can't be written, on the real file system.

import assert from 'node:assert/strict';
import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from '../../../../src/core/files/fileFailure';
import { makeFolder } from '../../../../src/core/files/makeFolder';

const failureOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'no failure',
    (error: unknown) => fileFailure(error)?.what,
  );

describe('a folder that is made with those above it', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-folders-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is there, however many are missing, also when several make it at once', async () => {
    const path = join(folder, 'a', 'b', 'c', 'd');
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, 'a', 'b', 'e'))]);
    assert.ok((await stat(path)).isDirectory());
    await makeFolder(path);
  });

  it('fails where a file is in the way', async () => {
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(makeFolder(join(folder, 'file')), { code: 'EEXIST' });
    await assert.rejects(makeFolder(join(folder, 'file', 'runs', 'deep')), /ENOTDIR|ENOENT|EEXIST/);
  });

  it('fails where the system makes none, instead of trying for ever', async () => {
    if (process.platform !== 'linux') return;
    for (const path of ['/proc/runs', '/proc/runs/deep/er', '/proc/self/runs', '/sys/runs', '/dev/null/runs'])
      await assert.rejects(makeFolder(path), (error: unknown) => fileFailure(error) !== undefined, path);
  });
});

describe('why a file could not be written', () => {
  it('is said in words', async () => {
    const withCode = (code: string): Error => Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
    assert.equal(fileFailure(withCode('ENOSPC'))?.what, 'the disk is full');
    assert.match(fileFailure(withCode('EFBIG'))!.what, /larger than this system allows/);
    assert.match(fileFailure(withCode('EMFILE'))!.what, /too many files open/);
    assert.match(fileFailure(withCode('EROFS'))!.what, /can only be read/);
    assert.match(fileFailure(withCode('EACCES'))!.what, /permissions/);
    assert.equal(await failureOf(writeFile(join(tmpdir(), 'isb-no-folder', 'file'), '')), 'its folder is gone');
    const isFullThere = await access('/dev/full').then(
      () => true,
      () => false,
    );
    if (isFullThere) assert.equal(await failureOf(writeFile('/dev/full', 'x')), 'the disk is full');
  });

  it('is not said of what is nothing of a file system', () => {
    assert.equal(fileFailure(new Error('ENOSPC')), undefined);
    assert.equal(fileFailure(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })), undefined);
    assert.equal(fileFailure(Object.assign(new Error('x'), { code: 'constructor' })), undefined);
    const noProgram = Object.assign(new Error('spawn uv ENOENT'), { code: 'ENOENT', syscall: 'spawn uv' });
    assert.equal(fileFailure(noProgram), undefined);
  });
});
