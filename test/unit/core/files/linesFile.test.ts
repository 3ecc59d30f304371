import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LinesFile } from '../../../../src/core/files/linesFile';

describe('a file that is read by places', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-'));
    path = join(folder, 'lines.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives each line whole, in any order and at once, longer than a block or across two', async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `${at} ${'文'.repeat(at % 50 === 0 ? 100_000 : at % 997)}`);
    let offset = 0;
    const places = lines.map((line) => {
      const place = { offset, length: Buffer.byteLength(line) };
      offset += place.length + 1;
      return place;
    });
    await writeFile(path, lines.map((line) => `${line}\n`).join(''));
    const file = await LinesFile.open(folder, 'lines.jsonl');
    try {
      for (const order of [
        (at: number) => at,
        (at: number) => lines.length - 1 - at,
        (at: number) => (at * 37) % 400,
      ]) {
        const wanted = lines.map((_, at) => order(at));
        const read = await Promise.all(wanted.map((at) => file.read(places[at]!)));
        assert.deepEqual(
          read,
          wanted.map((at) => lines[at]),
        );
      }
    } finally {
      await file.close();
    }
  });

  it('has no line behind the end, however long it claims to be, and sees what was added since', async () => {
    await writeFile(path, 'one\n');
    const file = await LinesFile.open(folder, 'lines.jsonl');
    try {
      await assert.rejects(file.read({ offset: 0, length: 1e15 }), /^Error: is shorter than it was$/);
      await assert.rejects(file.read({ offset: 4, length: 3 }), /^Error: is shorter than it was$/);
      assert.equal(await file.read({ offset: 0, length: 3 }), 'one');
      await appendFile(path, 'two\n');
      assert.equal(await file.read({ offset: 4, length: 3 }), 'two');
    } finally {
      await file.close();
    }
  });
});
