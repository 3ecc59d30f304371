// Labels that tell prompts apart: short, on one line, and different where the prompts are.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { labelPrompts, promptLabel, type LabelledPrompt } from '../../../../src/core/benchmark/promptLabel';

describe('the label of a prompt', () => {
  for (const [what, variables, expectation, label] of [
    ['its only value', { statement: 'add 5 and 5' }, '10', 'add 5 and 5'],
    ['its values with their names', { a: 5, b: 'x' }, '10', 'a: 5, b: x'],
    ['one line', { a: '  two\n  lines\t here ' }, '10', 'two lines here'],
    ['the expectation when it has no values', null, 'orchard list', 'orchard list'],
    ['the expectation as JSON', {}, { a: [1] }, '{"a":[1]}'],
  ] as const) {
    it(`is ${what}`, () =>
      assert.equal(promptLabel({ dynamic_variables: variables, expectation } as unknown as LabelledPrompt), label));
  }

  it('shares the line among long values', () => {
    const label = promptLabel({
      dynamic_variables: { document: 'lorem '.repeat(100), question: 'who?' },
      expectation: 'x',
    });
    assert.equal(label, 'lorem lorem lorem lorem lorem lorem l…, who?');
  });

  it('is the name of its picture when it has no values', () => {
    const label = (images: string[], more: Partial<LabelledPrompt> = {}): string =>
      promptLabel({ expectation: { count: 3, tolerance: 0, points: [] }, testType: 'count', images, ...more });
    assert.equal(label(['pictures/apples.png']), 'apples.png');
    assert.equal(label(['a/one.png', 'two.png']), 'one.png, two.png');
    assert.equal(label(['a.png'], { dynamic_variables: { thing: 'apples' } }), 'apples');
    assert.equal(label([]), '3');
  });

  it('says which variant it is, however long the rest', () => {
    const variant = { prompt: 1, kind: 'rotation', number: 2, of: 4 } as const;
    assert.equal(promptLabel({ dynamic_variables: { q: 'what?' }, expectation: 'x', variant }), 'what? (rotation 2/4)');
    const long = promptLabel({
      dynamic_variables: { q: 'what? '.repeat(50) },
      expectation: 'x',
      variant: { prompt: 1, kind: 'trial', number: 12, of: 100 },
    });
    assert.match(long, /^what\? .*… \(trial 12\/100\)$/);
    assert.ok(long.length <= 80);
  });

  it('is at most 80 characters on one line', () => {
    const variables = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer(), fc.boolean()),
    );
    const images = fc.array(fc.string({ maxLength: 120 }), { maxLength: 3 });
    const variant = fc.option(fc.constant({ prompt: 1, kind: 'trial', number: 100, of: 100 } as const), {
      nil: undefined,
    });
    const prompt = fc.record(
      { dynamic_variables: variables, expectation: fc.string(), images, variant },
      { requiredKeys: ['expectation'] },
    );
    fc.assert(
      fc.property(fc.array(prompt, { minLength: 1, maxLength: 4 }), (prompts) => {
        for (const label of [
          ...labelPrompts([...prompts, ...prompts] as LabelledPrompt[], ['']),
          promptLabel(prompts[0] as LabelledPrompt),
        ]) {
          assert.ok(label.length <= 80, label);
          assert.doesNotMatch(label, /[\n\r]/);
        }
      }),
    );
  });
});

describe('the labels of a benchmark', () => {
  it('are of what models are asked, not of values that no placeholder uses', () => {
    const prompt = (dynamic_variables: { [name: string]: string }): LabelledPrompt => ({
      dynamic_variables,
      expectation: 'x',
    });
    const prompts = [
      prompt({ question: 'Point at Save.', word: 'Save' }),
      prompt({ word: 'Quit' }),
      prompt({ question: 'Why?', tone: 'kind' }),
    ];
    assert.deepEqual(labelPrompts(prompts, ['Be {{ tone }}. {{question}}']), [
      'Point at Save.',
      'Quit',
      'question: Why?, tone: kind',
    ]);
  });

  const count = (image: string, found: number, values?: { [name: string]: string }): LabelledPrompt => ({
    ...(values ? { dynamic_variables: values } : {}),
    expectation: { count: found, tolerance: 0, points: [] },
    testType: 'count',
    images: [image],
  });

  for (const [what, prompts, labels] of [
    [
      'nothing where the values differ',
      [count('a.png', 1, { x: 'one' }), count('b.png', 1, { x: 'two' })],
      ['one', 'two'],
    ],
    [
      'the picture where only that differs',
      [
        count('p/a.png', 1, { x: 'how many?' }),
        count('p/b.png', 1, { x: 'how many?' }),
        count('p/c.png', 1, { x: 'else' }),
      ],
      ['how many? · a.png', 'how many? · b.png', 'else'],
    ],
    [
      'its folder where names are the same',
      [count('p/a.png', 1), count('q/a.png', 1)],
      ['a.png · p/a.png', 'a.png · q/a.png'],
    ],
    ['what is expected where all else is the same', [count('a.png', 1), count('a.png', 7)], ['a.png · 1', 'a.png · 7']],
    ['nothing to the same prompt twice', [count('a.png', 1), count('a.png', 1)], ['a.png', 'a.png']],
    [
      'what is expected to long values that begin alike',
      [
        { dynamic_variables: { x: 'y'.repeat(200) }, expectation: 'first' },
        { dynamic_variables: { x: `${'y'.repeat(200)}!` }, expectation: 'second' },
      ],
      [`${'y'.repeat(71)}… · first`, `${'y'.repeat(70)}… · second`],
    ],
  ] as const) {
    it(`add ${what}`, () => assert.deepEqual(labelPrompts(prompts as readonly LabelledPrompt[], ['']), labels));
  }

  it('tell the variants of one prompt apart without more', () => {
    const variants = [1, 2].map((number) => ({
      ...count('a.png', 3),
      variant: { prompt: 1, kind: 'trial' as const, number, of: 2 },
    }));
    assert.deepEqual(labelPrompts(variants, ['']), ['a.png (trial 1/2)', 'a.png (trial 2/2)']);
  });

  it('differ for any prompts that differ in picture or in what is expected', () => {
    const prompt = fc.record({
      image: fc.constantFrom('a.png', 'p/a.png', 'q/b.png'),
      found: fc.integer({ min: 0, max: 3 }),
      value: fc.constantFrom(undefined, 'how many?'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(prompt, {
          selector: (one) => JSON.stringify([one.image, one.found, one.value ?? null]),
          maxLength: 12,
        }),
        (all) => {
          const labels = labelPrompts(
            all.map(({ image, found, value }) => count(image, found, value === undefined ? undefined : { q: value })),
            [''],
          );
          assert.equal(new Set(labels).size, labels.length, labels.join(' | '));
        },
      ),
    );
  });
});
