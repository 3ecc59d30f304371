// Lines of a file, a block at a time: the same as splitting the whole text, whatever the lines hold.

import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { linesOf } from '../../../../src/core/files/linesOf';

describe('the lines of a file', () => {
  let folder: string;

  before(async () => void (folder = await mkdtemp(join(tmpdir(), 'isb-lines-'))));
  after(() => rm(folder, { recursive: true }));

  async function read(name: string): Promise<string[]> {
    const all: string[] = [];
    for await (const lines of linesOf(folder, name, 'the run')) all.push(...lines);
    return all;
  }

  it('are those of its text, whole letters also where a block ends within one', async () => {
    // About a third of a block: what is said four times goes over the ends of blocks.
    const long = fc.string({ unit: fc.constantFrom('é', '漢', '😀', 'x', '\u2028'), minLength: 1, maxLength: 9 });
    const line = fc.tuple(long, fc.constantFrom(0, 1, 20_000)).map(([text, times]) => text.repeat(times));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), async (lines, end) => {
        await writeFile(join(folder, 'any.jsonl'), lines.map((one) => one + end).join(''));
        assert.deepEqual(await read('any.jsonl'), lines);
        await writeFile(join(folder, 'half.jsonl'), [...lines, 'half a li'].join(end));
        assert.deepEqual(await read('half.jsonl'), [...lines, 'half a li']);
      }),
      { numRuns: 30 },
    );
    await writeFile(join(folder, 'empty.jsonl'), '');
    assert.deepEqual(await read('empty.jsonl'), []);
  });

  it('are refused in words where one has no end', async () => {
    const file = await open(join(folder, 'endless.jsonl'), 'w');
    await file.write('{"t":0}\n');
    await file.truncate(2 ** 36);
    await file.close();
    await assert.rejects(
      read('endless.jsonl'),
      /^Error: endless\.jsonl of the run has a line of more than 67 MB, which/,
    );
  });
});
