// `expect`: how a list of checks is read, and what its checks come to together.

import assert from 'node:assert/strict';
import { judgedBy, problemsOf, promptOf, verdictBy } from './judged';

describe('a list of checks', () => {
  it('is a test type of its own, with the values of the prompt in its texts', () => {
    const prompt = promptOf(
      '{ dynamic_variables: { city: Paris, n: 1.50 }, expect: [{ contains: "{{city}}" }, { equals: 1.50 }, { not: { one_of: [007, "{{n}}"] } }] }',
    );
    assert.equal(prompt.testType, 'checks');
    assert.deepEqual(prompt.expectation, {
      checks: [{ contains: 'Paris' }, { equals: '1.50' }, { not: { one_of: ['007', '1.50'] } }],
    });
  });

  it('fills keys of JSON, and puts a value into a pattern as it is', async () => {
    const values = 'dynamic_variables: { key: price, pattern: "1.5" }';
    const { record } = await judgedBy(
      `{ ${values}, expect: [{ json: { "{{key}}": 1 } }, { regex: "{{pattern}}" }] }`,
      '{"price": 1}',
    );
    assert.deepEqual(
      record.checks?.map(({ verdict }) => verdict),
      ['correct', 'incorrect'],
    );
    const pattern = 'dynamic_variables: { pattern: "1.5" }';
    const { record: other } = await judgedBy(`{ ${pattern}, expect: [{ regex: "{{pattern}}" }] }`, 'It costs 125.');
    assert.equal(other.verdict, 'correct');
  });

  it('keeps what each check came to', async () => {
    const { record } = await judgedBy(
      '{ expect: [{ contains: Paris, name: city }, { not: { contains: Rome, weight: 3 } }, { starts_with: "In" }] }',
      'It is Paris, not Rome.',
    );
    assert.deepEqual(record, {
      testType: 'checks',
      answer: 'It is Paris, not Rome.',
      expected: 'city: contains "Paris"\nnot: contains "Rome"\nstarts with "In"',
      got: 'holds\ndoes not hold: It should not be so: contains "Rome".\ndoes not hold: It begins with "It is Paris, not Rom".',
      verdict: 'incorrect',
      score: 0.2,
      reason: 'not contains: It should not be so: contains "Rome". 1 more check does not hold.',
      measures: { 'check: city': 1, 'check 2: not contains': 0, 'check 3: starts_with': 0 },
      checks: [
        {
          check: 'contains',
          name: 'city',
          verdict: 'correct',
          score: 1,
          expected: 'contains "Paris"',
          got: 'It is Paris, not Rome.',
        },
        {
          check: 'contains',
          weight: 3,
          isNegated: true,
          verdict: 'incorrect',
          score: 0,
          expected: 'not: contains "Rome"',
          got: 'It is Paris, not Rome.',
          reason: 'It should not be so: contains "Rome".',
        },
        {
          check: 'starts_with',
          verdict: 'incorrect',
          score: 0,
          expected: 'starts with "In"',
          got: 'It is Paris, not Rome.',
          reason: 'It begins with "It is Paris, not Rom".',
        },
      ],
    });
  });

  for (const [passAt, verdict] of [
    [0.7, 'incorrect'],
    [0.6, 'correct'],
    [0.3, 'correct'],
  ] as const)
    it(`is ${verdict} with 0.6 of the weights where ${passAt} is enough`, async () => {
      const { record } = await judgedBy(
        `{ pass_at: ${passAt}, expect: [{ contains: a, weight: 0.1 }, { contains: b, weight: 0.5 }, { contains: z, weight: 0.4 }] }`,
        'a b c',
      );
      assert.equal(record.verdict, verdict);
      assert.equal(record.score?.toFixed(3), '0.600');
    });

  it('only shows what weighs nothing', async () => {
    const { record } = await judgedBy('{ expect: [{ contains: a }, { contains: z, weight: 0 }] }', 'a');
    assert.deepEqual([record.verdict, record.score, record.checks?.[1]?.verdict], ['correct', 1, 'incorrect']);
  });

  it('is an error where what could not be judged would decide, and else what the others say', async () => {
    const noPicture = '{ test_type: point, expectation: { box: [1, 2, 3, 4] } }';
    const judge = async (rest: string): Promise<string> => {
      const { record, error } = await judgedBy(`{ image: a.png, ${rest} }`, 'a');
      assert.equal(error === undefined, record.verdict !== 'error');
      return record.verdict;
    };
    assert.equal(await judge(`expect: [{ contains: a }, ${noPicture}]`), 'error');
    assert.equal(await judge(`expect: [{ contains: z }, ${noPicture}]`), 'incorrect');
    assert.equal(await judge(`pass_at: 0.5, expect: [{ contains: a }, ${noPicture}]`), 'correct');
    assert.equal(await judge(`pass_at: 0.6, expect: [{ contains: a }, ${noPicture}]`), 'error');
    assert.equal(await judge(`pass_at: 0.6, expect: [{ contains: z }, ${noPicture}]`), 'incorrect');
  });

  it('has no answer to judge where nothing was said', async () => {
    const { record, error } = await judgedBy('{ expect: [{ not: { contains: a } }] }', '<think>a</think>');
    assert.deepEqual([record.verdict, error?.kind], ['error', 'emptyAnswer']);
  });

  it('judges by test types, those of pictures too', async () => {
    assert.equal(await verdictBy('{ test_type: json_validator_eval, expectation: { a: 1 } }', '{"a": 1.0}'), 'correct');
    assert.equal(
      await verdictBy('{ test_type: classify, expectation: { choices: [cat, dog], label: cat } }', 'dog'),
      'incorrect: The answer is "dog", where "cat" is right.',
    );
    const { record } = await judgedBy(
      '{ image: a.png, expect: [{ test_type: count, expectation: 7 }] }',
      '{"count": 8}',
    );
    assert.equal(record.reason, '8 is 1 more than 7.');
  });

  for (const [path, verdict] of [
    ['{ equals: Rome, at: $.city }', 'correct'],
    ['{ equals: 5, at: $.n }', 'correct'],
    ['{ equals: 12345678901234567891, at: "$.ids[0]" }', 'correct'],
    ['{ equals: 12345678901234567892, at: "$.ids[0]" }', 'incorrect'],
    ['{ contains: a, at: "$.names[*]" }', 'correct'],
    ['{ contains: n, at: "$.names[*]" }', 'incorrect: "n" is not there.'],
    ['{ not: { contains: n, at: "$.names[*]" } }', 'incorrect: It should not be so: contains "n".'],
    ['{ not: { contains: z, at: "$.names[*]" } }', 'correct'],
    ['{ equals: x, at: $.none }', 'incorrect: There is nothing at $.none.'],
    ['{ not: { equals: x, at: $.none } }', 'correct'],
    [`{ equals: q, at: "$['it''s']" }`.replace("''", "\\\\'"), 'correct'],
  ] as const)
    it(`looks at values: ${path}`, async () => {
      const answer =
        '```json\n{"city": "Rome", "n": 5.0, "ids": [12345678901234567891], "names": ["anna", "ada"], "it\'s": "q"}\n```';
      assert.equal(await verdictBy(path, answer), verdict);
    });

  it('finds no values in what is no JSON', async () => {
    assert.match(await verdictBy('{ equals: x, at: $.a }', 'x'), /^incorrect: The answer is not JSON: /);
    assert.match(await verdictBy('{ not: { equals: x, at: $.a } }', 'x'), /^incorrect: The answer is not JSON: /);
  });
});

