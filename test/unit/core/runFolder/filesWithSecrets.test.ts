import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileList, filesWithSecrets } from '../../../../src/core/runFolder/filesWithSecrets';

describe('secrets in a run folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-secrets-'));
    await mkdir(join(folder, 'tests', 'deep'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const key = 'sk-"0123\\456789-abcdef';

  it('are found as they stand and as JSON writes them, in every folder, in the order of names', async () => {
    await writeFile(join(folder, 'b.yaml'), `base_prompt: use ${key}\n`);
    await writeFile(join(folder, 'tests', 'm.jsonl'), `${JSON.stringify({ text: `x${key}y` })}\n`);
    await writeFile(join(folder, 'tests', 'deep', 'a.md'), key);
    await writeFile(join(folder, 'a.json'), JSON.stringify({ text: 'sk-"0123' }));
    assert.deepEqual(await filesWithSecrets(folder, ['another-key-0123456789', key]), [
      'b.yaml',
      'tests/deep/a.md',
      'tests/m.jsonl',
    ]);
  });

  it('are found wherever a block of what is read ends', async () => {
    const block = 1024 * 1024;
    for (const at of [0, 1, block - key.length, block - 1, block, block + 1, 2 * block - 5, 2 * block + 3]) {
      await writeFile(join(folder, 'a'), `${'x'.repeat(at)}${key}${'x'.repeat(100)}`);
      assert.deepEqual(await filesWithSecrets(folder, [key]), ['a'], String(at));
    }
  });

  it('are not looked for in pictures, behind links, and where they may be words', async () => {
    await writeFile(join(folder, 'a.png'), key);
    await writeFile(join(folder, 'a.txt'), 'the words hunter and 4711');
    const outside = await mkdtemp(join(tmpdir(), 'isb-outside-'));
    await writeFile(join(outside, 'notes'), key);
    await symlink(join(outside, 'notes'), join(folder, 'link'));
    await symlink(outside, join(folder, 'linked'));
    assert.deepEqual(await filesWithSecrets(folder, [key, 'hunter', '4711']), []);
    await rm(outside, { recursive: true });
  });

  it('are told by the files that have them', () => {
    assert.deepEqual([['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']].map(fileList), [
      'a',
      'a and b',
      'a, b and 1 more file',
      'a, b and 2 more files',
    ]);
  });
});
