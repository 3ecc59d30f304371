import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOf, versionWithCommit } from '../../../../src/core/files/buildOf';

describe('what a release was built from', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'isb-build-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const build = { commit: '93720834e0eba0044bee88bf13aadb58bf613602', committedAt: '2026-11-28T03:43:57Z' };

  it('is read from beside the program', async () => {
    await writeFile(join(folder, 'build.json'), JSON.stringify({ ...build, isChanged: false }));
    assert.deepEqual(buildOf(folder), { ...build, isChanged: false });
  });

  it('is not known in a working copy', () => assert.equal(buildOf(folder), undefined));

  it('is part of the version, as semver has it', () => {
    assert.equal(versionWithCommit('0.1.0', undefined), '0.1.0');
    assert.equal(versionWithCommit('0.1.0', { ...build, isChanged: false }), '0.1.0+9372083');
    assert.equal(versionWithCommit('0.1.0', { ...build, isChanged: true }), '0.1.0+9372083.changed');
  });
});