describe('what is wrong with a list of checks', () => {
  for (const [prompt, ...problems] of [
    [
      '{ expect: Paris }',
      'error 6:15 prompts[0].expect must be a list of checks, such as `- contains: Paris`, one an entry, but it is the text "Paris".',
    ],
    [
      '{ expect: [] }',
      'error 6:15 prompts[0].expect is empty: expected a list of checks, such as `- contains: Paris`, one an entry.',
    ],
    [
      '{ expect: [{ contain: Paris }] }',
      'error 6:18 prompts[0].expect[0].contain is not a known key; did you mean `contains`?',
    ],
    [
      '{ expect: [{ contains: Paris, ignore_cas: true }] }',
      'error 6:35 prompts[0].expect[0].ignore_cas is not a known key; did you mean `ignore_case`?',
    ],
    [
      '{ expect: [{ contains: Paris, equals: x }] }',
      'error 6:16 prompts[0].expect[0] has `contains` and `equals`: an entry is one check, so write an entry of its own for each.',
    ],
    ['{ expect: [{ not: { contains: "" } }] }', 'error 6:35 prompts[0].expect[0].not.contains must not be empty.'],
    [
      '{ expect: [{ contains: [a] }] }',
      'error 6:28 prompts[0].expect[0].contains must be text, but it is a list of 1 value.',
    ],
    [
      '{ expect: [{ contains: a, weight: -1 }] }',
      'error 6:39 prompts[0].expect[0].weight must be a number from 0, but it is the number -1.',
    ],
    [
      '{ expect: [{ contains: a, weight: 0 }] }',
      'error 6:15 prompts[0].expect must have a check whose weight is above 0.',
    ],
    [
      '{ expect: [{ contains: a, at: "a.b" }] }',
      /6:35 prompts\[0\]\.expect\[0\]\.at is no JSON path: a JSON path begins with `\$`, which is the whole value\.$/,
    ],
    ['{ expect: [{ contains: a, at: "$.a[" }] }', /is no JSON path: it ends where more was expected, such as a name/],
    ['{ expect: [{ contains: a, at: "$.a b" }] }', /is no JSON path: `b` can't stand behind `\$\.a `\.$/],
    [
      '{ expect: [{ test_type: count, expectation: -1 }], image: a.png }',
      'error 6:49 prompts[0].expect[0].expectation must be a whole number from 0, but it is the number -1.',
    ],
    [
      '{ expect: [{ test_type: count, expectation: 1 }] }',
      /prompts\[0\] has no image, and a test type of its checks needs one/,
    ],
    [
      '{ expect: [{ contains: a }], expectation: 5 }',
      'error 6:34 prompts[0] has both expectation and expect. Keep one of them; in expect it is an entry of the list: `- { test_type: count, expectation: 7 }`.',
    ],
    [
      '{ pass_at: 0.5, expectation: 5, test_type: raw_string_evaluator }',
      'error 6:7 prompts[0] has pass_at without expect: it says how many of the checks in expect are enough.',
    ],
    [
      '{ pass_at: 2, expect: [{ contains: a }] }',
      'error 6:16 prompts[0].pass_at must be a number above 0, at most 1, but it is the number 2.',
    ],
    ['{ test_type: checks, expectation: a }', /There is no test type `checks`/],
    [
      '{ expect: [{ contains: "{{town}}" }], dynamic_variables: { towm: x } }',
      /warning .*\{\{town\}\} in expect of prompts\[0\] has no value.* Did you mean `\{\{towm\}\}`\?/,
      /warning .*`towm` of prompts\[0\] is not used/,
    ],
  ] as const)
    it(prompt, () => {
      const found = problemsOf(prompt);
      assert.equal(found.length, problems.length, found.join('\n'));
      for (const [position, problem] of problems.entries())
        if (typeof problem === 'string') assert.equal(found[position], problem);
        else assert.match(found[position]!, problem);
    });
});
