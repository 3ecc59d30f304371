// Any benchmark that follows the format loads, says nothing and loses nothing; any single thing that is wrong in one is marked exactly there.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coordinateProfiles } from '../../../../src/core/coordinates/coordinateProfiles';
import { writtenTestTypes, type WrittenTestType } from '../../../../src/shared/run/benchmark';
import { load, messages } from './benchmarkProblems';

const word = fc.stringMatching(/^[A-Za-zäé中][A-Za-z0-9 äé中:#'",{}-]{0,20}[A-Za-z0-9]$/);
const px = fc.oneof(fc.nat(4000), fc.double({ min: 0, max: 4000, noNaN: true }));
const size = fc.integer({ min: 1, max: 500 });
const point = fc.tuple(fc.nat(4000), fc.nat(4000));
const box = fc
  .tuple(fc.nat(4000), fc.nat(4000), size, size)
  .map(([x, y, width, height]) => [x, y, x + width, y + height]);
const label = fc.option(word, { nil: undefined });
const shape = fc.oneof(
  fc.record({ box, label }),
  fc.record({
    polygon: fc.tuple(point, size, size).map(([[x, y], width, height]) => [
      [x, y],
      [x + width, y],
      [x, y + height],
    ]),
    label,
  }),
  fc.record({ circle: fc.record({ center: fc.tuple(px, px), radius: size }), label }),
);
const words = fc.uniqueArray(word, { minLength: 2, maxLength: 6 });

const expectations: { [testType in WrittenTestType]: fc.Arbitrary<unknown> } = {
  execute_python_code_with_num_output: fc.integer(),
  execute_python_code_with_string_output: word,
  python_print_execution_with_num_output: fc.integer().map(String),
  raw_string_evaluator: word,
  json_validator_eval: fc.dictionary(word, fc.integer()),
  point: fc.oneof(
    shape,
    fc.record(
      { regions: fc.array(shape, { minLength: 1, maxLength: 3 }), match: fc.constantFrom('all', 'any') },
      { requiredKeys: ['regions'] },
    ),
  ),
  box: fc.oneof(
    fc.record({ box, label }),
    fc.record(
      {
        boxes: fc.array(fc.record({ box, label: word }), { minLength: 1, maxLength: 3 }),
        iou: fc.constantFrom(0.1, 0.5, 1),
        labels: fc.constantFrom('match', 'ignore'),
      },
      { requiredKeys: ['boxes'] },
    ),
  ),
  count: fc.oneof(
    fc.nat(),
    fc.array(point, { minLength: 1, maxLength: 4 }).map((points) => ({ count: points.length, points })),
  ),
  ocr: fc.oneof(
    word,
    fc.record({
      texts: words,
      metric: fc.constantFrom('cer', 'wer', 'anls', 'exact'),
      normalize: fc.subarray(['nfkc', 'case', 'space', 'punct']),
    }),
  ),
  choice: words.chain((texts) =>
    fc.record({
      options: fc.constant(Object.fromEntries(texts.map((text, index) => ['ABCDEF'[index], text]))),
      answer: fc.constantFrom(...[...'ABCDEF'].slice(0, texts.length)),
    }),
  ),
  classify: words.chain((choices) =>
    fc.oneof(
      fc.record({ choices: fc.constant(choices), label: fc.constantFrom(...choices) }),
      fc.record({ choices: fc.constant(choices), labels: fc.subarray(choices, { minLength: 1 }) }),
    ),
  ),
};

const path = fc.stringMatching(/^[a-zé][a-z0-9é _-]{0,8}(\/[a-z0-9é _-]{1,8}){0,2}\.(png|jpg|webp|gif|avif)$/);
const prompt = fc.constantFrom(...writtenTestTypes).chain((testType) =>
  fc.record({
    test_type: fc.constant(testType),
    image: fc.oneof(path, fc.array(path, { minLength: 1, maxLength: 3 })),
    dynamic_variables: fc.record({ a: word }),
    expectation: expectations[testType],
  }),
);
/** With a test that asks for a place, so that `coordinates` is of use. */
const prompts = fc
  .tuple(fc.array(prompt, { maxLength: 4 }), expectations.point)
  .map(([some, expectation]) => [
    { test_type: 'point', image: 'a.png', dynamic_variables: { a: 'x' }, expectation },
    ...some,
  ]);
const profile = fc.constantFrom(...coordinateProfiles.map((one) => one.id));
const file = fc.record(
  {
    benchmark_name: word,
    purpose: word,
    base_prompt: fc.constant('look for {{a}}'),
    test_type: fc.constantFrom(...writtenTestTypes),
    image_size: fc.constantFrom('shared', 'native'),
    coordinates: fc.oneof(
      profile,
      fc.record({ llava: profile }),
      fc.record({ 'ollama~llava': profile, 'openai~gpt-4o': profile }),
    ),
    repeat: fc.integer({ min: 1, max: 4 }),
    models: fc.constant(['llava', 'openai~gpt-4o']),
    prompts,
  },
  { requiredKeys: ['benchmark_name', 'purpose', 'base_prompt', 'models', 'prompts'] },
);

/** JSON is YAML; a key a line in one style, all on one line in the other. */
const written = (value: object, isFlow: boolean): string =>
  isFlow
    ? JSON.stringify(value)
    : Object.entries(value)
        .map(([key, one]) => `${key}: ${JSON.stringify(one, null, Array.isArray(one) ? 2 : 0).replace(/^\]/m, ' ]')}\n`)
        .join('');

describe('any benchmark that follows the format', () => {
  it('loads without a problem and with all its tests', () => {
    fc.assert(
      fc.property(file, fc.boolean(), (value, isFlow) => {
        const text = written(value, isFlow);
        const { benchmark, problems, images } = load(text);
        assert.deepEqual(problems, []);
        const repeat = value.repeat ?? 1;
        const flat = (value.prompts as { test_type: string; image: string | string[] }[]).map((one) => ({
          testType: one.test_type,
          images: [one.image].flat(),
        }));
        assert.deepEqual(
          benchmark?.prompts.map(({ testType, images: own }) => ({ testType, images: own })),
          flat.flatMap((one) => Array<typeof one>(repeat).fill(one)),
        );
        assert.deepEqual(
          images.map((one) => one.source),
          flat.flatMap((one) => one.images),
        );
        const lines = text.split('\n');
        for (const { line, column, endLine, endColumn, source } of images) {
          assert.equal(line, endLine);
          assert.equal(lines[line - 1]!.slice(column - 1, endColumn - 1), JSON.stringify(source));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is refused at the very place of what is put in wrong', () => {
    /** Wrong wherever a number, a text or a truth may stand in an image test's expectation. */
    const wrong = '%%%wrong%%%';
    const imageTypes = ['point', 'box', 'count', 'ocr', 'choice', 'classify'] as const;
    const spoilt = fc
      .constantFrom(...imageTypes)
      .chain((testType) =>
        fc.record({ testType: fc.constant(testType), expectation: expectations[testType], pick: fc.nat() }),
      );
    fc.assert(
      fc.property(spoilt, ({ testType, expectation, pick }) => {
        const leaves = leafPaths(expectation);
        const leaf = leaves[pick % leaves.length]!;
        const value = {
          benchmark_name: 'x',
          purpose: 'x',
          base_prompt: 'x',
          models: ['llava'],
          prompts: [{ test_type: testType, image: 'a.png', expectation: withLeaf(expectation, leaf, { [wrong]: 1 }) }],
        };
        const text = written(value, true);
        const { benchmark, problems } = load(text);
        assert.equal(benchmark, undefined);
        const place = text.indexOf(`{"${wrong}"`) + 1;
        const isThere = problems.some((problem) => problem.column === place || problem.column === place + 1);
        assert.ok(isThere, `${text}\n${messages(text)}`);
        assert.doesNotMatch(messages(text), /Invalid|undefined/);
      }),
      { numRuns: 300 },
    );
  });
});

type Leaf = (string | number)[];

function leafPaths(value: unknown): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([key, one]) =>
    one === undefined ? [] : leafPaths(one).map((leaf) => [Array.isArray(value) ? Number(key) : key, ...leaf]),
  );
}

function withLeaf(value: unknown, [key, ...rest]: Leaf, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((one: unknown, index) => (index === key ? withLeaf(one, rest, leaf) : one));
  return { ...(value as object), [key]: withLeaf((value as { [key: string]: unknown })[key], rest, leaf) };
}
