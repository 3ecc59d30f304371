// The tests that one prompt becomes: trials, and the rotations of a circular choice.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { positionsInFile } from '../../../../src/core/benchmark/promptVariants';
import { rotations } from '../../../../src/core/testTypes/choice';
import type { ChoiceExpectation } from '../../../../src/shared/run/imageExpectation';
import { benchmarkText, imageBenchmark, load, messages, problemLines } from './benchmarkProblems';

describe('repeat', () => {
  it('asks each prompt so many times, one after the other', () => {
    const prompts =
      'prompts:\n  - { dynamic_variables: { a: 1 }, expectation: x }\n  - { dynamic_variables: { a: 2 }, expectation: y }';
    const { benchmark, problems } = load(benchmarkText({ prompts }, 'repeat: 3\n'));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      benchmark?.prompts.map(({ expectation, variant }) => [expectation, variant]),
      ['x', 'y'].flatMap((expectation, position) =>
        [1, 2, 3].map((number) => [expectation, { prompt: position + 1, kind: 'trial', number, of: 3 }]),
      ),
    );
  });

  it('of 1 is the same as none', () => {
    assert.deepEqual(load(benchmarkText({}, 'repeat: 1\n')).benchmark, load(benchmarkText()).benchmark);
    assert.equal(load(benchmarkText()).benchmark?.prompts[0]?.variant, undefined);
  });

  it('may be 100', () => assert.equal(load(benchmarkText({}, 'repeat: 100\n')).benchmark?.prompts.length, 100));

  for (const written of ['0', '-1', '101', '2.5', 'twice', '[2]', '.inf', '']) {
    it(`is not ${JSON.stringify(written)}`, () => {
      const text = benchmarkText({}, `repeat: ${written}\n`);
      assert.deepEqual(problemLines(text), [
        written === '' ? 'error 9:1 repeat "repeat"' : `error 9:9 repeat ${JSON.stringify(written)}`,
      ]);
      assert.match(messages(text), /repeat (must be|has no value: expected) a whole number from 1 to 100/);
      assert.equal(load(text).benchmark, undefined);
    });
  }
});

describe('the place of a test in the file', () => {
  it('is that of its prompt, whatever the prompts before it became', () => {
    const prompts =
      'prompts:\n  - { expectation: { options: { A: x, B: y, C: z }, answer: A, circular: true } }\n  - { expectation: { options: { A: x, B: y }, answer: A } }\n  - { expectation: { options: { A: x, B: y }, answer: A, circular: true } }';
    assert.deepEqual(
      positionsInFile(load(imageBenchmark({ file: ['test_type: choice'], prompts })).benchmark!.prompts),
      [0, 0, 0, 1, 2, 2],
    );
    assert.deepEqual(positionsInFile(load(benchmarkText({}, 'repeat: 3\n')).benchmark!.prompts), [0, 0, 0]);
    assert.deepEqual(positionsInFile([]), []);
  });
});

describe('a circular choice', () => {
  const circular = (file: string[], more = ''): string =>
    imageBenchmark({
      file: ['test_type: choice', ...file],
      prompts: `prompts:\n  - expectation: { options: { A: one, B: two, C: three }, answer: B, circular: true }\n  - expectation: { options: { A: x, B: y }, answer: A }${more}`,
    });

  it('becomes a test for each rotation of its options', () => {
    const { benchmark, problems } = load(circular([]));
    assert.deepEqual(problems, []);
    assert.deepEqual(benchmark?.prompts, [
      {
        testType: 'choice',
        images: [],
        expectation: { options: { A: 'one', B: 'two', C: 'three' }, answer: 'B' },
        variant: { prompt: 1, kind: 'rotation', number: 1, of: 3 },
      },
      {
        testType: 'choice',
        images: [],
        expectation: { options: { A: 'three', B: 'one', C: 'two' }, answer: 'C' },
        variant: { prompt: 1, kind: 'rotation', number: 2, of: 3 },
      },
      {
        testType: 'choice',
        images: [],
        expectation: { options: { A: 'two', B: 'three', C: 'one' }, answer: 'A' },
        variant: { prompt: 1, kind: 'rotation', number: 3, of: 3 },
      },
      { testType: 'choice', images: [], expectation: { options: { A: 'x', B: 'y' }, answer: 'A' } },
    ]);
  });

  it('is refused together with repeat, at its place', () => {
    const text = circular(['repeat: 2']);
    assert.deepEqual(problemLines(text), ['error 8:80 prompts[0].expectation.circular "true"']);
    assert.match(
      messages(text),
      /prompts\[0\] is circular, which asks it once for each rotation of its options, and repeat: 2 would ask it 2 times as well.*Remove one of them/,
    );
    assert.equal(load(text).benchmark, undefined);
    assert.equal(load(circular(['repeat: 1'])).benchmark?.prompts.length, 4);
  });

  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const choice = fc
    .record({
      names: fc.shuffledSubarray(letters, { minLength: 2 }),
      texts: fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 26, maxLength: 26 }),
      right: fc.nat(),
    })
    .map(({ names, texts, right }): ChoiceExpectation => ({
      options: Object.fromEntries(names.map((name, position) => [name, texts[position]!])),
      answer: names[right % names.length]!,
    }));

  it('keeps the letters, the texts and what is right', () => {
    fc.assert(
      fc.property(choice, (first) => {
        const turned = rotations(first);
        const names = Object.keys(first.options);
        assert.equal(turned.length, names.length);
        assert.deepEqual(turned[0], first);
        for (const { options, answer } of turned) {
          assert.deepEqual(Object.keys(options), names);
          assert.deepEqual(Object.values(options).sort(), Object.values(first.options).sort());
          assert.equal(options[answer], first.options[first.answer]);
        }
      }),
    );
  });

  it('puts every text once at every letter, and the right one too', () => {
    fc.assert(
      fc.property(choice, (first) => {
        const turned = rotations(first);
        for (const letter of Object.keys(first.options))
          assert.equal(new Set(turned.map(({ options }) => options[letter])).size, turned.length);
        assert.equal(new Set(turned.map(({ answer }) => answer)).size, turned.length);
      }),
    );
  });

  it('moves the texts on by one letter each time, keeping their order', () => {
    fc.assert(
      fc.property(choice, (first) => {
        const turned = rotations(first);
        for (const [turn, { options }] of turned.entries()) {
          const texts = Object.values(options);
          const [last, ...others] = [texts.at(-1), ...texts.slice(0, -1)];
          assert.deepEqual(Object.values(turned[(turn + 1) % turned.length]!.options), [last, ...others]);
        }
      }),
    );
  });
});
