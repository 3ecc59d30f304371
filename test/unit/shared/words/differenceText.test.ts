import { equal } from 'node:assert/strict';
import { differenceText } from '../../../../src/shared/words/differenceText';

type Case = [expected: string, got: string, text: string | null];

function say(testType: string, verdict: 'correct' | 'incorrect', cases: readonly Case[]): void {
  for (const [expected, got, text] of cases)
    equal(differenceText({ testType, verdict, expected, got }), text, `${expected} | ${got}`);
}

describe('differenceText', () => {
  it('says by how much a number is off', () => {
    say('execute_python_code_with_num_output', 'incorrect', [
      ['19', '25', '25 is 6 more than the expected 19.'],
      ['19', '-1.5', '-1.5 is 20.5 less than the expected 19.'],
      ['0.3', '0.4', '0.4 is 0.1 more than the expected 0.3.'],
      ['1_000', '1e4', '1e4 is 9000 more than the expected 1_000.'],
      [
        '9007199254740993',
        '9007199254740992',
        'The first difference is at character 16: "9007199254740992" instead of "9007199254740993".',
      ],
      ['5', 'inf', 'The first difference is at character 1: "inf" instead of "5".'],
      ['5', 'five', 'The first difference is at character 1: "five" instead of "5".'],
    ]);
  });

  it('says where a text begins to differ', () => {
    say('raw_string_evaluator', 'incorrect', [
      ['Paris', 'Parris', 'The first difference is at character 4: "Parris" instead of "Paris".'],
      ['one two three', 'one too three', 'The first difference is at character 6: "too three" instead of "two three".'],
      ['a\nb c', 'a\nb d', 'The first difference is in line 2 at character 3: "d" instead of "c".'],
      ['Paris', 'Paris.', 'The expected text is there, and then more: ".".'],
      ['Paris, France', 'Paris', 'The end is missing: ", France".'],
      ['Paris', 'paris', 'Only upper and lower case differ: "paris" instead of "Paris".'],
      ['a\n', 'a\n\nb', 'The expected text is there, and then more: a line break.'],
      ['10', '10.0', 'The expected text is there, and then more: ".0".'],
    ]);
  });

  it('never parts what people see as one character', () => {
    say('raw_string_evaluator', 'incorrect', [
      [
        'cafe\u0301 x',
        'cafe\u0300 x',
        'The first difference is at character 4: "cafe\u0300 x" instead of "cafe\u0301 x".',
      ],
      ['a 👩‍👧', 'a 👩‍👦', 'The first difference is at character 3: "👩‍👦" instead of "👩‍👧".'],
      ['😀', '😁', 'The first difference is at character 1: "😁" instead of "😀".'],
    ]);
  });

  it('shows what nobody would see, and only the beginning of what is long', () => {
    say('raw_string_evaluator', 'incorrect', [
      ['left', 'lef\u202et', 'The first difference is at character 4: "lef<U+202E>t" instead of "left".'],
      [
        `a${'x'.repeat(100_000)}b`,
        `a${'x'.repeat(100_000)}c`,
        'The first difference is at character 100002: "c" instead of "b".',
      ],
      ['x', 'y'.repeat(100), `The first difference is at character 1: "${'y'.repeat(31)}…" instead of "x".`],
    ]);
  });

  it('says why texts count as equal that are not the same', () => {
    say('execute_python_code_with_num_output', 'correct', [
      ['10', '10.0', 'They count as equal: 10.0 and 10 are the same number.'],
      ['10', '1e1', 'They count as equal: 1e1 and 10 are the same number.'],
      ['0.3', '0.30000000000000004', 'They count as equal: 0.30000000000000004 and 0.3 are less than 0.000001 apart.'],
      ['10', '10', null],
    ]);
    say('execute_python_code_with_string_output', 'correct', [
      ['3', '3.0', 'They count as equal: 3.0 and 3 are the same number.'],
      ['a', 'a\n', 'They count as equal: blanks around a text and how its lines end do not matter.'],
    ]);
    say('json_validator_eval', 'correct', [
      [
        '{"a":1}',
        '{ "a": 1.0 }',
        'They count as equal: in JSON the order of keys, blanks between values and how a number is written do not matter.',
      ],
    ]);
  });

  it('is silent where the reason has said it, and where something else is compared', () => {
    const texts = { expected: 'a', got: 'b' } as const;
    equal(
      differenceText({ testType: 'raw_string_evaluator', verdict: 'incorrect', reason: 'Because.', ...texts }),
      null,
    );
    equal(differenceText({ testType: 'raw_string_evaluator', verdict: 'error', ...texts }), null);
    for (const testType of ['json_validator_eval', 'point', 'ocr', 'choice', 'checks', 'of a newer version'])
      equal(differenceText({ testType, verdict: 'incorrect', ...texts }), null);
  });
});
