// Tags that differ only in the case of their letters: a warning that names both, and writes all of them alike.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { load } from './benchmarkProblems';

const head = 'benchmark_name: B\npurpose: p\nbase_prompt: q\nmodels: [simulated~swift]\n';
const withTags = (...tags: string[]): string =>
  `${head}prompts:\n${tags.map((one) => `  - { expect: [{ equals: a }], tags: ${one} }\n`).join('')}`;

describe('tags that are nearly the same', () => {
  const cases: [tags: string[], warnings: string[]][] = [
    [['geo', 'geo', '[geo, math]'], []],
    [['geo', 'geography', 'math'], []],
    [['[Geo, hard]', 'geo', 'geo'], ['6 Geo geo 1']],
    [['Geo', 'geo'], ['7 geo Geo 1']],
    [
      ['geo', 'GEO', 'Geo', 'GEO', 'geo'],
      ['7 GEO geo 2', '8 Geo geo 1'],
    ],
    [['"geo, Math"', 'math', 'math'], ['6 Math math 0']],
    [['"GEO"', '"geo"', "'GEO'", 'geo', 'geo'], ['6 GEO geo 2']],
    [['Äpfel', 'äpfel', 'äpfel'], ['6 Äpfel äpfel 1']],
    [['"a: b"', '"A: b"', '"a: b"'], ['7 A: b a: b 1']],
    [['"001"', '"NO. 1"', '"No. 1"', '"No. 1"'], ['7 NO. 1 No. 1 1']],
  ];
  for (const [tags, wanted] of cases)
    it(`${wanted.length === 0 ? 'are others' : 'are named'}: ${tags.join(' ')}`, () => {
      const { problems, benchmark } = load(withTags(...tags));
      assert.ok(benchmark);
      const found = problems.map(({ line, message, fix }) => {
        const [, tag, usual] = /^The tag (.+) is (.+) but for the case of its letters/.exec(message)!;
        return `${line} ${tag} ${usual} ${fix?.edits.length ?? 0}`;
      });
      assert.deepEqual(found, wanted);
    });

  it('are told at the row of a data file, whose column keeps its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'isb-tags-'));
    try {
      writeFileSync(join(folder, 'cases.csv'), 'q,expectation,Geo\n1,a,geo\n2,a,geo\n3,a,Geo\n');
      const text = `${head}prompts: { file: cases.csv, tags: Geo, test_type: raw_string_evaluator }\n`;
      const files = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
      const { problems } = loadBenchmark(text, { knownProviders: [], files });
      const ofTags = problems.filter(({ message }) => message.includes('but for the case'));
      assert.deepEqual(
        ofTags.map(({ message, fix }) => [message, fix]),
        [
          [
            'cases.csv:4:5: The tag Geo is geo but for the case of its letters. They are two rows of figures; write geo.',
            undefined,
          ],
        ],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
