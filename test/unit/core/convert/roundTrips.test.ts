// What can be said in both comes through whole: benchmarks written as configurations of promptfoo, in all the ways that tests may be kept there.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark, type LoadedBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { convertFile } from '../../../../src/core/convert/convertFile';
import { writeConversion } from '../../../../src/core/convert/writeConversion';

/** Any text that is no template. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((one) => one.replace(/[{}]/g, '('))
  .filter((one) => one.trim() !== '');
const awkward = fc.constantFrom(
  'a,b',
  '"',
  "'",
  'a\nb',
  ' x ',
  '- x',
  ': ',
  '#',
  '1.50',
  'true',
  'null',
  '漢字',
  '\u2028',
  '=1',
  '\t',
);
const value = fc.oneof(
  text,
  awkward.filter((one) => one.trim() !== ''),
);
const trimmed = value.map((one) => one.trim());

const assertion = fc.oneof(
  fc.record({ type: fc.constantFrom('contains', 'icontains', 'equals'), value: trimmed }),
  fc.record({ type: fc.constantFrom('not-contains', 'not-equals'), value: trimmed }),
);

const test = fc.record({
  vars: fc.record({ a: value, b: value }),
  assert: fc.array(assertion, { minLength: 1, maxLength: 2 }),
});
type ForeignTest = { vars: { a: string; b: string }; assert: { type: string; value: string }[] };

const csvCell = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** How tests are kept: the entry of the configuration, and the file that it names. */
const keepings: readonly ((tests: readonly ForeignTest[]) => {
  tests: unknown;
  file?: [name: string, text: string];
})[] = [
  (tests) => ({ tests }),
  (tests) => ({ tests: 'file://tests.yaml', file: ['tests.yaml', dump(tests)] }),
  (tests) => ({ tests: 'file://tests.json', file: ['tests.json', JSON.stringify(tests, null, 2)] }),
  (tests) => ({
    tests: 'file://tests.jsonl',
    file: ['tests.jsonl', tests.map((one) => `${JSON.stringify(one)}\n`).join('')],
  }),
  (tests) => ({
    tests: 'file://tests.csv',
    file: [
      'tests.csv',
      [
        'a,b,__expected,__expected2',
        ...tests.map(({ vars, assert: all }) =>
          [vars.a, vars.b, ...[0, 1].map((at) => (all[at] ? `${all[at].type}:${all[at].value}` : ''))]
            .map(csvCell)
            .join(','),
        ),
      ].join('\r\n'),
    ],
  }),
];

const expected = ({ type, value: wanted }: ForeignTest['assert'][number]): unknown =>
  type.startsWith('not-') ? { not: { [type.slice(4)]: wanted } } : { [type]: wanted };

describe('benchmarks as configurations of promptfoo', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'isb-round-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function converted(config: string, name: string): Promise<LoadedBenchmark> {
    const place = { benchmarkFolder: folder, filesRoot: folder };
    const conversion = convertFile({ text: config, fileName: name, place, outName: 'out.yaml', isBeside: true });
    assert.deepEqual(conversion.leftOver, []);
    await writeConversion(join(folder, 'out.yaml'), conversion, true);
    const { benchmark } = loadBenchmark(conversion.yaml, { knownProviders: [], files: filesBeside(place) });
    assert.ok(benchmark);
    return benchmark;
  }

  it('keep every text, however tests are kept', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(test, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...keepings),
        fc.boolean(),
        async (tests, keep, isJson) => {
          const { tests: written, file } = keep(tests);
          if (file) writeFileSync(join(folder, file[0]), file[1]);
          const config = { prompts: ['{{a}} and {{ b }}'], providers: ['openai:x'], tests: written };
          const source = isJson ? JSON.stringify(config) : dump(config);
          const { prompts, base_prompt: base } = await converted(
            source,
            isJson ? 'promptfooconfig.json' : 'promptfooconfig.yaml',
          );
          assert.equal(base, '{{a}} and {{b}}');
          const found = prompts.map(({ dynamic_variables: variables = {}, expectation }) =>
            JSON.stringify({
              a: variables['a'],
              b: variables['b'],
              expect: (expectation as { checks: unknown }).checks,
            }),
          );
          const wanted = tests.map(({ vars, assert: all }) => JSON.stringify({ ...vars, expect: all.map(expected) }));
          // Tests of different forms are entries of their own, so that their order may be another one.
          assert.deepEqual(found.sort(), wanted.sort());
        },
      ),
      { numRuns: 150 },
    ));
});
