// What is asked before a run, when and in which words, for dialogs and terminals alike.

import assert from 'node:assert/strict';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { RunEstimate } from '../../../../src/core/estimate/estimateRun';
import { costQuestion } from '../../../../src/core/preflight/costQuestion';
import { preflight, type Cleared, type PreflightFacts } from '../../../../src/core/preflight/preflight';
import type { Environment } from '../../../../src/core/providers/provider';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { estimateOf } from '../estimate/estimateOf';

const python = { runner: 'sandbox', timeLimitMs: 1000, memoryLimitMb: 64 } as const;
const key = { OPENAI_API_KEY: 'sk-test' };

function benchmarkOf(models: string[], evaluator: string): PreflightFacts['benchmark'] {
  const text = `benchmark_name: Sums
purpose: p
base_prompt: "{{a}}"
evaluator: ${evaluator}
models: [${models.join(', ')}]
prompts: [{ dynamic_variables: { a: x }, expectation: 1 }]
`;
  const { benchmark, problems } = loadBenchmark(text, { fileName: 'sums.yaml', knownProviders: modelApis([]) });
  assert.ok(benchmark, JSON.stringify(problems));
  return benchmark;
}

interface Answers {
  environments?: Environment[];
  keys?: 'again' | 'leaveOut';
  sandbox?: boolean;
  cost?: boolean;
}

/** Runs the preflight and notes what was asked. */
async function asking(
  facts: Partial<PreflightFacts> & { models?: never; of?: string[]; evaluator?: string },
  { environments = [key], keys, sandbox = false, cost = false }: Answers = {},
): Promise<{ asked: string[]; cleared: Cleared | undefined }> {
  const { of = ['openai~gpt-4o'], evaluator = 'python_print_execution_with_num_output', ...more } = facts;
  const asked: string[] = [];
  const benchmark = benchmarkOf(of, evaluator);
  const left = [...environments];
  const cleared = await preflight(
    {
      benchmark,
      apis: modelApis([]),
      python,
      isTrusted: true,
      confirmAboveUsd: 5,
      estimate: () => Promise.resolve(estimateOf()),
      ...more,
      models: benchmark.modelIds,
    },
    {
      isInVsCode: true,
      environment: () => Promise.resolve(left.length > 1 ? left.shift()! : left[0]!),
      useSandbox: ({ message }) => (asked.push(message), Promise.resolve(sandbox)),
      settleKeys: ({ message, details }) => (asked.push([message, ...details].join(' ')), Promise.resolve(keys)),
      confirmCost: ({ message }) => (asked.push(message), Promise.resolve(cost)),
    },
  );
  return { asked, cleared };
}

/** A cost that nobody knows, of all calls or of half of them. */
const unknownCost = (known: RunEstimate['cost']): RunEstimate => {
  const { models } = estimateOf();
  return estimateOf({
    models: [{ ...models[0]!, model: 'openai~new', cost: null, priceSource: null }, ...models.slice(1)],
    cost: known,
    priced: 10,
  });
};

describe('what is settled before a run', () => {
  it('is nothing when keys are there and the cost is known and low', async () => {
    const { asked, cleared } = await asking({});
    assert.deepEqual(asked, []);
    assert.deepEqual(
      [cleared!.models.map(({ model }) => model), cleared!.environment, cleared!.python],
      [['openai~gpt-4o'], key, python],
    );
  });

  it('is Python outside of the sandbox, only for a benchmark that runs any and is not trusted', async () => {
    const outside = { ...python, runner: 'python3' } as const;
    const no = await asking({ python: outside, isTrusted: false });
    assert.match(no.asked.join(), /^Model-written Python is not run with python3 .* not trusted\.$/);
    assert.equal(no.cleared, undefined);
    const yes = await asking({ python: outside, isTrusted: false }, { sandbox: true });
    assert.deepEqual(yes.cleared!.python, python);
    for (const facts of [
      { python: outside, isTrusted: true },
      { python, isTrusted: false },
      { python: outside, isTrusted: false, evaluator: 'raw_string_evaluator' },
    ])
      assert.deepEqual((await asking(facts)).asked, [], JSON.stringify(facts));
  });

  it('is a key that is missing, until it is there, or without the models that need it', async () => {
    const of = ['openai~gpt-4o', 'simulated~swift'];
    const none = await asking({ of }, { environments: [{}] });
    assert.deepEqual(none.asked, [
      'No API key is set for 1 model, so nothing was sent to any model. OPENAI_API_KEY: needed by openai~gpt-4o',
    ]);
    assert.equal(none.cleared, undefined);
    const again = await asking({ of }, { environments: [{}, {}, key], keys: 'again' });
    assert.equal(again.asked.length, 2);
    assert.equal(again.cleared!.models.length, 2);
    const without = await asking({ of }, { environments: [{}], keys: 'leaveOut' });
    assert.deepEqual(
      without.cleared!.models.map(({ model }) => model),
      ['simulated~swift'],
    );
  });

  it('is the cost of the models that are left, and none of simulated ones', async () => {
    const estimated: string[] = [];
    const estimate: PreflightFacts['estimate'] = ({ models }) => {
      estimated.push(models.map(({ model }) => model).join());
      return Promise.resolve(estimateOf());
    };
    await asking({ of: ['openai~gpt-4o', 'simulated~swift'], estimate }, { environments: [{}], keys: 'leaveOut' });
    assert.deepEqual(estimated, []);
    await asking({ of: ['openai~gpt-4o', 'simulated~swift'], estimate });
    assert.deepEqual(estimated, ['openai~gpt-4o,simulated~swift']);
    await asking({ estimate, confirmAboveUsd: Infinity });
    assert.equal(estimated.length, 1, 'nothing is asked, so nothing is estimated');
    const { asked, cleared } = await asking({ estimate, confirmAboveUsd: 1 });
    assert.match(asked.join(), /^20 calls are likely to cost \$2\.00 /);
    assert.equal(cleared, undefined);
    assert.ok((await asking({ estimate, confirmAboveUsd: 1 }, { cost: true })).cleared);
  });
});

