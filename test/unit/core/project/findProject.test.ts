// Where a project file is looked for, and which one is not read.

import assert from 'node:assert/strict';
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProject, readProjectText } from '../../../../src/core/project/findProject';

describe('finding the project file', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'isb-project-'));
    await mkdir(join(root, 'repo', '.git'), { recursive: true });
    await mkdir(join(root, 'repo', 'a', 'b'), { recursive: true });
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = (path: string): Promise<void> => writeFile(join(root, path), 'attempts: 2\n');
  const found = (from: string, last?: string): unknown => findProject(join(root, from), last && join(root, last));

  it('takes the nearest one above the benchmark, up to the folder of the repository', async () => {
    await put('iso-speed-bench.yaml');
    assert.equal(found('repo/a/b'), null);
    await put('repo/iso-speed-bench.yml');
    assert.deepEqual(found('repo/a/b'), { folder: join(root, 'repo'), name: 'iso-speed-bench.yml' });
    await put('repo/a/iso-speed-bench.json');
    assert.deepEqual(found('repo/a/b'), { folder: join(root, 'repo', 'a'), name: 'iso-speed-bench.json' });
    assert.deepEqual(found('repo'), { folder: join(root, 'repo'), name: 'iso-speed-bench.yml' });
    assert.deepEqual(found('.'), { folder: root, name: 'iso-speed-bench.yaml' });
  });

  it('goes no further than a folder that is named, and through folders that are not there', async () => {
    await put('repo/iso-speed-bench.yaml');
    assert.equal(found('repo/a/b', 'repo/a'), null);
    assert.deepEqual(found('repo/not/there'), { folder: join(root, 'repo'), name: 'iso-speed-bench.yaml' });
  });

  it('refuses two in one folder, and one that belongs to another user', async () => {
    await put('repo/iso-speed-bench.yaml');
    // As root every file may be given away; anybody else owns what they make.
    if (process.getuid?.() === 0) await chown(join(root, 'repo/iso-speed-bench.yaml'), 12345, 12345);
    assert.throws(() => findProject(join(root, 'repo'), undefined, 54321), /belongs to another user of this machine/);
    await put('repo/iso-speed-bench.json');
    assert.throws(() => found('repo'), /has iso-speed-bench\.yaml and iso-speed-bench\.json: keep one of them/);
  });

  it("says in words what can't be looked at, and what is gone by now", async () => {
    await put('repo/a/iso-speed-bench.yaml');
    await assert.rejects(
      readProjectText({ folder: join(root, 'repo'), name: 'iso-speed-bench.yaml' }),
      /The project file .*repo.iso-speed-bench\.yaml can't be read: it is gone\./,
    );
    if (process.platform === 'win32') return;
    for (const folder of [tmpdir(), root]) await chmod(folder, 0o755);
    await chmod(join(root, 'repo', 'a'), 0o444);
    const isRoot = process.getuid?.() === 0;
    // Nothing is kept from root.
    if (isRoot) process.seteuid?.(54321);
    try {
      assert.throws(() => found('repo/a'), /The project file .*yaml can't be read: its permissions forbid it\./);
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(join(root, 'repo', 'a'), 0o755);
    }
  });

  it('reads no link out of its folder and no file of any size', async () => {
    await put('secret.yaml');
    await symlink(join(root, 'secret.yaml'), join(root, 'repo/iso-speed-bench.yaml'));
    const place = findProject(join(root, 'repo'))!;
    await assert.rejects(readProjectText(place));
    await writeFile(join(root, 'iso-speed-bench.yaml'), '# '.repeat(600_000));
    await assert.rejects(readProjectText(findProject(root)!), /at most 1 MB are read/);
  });
});
