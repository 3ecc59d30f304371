// Makes up a recorded run, the same every time: events, and what a test's modal shows. For the dev page and for looking.

import type { RunEvent, TestFinished } from '../../src/shared/run/events';
import type { ModelInfo } from '../../src/shared/run/model';
import { parseModel } from '../../src/shared/run/model';
import type { BenchmarkText, TestDetail } from '../../src/shared/protocols/runPanelProtocol';
import type { RunState } from '../../src/shared/run/runState';
import { findTest } from '../../src/shared/run/runState';

interface RecordedRunOptions {
  models: number;
  prompts: number;
  /** Durations are multiplied by this. */
  slowness: number;
  /** True when Python ran without full isolation. */
  isPythonOpen: boolean;
}

interface Profile {
  model: string;
  label: string;
  total: number;
  rate: number;
  accuracy: number;
  errors: number;
  load: number | null;
  usd: number | null;
}

const profiles: readonly Profile[] = [
  {
    model: 'openai~gpt-4o',
    label: 'OpenAI',
    total: 520,
    rate: 81,
    accuracy: 0.96,
    errors: 0,
    load: null,
    usd: 0.00014,
  },
  { model: 'ollama~llama3.2', label: 'Ollama', total: 910, rate: 34, accuracy: 0.7, errors: 0, load: 120, usd: 0 },
  {
    model: 'anthropic~claude-sonnet-4-5',
    label: 'Anthropic',
    total: 840,
    rate: 62,
    accuracy: 0.98,
    errors: 0.05,
    load: null,
    usd: 0.0004,
  },
  {
    model: 'simulated~swift',
    label: 'Simulated',
    total: 300,
    rate: 190,
    accuracy: 0.82,
    errors: 0.04,
    load: 20,
    usd: 0,
  },
  {
    model: 'openai~o3-mini:high',
    label: 'OpenAI',
    total: 2400,
    rate: 140,
    accuracy: 1,
    errors: 0,
    load: null,
    usd: 0.0021,
  },
  {
    model: 'fireworks~accounts/fireworks/models/deepseek-v3p1',
    label: 'Fireworks AI',
    total: 700,
    rate: 95,
    accuracy: 0.9,
    errors: 0,
    load: null,
    usd: null,
  },
];

export function recordedRun(options: RecordedRunOptions): { events: RunEvent[]; text: BenchmarkText } {
  const random = seededRandom(20261121);
  const chosen = Array.from({ length: options.models }, (_, place) => profileAt(place));
  const prompts = Array.from({ length: options.prompts }, (_, place) => ({
    a: 5 + place * 3,
    b: 7 + ((place * 11) % 40),
  }));
  const models = chosen.map(({ model, label }): ModelInfo => {
    const id = parseModel(model);
    return { ...id, providerLabel: label, isLocal: id.provider === 'ollama', isSimulated: id.provider === 'simulated' };
  });
  const events: RunEvent[] = [
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 1,
      runId: '2026-11-21_17-45-03_simple-math',
      at: '2026-11-21T17:45:03.000+00:00',
      benchmarkName: 'Simple math',
      purpose:
        'Evaluate the ability of a language model to follow arithmetic written in words and answer with Python that prints one number.',
      testType: 'execute_python_code_with_num_output',
      models,
      prompts: prompts.map(({ a, b }, place) => ({ index: place + 1, label: `add ${a} and ${b}, then multiply by 3` })),
      python: options.isPythonOpen
        ? {
            runner: 'python3',
            isFull: false,
            note: 'Python ran on this machine without a sandbox, as chosen in the settings.',
          }
        : { runner: 'sandbox', isFull: true },
    },
  ];
  let last = 0;
  chosen.forEach((profile, row) => {
    const slots = profile.model.startsWith('ollama') ? 1 : 4;
    const free = Array.from({ length: slots }, () => 40 + random() * 60);
    prompts.forEach((_, place) => {
      const slot = free.indexOf(Math.min(...free));
      const start = free[slot]!;
      const finished = finishedTest(profile, models[row]!, place + 1, start, options.slowness, random);
      events.push({ type: 'testStarted', t: start, model: finished.model, index: finished.index }, finished);
      free[slot] = finished.t + 4;
      last = Math.max(last, finished.t);
    });
  });
  events.sort((a, b) => a.t - b.t);
  events.push({ type: 'runFinished', t: last + 12, status: 'finished' });
  return {
    events,
    text: {
      basePrompt:
        'Write Python that does the following and prints only the result.\n\n{{instruction}}\n\nAnswer with code only.',
      prompts: prompts.map(({ a, b }) => ({
        dynamic_variables: { instruction: `add ${a} and ${b}, then multiply by 3` },
        expectation: String((a + b) * 3),
      })),
    },
  };
}