describe('the question about money', () => {
  it('comes above the limit, not at it', () => {
    assert.equal(costQuestion(estimateOf({ cost: { low: 0, likely: 1, high: 99 } }), 1), null);
    const question = costQuestion(estimateOf({ budgetUsd: 5 }), 1)!;
    assert.equal(question.title, 'Sums: 2 models x 10 prompts = 20 tests');
    assert.match(question.message, /^20 calls are likely to cost \$2\.00 .* about the budget of \$5\.00\.$/);
    assert.deepEqual(question.details.slice(0, 2), ['Calls: 20 calls', 'Cost: $1.00 to $30.00, likely $2.00']);
  });

  it('comes whatever the limit when a cost is not known: unknown is not nothing', () => {
    const all = costQuestion(unknownCost(null), 1000)!;
    assert.equal(all.message, 'What 10 of 20 calls will cost is not known (openai~new).');
    assert.match(all.details.join('\n'), /No price is known of openai~new/);
    const some = costQuestion(unknownCost({ low: 1, likely: 2, high: 3 }), 1000)!;
    assert.match(some.message, /^What 10 of 20 calls .*\. The others are likely to cost \$2\.00\.$/);
  });

  it('comes for a judge model alone, when it charges or its price is not known', () => {
    const free = { ...estimateOf(), models: [], calls: 0, priced: 0, cost: null, costToConfirm: null };
    const judged = (cost: RunEstimate['cost']): RunEstimate => ({
      ...free,
      judgeCalls: [{ judge: 'openai~judge', calls: 30, cost }],
    });
    const nothing = { low: 0, likely: 0, high: 0 };
    assert.equal(costQuestion(judged(nothing), null), null);
    assert.ok(costQuestion(judged({ low: 1, likely: 2, high: 3 }), null));
    assert.match(costQuestion(judged(null), 100)!.message, /What 30 of 30 calls .*openai~judge/);
  });

  it('comes whatever the limit for a price that only a file says, also where it is nothing', () => {
    const nothing = { low: 0, likely: 0, high: 0 };
    const question = costQuestion(estimateOf({ cost: nothing, costToConfirm: 0, pricedByFiles: ['openai~new'] }), 1000);
    assert.match(question!.message, /Only the benchmark or its project file says a price for openai~new\.$/);
  });

  it('does not come for what charges nothing, nor for a model that nothing is asked of', () => {
    const { models } = estimateOf();
    const free = { models: models.slice(1), cost: { low: 0, likely: 0, high: 0 } };
    assert.equal(costQuestion(estimateOf(free), 0), null);
    assert.equal(costQuestion(estimateOf(free), null), null);
    const blind = { ...models[0]!, calls: 0, cost: null };
    assert.equal(costQuestion(estimateOf({ models: [blind, models[1]!], cost: null }), 0), null);
  });

  it('with no limit comes for everything that charges, and shows at most four notes', () => {
    const question = costQuestion(
      estimateOf({
        resized: Array.from({ length: 6 }, (_, at) => ({
          source: `${at}.png`,
          from: { width: 9, height: 9 },
          to: { width: 3, height: 3 },
        })),
      }),
      null,
    )!;
    assert.equal(question.details.length, 3 + 4 + 1);
    assert.equal(question.details.at(-1), '... and 2 more in the pre-run sheet.');
  });
});
