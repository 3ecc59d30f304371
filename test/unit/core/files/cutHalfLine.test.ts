import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cutHalfLineOf } from '../../../../src/core/files/cutHalfLine';
import { mostLineBytes } from '../../../../src/core/files/linesFile';

describe('cutHalfLine', () => {
  const name = 'lines.jsonl';
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'isb-half-line-'));
    file = path.join(folder, name);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const cases: readonly { what: string; before: string; after: string; dropped: number }[] = [
    { what: 'nothing', before: '', after: '', dropped: 0 },
    { what: 'whole lines', before: '{"a":1}\n{"b":2}\n', after: '{"a":1}\n{"b":2}\n', dropped: 0 },
    {
      what: 'a last line that only lacks its end',
      before: '{"a":1}\n{"b":2}',
      after: '{"a":1}\n{"b":2}\n',
      dropped: 0,
    },
    { what: 'half a line', before: '{"a":1}\n{"b":', after: '{"a":1}\n', dropped: 5 },
    { what: 'half a first line', before: '{"b":', after: '', dropped: 5 },
    { what: 'zeros after a whole line', before: '{"a":1}\n\0\0\0', after: '{"a":1}\n', dropped: 3 },
  ];
  for (const { what, before, after, dropped } of cases)
    it(`leaves whole lines of ${what}`, async () => {
      await writeFile(file, before);
      assert.equal(await cutHalfLineOf(folder, name), dropped);
      assert.equal(await readFile(file, 'utf8'), after);
    });

  it('finds the start of a line that is longer than what is read at once', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(200_000) });
    await writeFile(file, `{"a":1}\n${long.slice(0, -1)}`);
    assert.equal(await cutHalfLineOf(folder, name), long.length - 1);
    await writeFile(file, `{"a":1}\n${long}`);
    assert.equal(await cutHalfLineOf(folder, name), 0);
    assert.equal(await readFile(file, 'utf8'), `{"a":1}\n${long}\n`);
  });

  it('cuts off what is longer than any line, without holding it in memory', async () => {
    await writeFile(file, '{"a":1}\n');
    await truncate(file, mostLineBytes + 1000);
    assert.equal(await cutHalfLineOf(folder, name), mostLineBytes + 1000 - 8);
    assert.equal((await stat(file)).size, 8);
  });
});