/** What the host would read from the test's files. */
export function recordedDetail(state: RunState, model: string, index: number): TestDetail | null {
  const test = findTest(state, model, index);
  const info = state.models.find((candidate) => candidate.model === model);
  if (!test || !info || test.phase !== 'finished' || test.verdict === 'not_run' || !test.timings) return null;
  const label = state.prompts[index - 1]?.label ?? '';
  const numbers = (label.match(/\d+/g) ?? []).map(Number);
  const expected = ((numbers[0] ?? 0) + (numbers[1] ?? 0)) * 3;
  const code =
    test.verdict === 'correct'
      ? `print((${numbers[0]} + ${numbers[1]}) * 3)`
      : `print(${numbers[0]} + ${numbers[1]} * 3)`;
  const got = test.verdict === 'correct' ? expected : (numbers[0] ?? 0) + (numbers[1] ?? 0) * 3;
  const isError = test.verdict === 'error';
  return {
    model,
    index,
    hasTranscript: true,
    values: numbers.slice(0, 2).map((number, at) => ({ name: 'ab'[at]!, value: String(number) })),
    result: {
      verdict: test.verdict,
      prompt: `Write Python that does the following and prints only the result.\n\n${label}\n\nAnswer with code only.`,
      response: isError ? '' : `\`\`\`python\n# <b>not markup</b>\n${code}\n\`\`\``,
      reasoning: '',
      expected: String(expected),
      got: isError ? '' : String(got),
      attempts: isError ? 3 : 1,
      timings: test.timings,
      ...(test.tokens ? { tokens: test.tokens } : {}),
      ...(test.cost ? { cost: test.cost } : {}),
      ...(test.error ? { error: test.error } : {}),
    },
  };
}

function finishedTest(
  profile: Profile,
  model: ModelInfo,
  index: number,
  start: number,
  slowness: number,
  random: () => number,
): TestFinished {
  const isError = random() < profile.errors;
  const spread = 0.6 + random() * 0.6 + (random() < 0.05 ? random() * 2 : 0);
  const total = profile.total * spread * slowness;
  const output = Math.round(20 + random() * 25);
  const decode = isError ? null : profile.rate * (0.9 + random() * 0.2);
  return {
    type: 'testFinished',
    t: start + total + 3,
    model: model.model,
    index,
    verdict: isError ? 'error' : random() < profile.accuracy ? 'correct' : 'incorrect',
    attempts: isError ? 3 : 1,
    timings: {
      dispatchedAt: start,
      endedAt: start + total,
      queue: start,
      retry: 0,
      total,
      ttft: isError ? null : total * 0.4,
      ttfa: isError ? null : total * 0.4,
      load: profile.load === null || isError ? null : profile.load * (0.5 + random()),
      tpot: decode === null ? null : 1000 / decode,
      decodeTokensPerSecond: decode,
      endToEndTokensPerSecond: isError ? null : output / (total / 1000),
      evaluation: 3,
    },
    tokens: {
      input: isError ? null : 212,
      output: isError ? null : output,
      reasoning: null,
      cached: null,
      source: 'usage',
    },
    cost: isError
      ? { usd: null, source: 'unknown' }
      : {
          usd: profile.usd,
          source: model.isSimulated
            ? 'simulated'
            : model.isLocal
              ? 'local'
              : profile.usd === null
                ? 'unknown'
                : 'prices',
        },
    ...(isError
      ? {
          error: {
            kind: 'timeout' as const,
            message:
              'No answer within 60 s, three times. Raise the time limit in the settings, or try the model again later.',
          },
        }
      : {}),
  };
}

function profileAt(place: number): Profile {
  const profile = profiles[place % profiles.length]!;
  const round = Math.floor(place / profiles.length);
  return round === 0
    ? profile
    : { ...profile, model: `${profile.model}-v${round + 1}`, total: profile.total * (1 + round * 0.2) };
}

/** Mulberry32: small, seeded, good enough to look alive. */
function seededRandom(seed: number): () => number {
  let value = seed;
  return () => {
    value = (value + 0x6d2b79f5) | 0;
    let mixed = Math.imul(value ^ (value >>> 15), 1 | value);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
