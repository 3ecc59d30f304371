// Run folders with random damage: each is opened or refused in words, and nothing that reads one stumbles over what it did not expect.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { folderJobs } from '../../../attacks/folderAttacks';

const files = [
  'run.json',
  'benchmark.yaml',
  'events.jsonl',
  'report.json',
  'images/images.json',
  'tests/simulated~flaky.jsonl',
  'tests/simulated~hasty.jsonl',
];

const readers = folderJobs.filter(
  ({ name }) => /^(list|open|read|export|compare|write the page)\b/.test(name) && !/browser/.test(name),
);

/** What takes the place of a part of a file; each is JSON of another kind than what was there, or none. */
const pieces = [
  '',
  'null',
  '0',
  '-1',
  '1e999',
  '"x"',
  '[]',
  '{}',
  '[null]',
  '\u0000',
  '\ufffd',
  '{"',
  ',',
  '__proto__',
];

describe('a damaged run folder', () => {
  let ground: string;
  beforeEach(async () => {
    ground = await mkdtemp(join(tmpdir(), 'isb-damaged-'));
  });
  afterEach(() => rm(ground, { recursive: true }));

  it('is opened, or refused in words', async () => {
    const damage = fc.record({
      file: fc.constantFrom(...files),
      /** Where, as a share of the values of the file. */
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      piece: fc.constantFrom(...pieces),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const run = join(ground, 'run');
        await cp('test/runFolders/version2', run, { recursive: true });
        for (const { file, at, piece } of damages) {
          const text = await readFile(join(run, file), 'utf8');
          const values = [...text.matchAll(/"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g)];
          const value = values[Math.floor(at * values.length)];
          if (!value) continue;
          const damaged = text.slice(0, value.index) + piece + text.slice(value.index + value[0].length);
          await writeFile(join(run, file), damaged);
        }
        for (const { name, work } of readers)
          await work(run).catch((error: unknown) => {
            assert.ok(error instanceof Error && error.constructor === Error, `${name}: ${String(error)}`);
          });
        await rm(run, { recursive: true });
      }),
      { numRuns: 40 },
    );
  });
});
