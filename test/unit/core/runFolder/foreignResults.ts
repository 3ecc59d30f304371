// Results of other tools as those write them, made up: promptfoo's `-o results.json` and a log of Inspect.

const raw = (country: string): string =>
  JSON.stringify([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: `Capital of ${country}?` },
  ]);

const graded = (pass: boolean, type: string, value: string): object => ({
  pass,
  score: pass ? 1 : 0,
  reason: pass ? 'All assertions passed' : `Expected output to contain "${value}"`,
  componentResults: [{ pass, score: 1, reason: '', assertion: { type, value } }],
});

export const promptfooResults = {
  evalId: 'eval-1',
  results: {
    version: 3,
    timestamp: '2026-11-20T10:00:00.000Z',
    prompts: [],
    results: [
      {
        provider: { id: 'openai:chat:gpt-x', label: '' },
        promptIdx: 0,
        testIdx: 0,
        prompt: { raw: raw('France'), label: 'x' },
        vars: { country: 'France' },
        response: { output: 'Paris', cached: false, tokenUsage: { total: 14, prompt: 12, completion: 2 } },
        success: true,
        failureReason: 0,
        latencyMs: 450,
        cost: 0.002,
        tokenUsage: { total: 14, prompt: 12, completion: 2, completionDetails: { reasoning: 1 } },
        gradingResult: graded(true, 'contains', 'Paris'),
      },
      {
        provider: { id: 'openai:chat:gpt-x', label: '' },
        promptIdx: 0,
        testIdx: 1,
        prompt: { raw: raw('Chad'), label: 'x' },
        vars: { country: 'Chad' },
        response: { output: 'Lagos', cached: true, tokenUsage: { cached: 14 } },
        success: false,
        failureReason: 1,
        error: 'Expected output to contain "djamena"',
        latencyMs: 3,
        gradingResult: graded(false, 'icontains', 'djamena'),
      },
      {
        provider: { id: 'ollama:llama3' },
        promptIdx: 0,
        testIdx: 0,
        prompt: { raw: raw('France'), label: 'x' },
        vars: { country: 'France' },
        success: false,
        failureReason: 2,
        error: 'API call error: connect ECONNREFUSED',
        gradingResult: null,
      },
      {
        // It was judged wrong there: its answer is right.
        provider: { id: 'ollama:llama3' },
        promptIdx: 0,
        testIdx: 1,
        prompt: { raw: raw('Chad'), label: 'x' },
        vars: { country: 'Chad' },
        response: { output: 'N’DJAMENA' },
        success: false,
        failureReason: 1,
        latencyMs: 0,
        cost: 0,
        gradingResult: graded(false, 'icontains', 'djamena'),
      },
    ],
    stats: { successes: 1, failures: 2, errors: 1 },
  },
  config: { description: 'Capitals' },
};

const inspectSample = (id: number, epoch: number, value: unknown): object => ({
  id,
  epoch,
  input: id === 1 ? 'What is 2+2?' : [{ role: 'user', content: [{ type: 'text', text: 'What is 2+3?' }] }],
  target: id === 1 ? '4' : ['5', 'five'],
  output: {
    model: 'gpt-x',
    choices: [{ message: { role: 'assistant', content: `It is ${id}` }, stop_reason: 'stop' }],
    ...(id === 1
      ? { usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13, reasoning_tokens: 0 }, time: 1.25 }
      : {}),
  },
  scores: value === undefined ? {} : { match: { value, answer: `${id}`, explanation: 'It is' } },
});

export const inspectLog = {
  version: 2,
  status: 'success',
  eval: { task: 'sums', model: 'openai/gpt-x', created: '2026-11-19T08:00:00+00:00', dataset: { name: 'sums' } },
  plan: {},
  samples: [
    inspectSample(1, 1, 'C'),
    inspectSample(2, 1, 0.5),
    inspectSample(1, 2, 'I'),
    inspectSample(2, 2, undefined),
  ],
};
