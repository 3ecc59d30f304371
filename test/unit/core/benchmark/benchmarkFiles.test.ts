import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  filesBeside,
  mostFileBytes,
  ReadFiles,
  type BenchmarkFiles,
} from '../../../../src/core/benchmark/benchmarkFiles';

describe('the files beside a benchmark', () => {
  let folder: string;
  let files: BenchmarkFiles;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-files-'));
    await mkdir(join(folder, 'inside', 'data'), { recursive: true });
    await writeFile(join(folder, 'inside', 'data', '例子.csv'), 'a,b\n1,2\n');
    await writeFile(join(folder, 'outside.csv'), 'a\n');
    const inside = join(folder, 'inside');
    files = filesBeside({ benchmarkFolder: join(inside, 'data'), filesRoot: inside });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const problemOf = (path: string): string => {
    const read = files.read(path);
    return 'problem' in read ? read.problem : 'read';
  };

  it('are read with their digest, whatever their names', () => {
    const read = files.read('例子.csv');
    assert.ok('bytes' in read);
    assert.equal(read.bytes.toString(), 'a,b\n1,2\n');
    assert.equal(read.sha256, createHash('sha256').update('a,b\n1,2\n').digest('hex'));
  });

  it('are not read from outside, neither by way of .. nor of a link', async () => {
    assert.match(problemOf('../../outside.csv'), /^is outside of inside, and files from elsewhere are not read/);
    await symlink(join(folder, 'outside.csv'), join(folder, 'inside', 'data', 'link.csv'));
    assert.match(problemOf('link.csv'), /^is outside of inside \(it is or runs through a symbolic link\)/);
    await symlink(folder, join(folder, 'inside', 'data', 'up'));
    assert.match(problemOf('up/outside.csv'), /symbolic link/);
    const anywhere = filesBeside({ benchmarkFolder: join(folder, 'inside', 'data'), filesRoot: null });
    assert.ok('bytes' in anywhere.read('../../outside.csv'));
  });

  it('are refused in words when they are none, too large or not there', async () => {
    assert.equal(problemOf('.'), 'is a folder. Name a file in it.');
    assert.equal(problemOf('例了.csv'), 'is not there. Did you mean 例子.csv?');
    assert.equal(
      problemOf('dta/x.csv'),
      "is not there, nor is its folder. Paths count from the benchmark's own folder.",
    );
    await writeFile(join(folder, 'inside', 'data', 'large.csv'), '');
    await truncate(join(folder, 'inside', 'data', 'large.csv'), mostFileBytes + 1);
    assert.match(problemOf('large.csv'), /^is too large: 100\.\d* MB, and at most 100 MB are read\. Split it/);
    assert.match(
      filesBeside({ benchmarkFolder: null, filesRoot: null }).stamp('x.csv'),
      /^can't be found: the benchmark has no folder/,
    );
  });

  if (process.platform !== 'win32')
    it('keep nobody waiting at a pipe', () => {
      execFileSync('mkfifo', [join(folder, 'inside', 'data', 'pipe.csv')]);
      assert.equal(problemOf('pipe.csv'), 'is no ordinary file. Name a file.');
    });

  it('are known to have changed, come or gone', async () => {
    const read = new ReadFiles(files);
    read.read('例子.csv');
    read.read('later.csv');
    assert.deepEqual(
      read.named.map(({ path, bytes }) => [path, bytes]),
      [['例子.csv', 8]],
    );
    assert.ok(read.isSameIn(files));
    await writeFile(join(folder, 'inside', 'data', 'later.csv'), 'a\n');
    assert.ok(!read.isSameIn(files));
  });
});
