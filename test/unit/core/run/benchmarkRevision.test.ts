import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchmarkRevision } from '../../../../src/core/run/benchmarkRevision';

describe('the commit of a benchmark', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-git-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@localhost', ...words], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  const limitMs = 20_000;

  it('is dirty exactly when the text that runs is not the file of that commit', async () => {
    const path = join(folder, 'in a folder', 'b.yaml');
    await mkdir(join(folder, 'in a folder'));
    await writeFile(path, 'name: é\n');
    assert.equal(await benchmarkRevision(path, 'name: é\n', limitMs), null);
    git('init', '-q');
    assert.equal(await benchmarkRevision(path, 'name: é\n', limitMs), null);
    git('commit', '-q', '--allow-empty', '-m', 'empty');
    assert.deepEqual(await benchmarkRevision(path, 'name: é\n', limitMs), {
      revision: git('rev-parse', 'HEAD'),
      isDirty: true,
    });
    git('add', '.');
    git('commit', '-q', '-m', 'file');
    const revision = git('rev-parse', 'HEAD');
    assert.deepEqual(await benchmarkRevision(path, 'name: é\n', limitMs), { revision, isDirty: false });
    assert.deepEqual(await benchmarkRevision(path, 'name: é\r\n', limitMs), { revision, isDirty: false });
    assert.deepEqual(await benchmarkRevision(path, 'name: other\n', limitMs), { revision, isDirty: true });
  });

  it('is that of the repository that a linked folder leads into', async () => {
    const repository = join(folder, 'repository');
    await mkdir(repository);
    git('init', '-q', 'repository');
    git('-C', 'repository', 'commit', '-q', '--allow-empty', '-m', 'empty');
    await symlink(repository, join(folder, 'link'), 'junction');
    const found = await benchmarkRevision(join(folder, 'link', 'b.yaml'), 'name: x', limitMs);
    assert.deepEqual(found, { revision: git('-C', 'repository', 'rev-parse', 'HEAD'), isDirty: true });
  });

  it('is unknown, without an error, where there is no such folder', async () => {
    assert.equal(await benchmarkRevision(join(folder, 'gone', 'b.yaml'), '', limitMs), null);
  });
});
