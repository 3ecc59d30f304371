// Results of promptfoo and logs of Inspect as they are when something is missing, has failed, or is older.

import assert from 'node:assert/strict';
import { inspectLog } from '../../../../src/core/runFolder/inspectLog';
import { promptfooResults } from '../../../../src/core/runFolder/promptfooResults';

interface Row {
  index: number;
  input_prompt: string;
  correct: boolean;
  execution_result: string;
  expected_result: string;
  prompt_response: { response: string; errored: boolean; error_message: string | null; total_duration_ms?: number };
}

function rowsOf(report: unknown): { [model: string]: Row[] } {
  const { models } = report as { models: { model: string; results: Row[] }[] };
  return Object.fromEntries(models.map(({ model, results }) => [model, results]));
}

/** `#2 correct Paris`, `#2 error why`. */
function picture(report: unknown): { [model: string]: string[] } {
  return Object.fromEntries(
    Object.entries(rowsOf(report)).map(([model, rows]) => [
      model,
      rows.map(({ index, correct, prompt_response: { errored, error_message: why, response } }) =>
        errored ? `#${index} error ${why}` : `#${index} ${correct ? 'correct' : 'incorrect'} ${response}`,
      ),
    ]),
  );
}

describe('a log of Inspect', () => {
  const log = (samples: object[], more: object = {}): unknown =>
    inspectLog({ version: 2, status: 'success', eval: { task: 't', model: 'openai/x' }, samples, ...more });
  const sample = (value: unknown, more: object = {}): object => ({
    id: 1,
    epoch: 1,
    input: 'Question?',
    target: 'yes',
    output: { choices: [{ message: { content: 'said' } }], completion: 'said' },
    scores: { match: { value } },
    ...more,
  });
  const said = (one: object): string => picture(log([one]))['openai~x']![0]!;

  for (const [value, verdict] of [
    ['C', 'correct'],
    ['I', 'incorrect'],
    ['P', 'incorrect'],
    ['N', 'incorrect'],
    [true, 'correct'],
    [false, 'incorrect'],
    [1, 'correct'],
    [0.99, 'incorrect'],
    ['yes', 'correct'],
    ['True', 'correct'],
    ['no', 'incorrect'],
    ['1.0', 'correct'],
    ['0.5', 'incorrect'],
    ['nonsense', 'incorrect'],
  ] as const)
    it(`reads the score ${JSON.stringify(value)}`, () => assert.equal(said(sample(value)), `#1 ${verdict} said`));

  it('has an error in place of a verdict where there is none', () => {
    assert.equal(said(sample(null)), '#1 error Inspect has no score of this sample.');
    assert.equal(
      said(sample({ precision: 1, recall: 0 })),
      '#1 error Inspect has several figures of this sample, and none of them is its verdict.',
    );
    assert.equal(said(sample('C', { scores: null })), '#1 error Inspect has no score of this sample.');
    assert.equal(
      said(sample('C', { scores: {}, limit: { type: 'time', limit: 10 } })),
      '#1 error Inspect has no score of this sample: it came to the limit of time.',
    );
    assert.equal(said(sample('C', { error: { message: 'boom', traceback: '' } })), '#1 error boom');
    assert.equal(said(sample('C', { error: {} })), '#1 error {}');
    assert.equal(said(sample('C', { output: { error: 'refused', choices: [] } })), '#1 error refused');
  });

  it('has the epochs of a sample as trials of it, also where samples are called by a text', () => {
    const all = ['a', 'b', 'a', 'b'].map((id, at) => sample(at === 3 ? 'I' : 'C', { id, epoch: at < 2 ? 1 : 2 }));
    assert.deepEqual(picture(log(all))['openai~x'], [
      '#1 correct said',
      '#2 correct said',
      '#1 correct said',
      '#2 incorrect said',
    ]);
  });

  it('is read as far as it came where it was cancelled or failed, and told of where it has no samples', () => {
    for (const status of ['cancelled', 'error', 'started'])
      assert.deepEqual(picture(log([sample('C')], { status, results: null, error: { message: 'x' } }))['openai~x'], [
        '#1 correct said',
      ]);
    assert.throws(() => log([]), /has no samples/);
    assert.throws(() => log([], { samples: null }), /has no samples/);
  });

  it('has the answer also where only its message is there, or parts, or nothing', () => {
    const output = (content: unknown): object => ({ output: { choices: [{ message: { content } }] } });
    const parts = [
      { type: 'reasoning', reasoning: 'hm' },
      { type: 'text', text: 'Pa' },
      { type: 'text', text: 'ris' },
    ];
    assert.equal(said(sample('C', output(parts))), '#1 correct Paris');
    assert.equal(said(sample('I', output(null))), '#1 incorrect ');
    assert.equal(said(sample('I', { output: null })), '#1 incorrect ');
  });
});

describe('results of promptfoo', () => {
  const results = (list: object[], more: object = {}): unknown =>
    promptfooResults({ config: {}, results: { version: 3, results: list, stats: {}, ...more } });
  const result = (more: object = {}): object => ({
    provider: { id: 'openai:x' },
    prompt: { raw: 'Question?', label: 'a' },
    promptIdx: 0,
    testIdx: 0,
    vars: {},
    response: { output: 'said' },
    success: true,
    ...more,
  });
  const said = (more: object): string => picture(results([result(more)]))['openai~x']![0]!;

  it('have a model a provider and prompt, also of versions that say no number of the prompt', () => {
    const expected = ['openai~x [prompt 1]', 'openai~x [prompt 2]', 'ollama~y [prompt 1]', 'ollama~y [prompt 2]'];
    const list = (isOld: boolean): object[] =>
      ['openai:x', 'ollama:y'].flatMap((id) =>
        ['a', 'b'].map((label, at) =>
          result({ provider: { id }, prompt: { raw: label, label }, promptIdx: isOld ? undefined : at }),
        ),
      );
    for (const isOld of [false, true]) assert.deepEqual(Object.keys(picture(results(list(isOld)))), expected);
  });

  for (const [name, more, expected] of [
    ['a provider that is only named', { provider: 'openai:x' }, '#1 correct said'],
    ['an output that is JSON', { response: { output: { a: 1 } } }, '#1 correct {"a":1}'],
    ['an output of null', { response: { output: null }, success: false }, '#1 incorrect '],
    ['no response and an error', { response: undefined, error: 'down', success: false }, '#1 error down'],
    ['an error of the response', { response: { error: 'down' }, success: false }, '#1 error down'],
    [
      'a failure without words',
      { response: undefined, failureReason: 2, success: false },
      '#1 error promptfoo says that it failed and not why.',
    ],
    [
      'a failed assertion',
      { error: 'Expected x', failureReason: 1, success: false, gradingResult: { pass: false } },
      '#1 incorrect said',
    ],
    ['no grading', { gradingResult: null }, '#1 correct said'],
    ['no number of the test', { testIdx: undefined, vars: { a: 1 } }, '#1 correct said'],
    ['an odd number of the test', { testIdx: -1 }, '#1 correct said'],
  ] as const)
    it(`may have ${name}`, () => assert.equal(said(more), expected));

  it('are told of where there are none, and are something else without a summary', () => {
    assert.throws(() => results([]), /have no tests/);
    assert.equal(promptfooResults({ results: [] }), undefined);
    assert.equal(promptfooResults({ results: { results: [] } }), undefined);
  });
});
