import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendedFile } from '../../../../src/core/files/appendedFile';
import { fileFailure } from '../../../../src/core/files/fileFailure';

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
      const file = await AppendedFile.open(folder, 'lines.jsonl');
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

  it('notices at once that somebody else cut, removed or added to it', async () => {
    for (const meddle of [
      () => truncate(path, 1),
      () => rm(path),
      () => appendFile(path, '{"of another": true}\n'),
      () => writeFile(path, ''),
    ]) {
      await rm(path, { force: true });
      const file = await AppendedFile.open(folder, 'lines.jsonl');
      try {
        file.append('{"a":1}');
        await file.write();
        await meddle();
        file.append('{"b":2}');
        await assert.rejects(
          file.write(),
          (error: Error) => fileFailure(error) !== undefined && /lines\.jsonl/.test(error.message),
        );
      } finally {
        await file.close();
      }
    }
  });

  it('cuts off half a line, and ends a whole one that lacks its end', async () => {
    for (const [before, after] of [
      ['{"a":1}\n{"b', '{"a":1}\n{}\n'],
      ['{"a":1}', '{"a":1}\n{}\n'],
      ['', '{}\n'],
    ] as const) {
      await writeFile(path, before);
      const file = await AppendedFile.open(folder, 'lines.jsonl');
      file.append('{}');
      await file.write();
      await file.close();
      assert.equal(await readFile(path, 'utf8'), after);
    }
  });
});
