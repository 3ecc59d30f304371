import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside, ReadFiles } from '../../../../src/core/benchmark/benchmarkFiles';
import { filesOfRun, keepFiles, keptFile } from '../../../../src/core/runFolder/keptFiles';
import { keptFileName } from '../../../../src/core/runFolder/runFolderPaths';

describe('the files of a benchmark in its run folder', () => {
  let folder: string;
  let run: string;
  const paths = ['cases.csv', 'data/例子.jsonl', 'Cases.csv', '../a b/cases.csv'];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-kept-'));
    run = join(folder, 'run');
    for (const name of ['run', 'bench/data', 'a b']) await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, 'bench', 'cases.csv'), 'one');
    await writeFile(join(folder, 'bench', 'Cases.csv'), 'two');
    await writeFile(join(folder, 'bench', 'data', '例子.jsonl'), 'three');
    await writeFile(join(folder, 'a b', 'cases.csv'), 'four');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const beside = (): ReadFiles => {
    const files = new ReadFiles(filesBeside({ benchmarkFolder: join(folder, 'bench'), filesRoot: folder }));
    for (const path of paths) files.read(path);
    return files;
  };

  it('have names of their own that every file system takes', () => {
    const names = paths.map(keptFileName);
    assert.equal(names[0], 'files/cases.csv');
    for (const name of names) assert.match(name, /^files\/[\p{L}\p{N}.~_-]+$/u);
    assert.match(names[1]!, /^files\/data-例子-[0-9a-f]{6}\.jsonl$/);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, paths.length);
    assert.match(keptFileName('.csv'), /^files\/file-[0-9a-f]{6}\.csv$/);
  });

  it('are copied, and read from there', async () => {
    const read = beside();
    await keepFiles(run, read.named, read);
    const files = filesOfRun(run, read.named.map(keptFile));
    await rm(join(folder, 'bench'), { recursive: true });
    const texts = paths.map((path) => {
      const found = files.read(path);
      return 'bytes' in found ? found.bytes.toString() : found.problem;
    });
    assert.deepEqual(texts, ['one', 'three', 'two', 'four']);
    assert.ok('bytes' in filesOfRun(run, null).read('cases.csv'), 'also without run.json');
  });

  it('are missed, and found changed', async () => {
    const read = beside();
    await keepFiles(run, read.named, read);
    const files = filesOfRun(run, read.named.map(keptFile));
    const stamp = files.stamp('cases.csv');
    await writeFile(join(run, 'files', 'cases.csv'), 'another');
    assert.notEqual(files.stamp('cases.csv'), stamp);
    assert.deepEqual(files.read('cases.csv'), {
      problem:
        'is not what the run was made with: files/cases.csv of the run folder was changed. Put the right file back, or run the benchmark anew.',
    });
    await rm(join(run, 'files', 'cases.csv'));
    assert.deepEqual(files.read('cases.csv'), {
      problem: 'is not in the run folder any more: files/cases.csv is missing. Put it back, or run the benchmark anew.',
    });
  });

  it('never lead out of the folder of a stranger', async () => {
    await mkdir(join(run, 'files'));
    await symlink(join(folder, 'bench', 'cases.csv'), join(run, 'files', 'cases.csv'));
    const problem = (kept: string): string => {
      const found = filesOfRun(run, [{ path: 'x', kept, sha256: '', bytes: 1 }]).read('x');
      return 'problem' in found ? found.problem : 'read';
    };
    assert.match(problem('files/cases.csv'), /is a link in the run folder/);
    assert.match(problem('../bench/cases.csv'), /is not in the run folder/);
    await rm(join(run, 'files'), { recursive: true });
    await symlink(join(folder, 'bench'), join(run, 'files'));
    assert.match(problem('files/cases.csv'), /is not in the run folder/);
    assert.equal(await readFile(join(folder, 'bench', 'cases.csv'), 'utf8'), 'one');
  });

  it('are not those of another moment than the loading', async () => {
    const read = beside();
    await writeFile(join(folder, 'bench', 'cases.csv'), 'another');
    await assert.rejects(keepFiles(run, read.named, read), /^Error: cases\.csv was changed while the run began/);
  });
});
