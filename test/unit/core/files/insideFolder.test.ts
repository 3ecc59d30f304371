// Files of a folder that may have come from anybody: none of them is read or written through a link.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendedFile } from '../../../../src/core/files/appendedFile';
import {
  createFile,
  makeFolderInside,
  namesInside,
  removeInside,
  renameInside,
} from '../../../../src/core/files/changeInside';
import { cutHalfLineOf } from '../../../../src/core/files/cutHalfLine';
import { isFileInside, isInside, refuseLinks } from '../../../../src/core/files/insideFolder';
import { writeJsonAtomically } from '../../../../src/core/files/jsonFile';
import { LinesFile } from '../../../../src/core/files/linesFile';
import { readPlainFile, readPlainText } from '../../../../src/core/files/plainFile';
import { replaceFileSync } from '../../../../src/core/files/replaceFile';

describe('a folder that may have come from anybody', () => {
  let ground: string;
  let folder: string;
  let outside: string;

  beforeEach(async () => {
    ground = await mkdtemp(join(tmpdir(), 'isb-inside-'));
    [folder, outside] = [join(ground, 'run'), join(ground, 'outside')];
    await mkdir(join(folder, 'tests'), { recursive: true });
    await mkdir(outside);
    await writeFile(join(outside, 'file'), 'theirs');
    await writeFile(join(folder, 'tests', 'own'), 'own');
    await symlink(outside, join(folder, 'linked'), 'junction');
    await symlink(join(outside, 'file'), join(folder, 'tests', 'file'));
    await symlink(join(outside, 'new'), join(folder, 'tests', 'new'));
  });

  afterEach(() => rm(ground, { recursive: true }));

  async function assertOutsideIsAsItWas(): Promise<void> {
    assert.deepEqual(await readdir(outside), ['file']);
    assert.equal(await readFile(join(outside, 'file'), 'utf8'), 'theirs');
  }

  const bytes = Buffer.from('ours');
  const link = /is a link, and may lead anywhere/;

  it('has nothing read through a link', async () => {
    for (const name of ['tests/file', 'tests/new', 'linked/file']) {
      await assert.rejects(readPlainFile(folder, name), link, name);
      await assert.rejects(LinesFile.open(folder, name), link, name);
      assert.equal(isFileInside(folder, name), false);
    }
    await assert.rejects(namesInside(folder, 'linked'), link);
    assert.equal(isInside(folder, 'tests/new'), true);
    assert.equal(await readPlainText(folder, 'tests/own'), 'own');
    assert.equal(isFileInside(folder, 'tests/own'), true);
  });

  it('has nothing written through a link', async () => {
    const linked = ['tests/file', 'tests/new', 'linked/file', 'linked/new'];
    for (const name of linked) {
      await assert.rejects(AppendedFile.open(folder, name), name);
      await assert.rejects(createFile(folder, name, 'ours'), name);
      await assert.rejects(cutHalfLineOf(folder, name), name);
      assert.throws(() => makeFolderInside(folder, `${name}/folder`), name);
    }
    for (const name of ['linked/file', 'linked/new']) {
      await assert.rejects(writeJsonAtomically(folder, name, {}), link);
      assert.throws(() => replaceFileSync(folder, name, bytes), link);
      await assert.rejects(renameInside(folder, 'tests/own', name), link);
      await assert.rejects(renameInside(folder, name, 'tests/own'), link);
      await assert.rejects(removeInside(folder, name), link);
    }
    await assertOutsideIsAsItWas();
  });

  it('has a link replaced or removed, and never what it leads to', async () => {
    await writeJsonAtomically(folder, 'tests/file', {});
    replaceFileSync(folder, 'tests/new', bytes);
    assert.deepEqual(
      [await readPlainText(folder, 'tests/file'), await readPlainText(folder, 'tests/new')],
      ['{}\n', 'ours'],
    );
    await removeInside(folder, 'linked');
    await removeInside(folder, 'not/there');
    assert.deepEqual((await readdir(folder)).sort(), ['tests']);
    await assertOutsideIsAsItWas();
  });

  it('is left by no name', async () => {
    for (const name of [
      '../outside/file',
      'tests/../../outside/file',
      '/etc/passwd',
      '',
      '.',
      'tests//own',
      'a\0b',
      '..',
    ])
      await assert.rejects(readPlainFile(folder, name), /is outside the run folder/, name);
  });

  it('may itself be a link', async () => {
    await symlink(folder, join(ground, 'alias'), 'junction');
    assert.equal(await readPlainText(join(ground, 'alias'), 'tests/own'), 'own');
  });

  it('has folders made where they are missing, but never itself', () => {
    assert.equal(makeFolderInside(folder, 'tests/a/b'), true);
    assert.equal(makeFolderInside(folder, 'tests/a/b'), false);
    assert.throws(() => makeFolderInside(join(ground, 'gone'), 'tests'), /ENOENT/);
  });

  it('says where its first link is', async () => {
    await assert.rejects(refuseLinks(folder), /^Error: (linked|tests\/(file|new)) is a link/);
    await rm(join(folder, 'linked'));
    await assert.rejects(refuseLinks(folder), /^Error: tests\/(file|new) is a link/);
    for (const name of ['file', 'new']) await rm(join(folder, 'tests', name));
    await refuseLinks(folder);
  });
});
