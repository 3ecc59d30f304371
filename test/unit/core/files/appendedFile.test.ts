import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendedFile } from '../../../../src/core/files/appendedFile';

describe('a file of lines that only grows', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-'));
    path = join(folder, 'lines.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('knows the place of each line in bytes, also of what was there before', async () => {
    const texts = ['{"a":"中文"}', '{}', '{"b":"🙂"}'];
    const places = [];
    for (const text of texts) {
      const file = await AppendedFile.open(path);
      places.push(file.append(text));
      await file.write();
      await file.close();
    }
    const bytes = await readFile(path);
    assert.deepEqual(
      places.map(({ offset, length }) => bytes.toString('utf8', offset, offset + length)),
      texts,
    );
    assert.equal(bytes.toString('utf8'), texts.map((text) => `${text}\n`).join(''));
  });

  it('cuts off half a line, and ends a whole one that lacks its end', async () => {
    for (const [before, after] of [
      ['{"a":1}\n{"b', '{"a":1}\n{}\n'],
      ['{"a":1}', '{"a":1}\n{}\n'],
      ['', '{}\n'],
    ] as const) {
      await writeFile(path, before);
      const file = await AppendedFile.open(path);
      file.append('{}');
      await file.write();
      await file.close();
      assert.equal(await readFile(path, 'utf8'), after);
    }
  });
});
