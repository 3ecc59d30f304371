// What stands in a run folder for the files and pictures of its benchmark.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copiesInRun } from '../../../../src/core/images/copiesInRun';
import { locatePicture } from '../../../../src/core/images/locatePicture';

describe('the copies in a run folder', () => {
  let folder: string;
  const benchmark = (): string => join(folder, 'benchmark.yaml');
  const write = (name: string, value: unknown): Promise<void> => writeFile(join(folder, name), JSON.stringify(value));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-copies-'));
    for (const name of ['files', 'images']) await mkdir(join(folder, name));
    for (const name of ['files/cases.csv', 'images/street.png']) await writeFile(join(folder, name), 'x');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are found for files and pictures by the names that the benchmark has for them', async () => {
    await write('run.json', { files: [{ path: '../data/cases.csv', kept: 'files/cases.csv' }] });
    await write('images/images.json', { images: [{ source: 'pictures/street.png', file: 'images/street.png' }] });
    const copies = copiesInRun(benchmark());
    assert.deepEqual(
      [...copies!],
      [
        ['../data/cases.csv', join(folder, 'files/cases.csv')],
        ['pictures/street.png', join(folder, 'images/street.png')],
      ],
    );
    const located = locatePicture('pictures/street.png', { benchmarkFolder: folder, filesRoot: folder, copies });
    assert.ok('path' in located);
  });

  it('are none of a benchmark that stands in no run folder, or has another name', async () => {
    assert.equal(copiesInRun(benchmark()), undefined);
    await write('run.json', { files: [{ path: 'cases.csv', kept: 'files/cases.csv' }] });
    assert.equal(copiesInRun(join(folder, 'mine.yaml')), undefined);
    assert.equal(copiesInRun(benchmark())?.size, 1);
    for (const odd of ['', 'null', '[]', '{"files": 3']) {
      await writeFile(join(folder, 'run.json'), odd);
      assert.equal(copiesInRun(benchmark()), undefined, odd);
    }
  });

  it('lie in the folder, reached through no link, whatever run.json says', async () => {
    await writeFile(join(folder, '..', 'isb-secret'), 'x');
    await symlink(join(folder, '..', 'isb-secret'), join(folder, 'files', 'link.csv'));
    await symlink(join(folder, '..'), join(folder, 'files', 'up'));
    const kept = [
      '../isb-secret',
      '/etc/passwd',
      'files/link.csv',
      'files/up/isb-secret',
      'files',
      'files/gone.csv',
      '',
    ];
    await write('run.json', {
      files: [...kept.map((one, at) => ({ path: `${at}`, kept: one })), { path: 1, kept: 2 }, 7],
    });
    assert.deepEqual([...copiesInRun(benchmark())!], []);
    await rm(join(folder, '..', 'isb-secret'));
  });
});
