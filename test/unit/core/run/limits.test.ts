// What APIs ask for and what users allow, from the answer's headers or the settings to what a server then sees: patience, fewer at once,
// requests a minute. The reckoning itself is in requestGate.test.ts, on a clock of its own.

import assert from 'node:assert/strict';
import { echo, recorder, words } from './engineFixture';
import { ServedRuns, someTurns } from './servedRuns';

/** A timer may be a fraction of a ms early. */
const hasWaited = (from: number, to: number, ms: number): void =>
  assert.ok(to - from >= ms - 2, `${to - from} ms is less than ${ms} ms`);
const tenWords = words('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');

describe('the limits of a model API', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('halve what is asked at once after a 429, and nothing new is sent before Retry-After is over', async () => {
    let open = 0;
    let mostAfter = 0;
    let hasBackedOff = (): void => undefined;
    const backedOff = new Promise<void>((resolve) => (hasBackedOff = resolve));
    const server = await runs.openAi({
      reply: async ({ number, prompt }) => {
        if (number > 4) mostAfter = Math.max(mostAfter, ++open);
        if (number <= 4) await server.arrived(4);
        if (number === 1)
          return { failure: { status: 429, message: 'Slow down', headers: { 'retry-after-ms': '150' } } };
        // The others of the first four answer when the run has heard of it.
        if (number <= 4) await backedOff;
        await someTurns();
        if (number > 4) open--;
        return { text: echo(prompt) };
      },
    });
    const heard = recorder((event) => event.type === 'attemptFailed' && hasBackedOff());
    const run = await runs.run({ models: ['openai~m'], prompts: tenWords }, { concurrency: { openai: 4 } }, heard);
    assert.equal((await run.manifest()).totals.correct, 10);
    assert.equal(server.requests.length, 11);
    for (const request of server.requests.slice(4)) hasWaited(server.requests[0]!.arrivedAt, request.arrivedAt, 150);
    assert.ok(mostAfter <= 2, `${mostAfter} at once after the 429`);
  });

  for (const [api, headers] of [
    ['openai', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '200ms' }],
    ['anthropic', { 'anthropic-ratelimit-requests-remaining': '0' }],
  ] as const) {
    it(`make ${api} wait when its headers say that no request is left`, async () => {
      // Anthropic gives a date, in whole ms.
      const ofNow = (): { [name: string]: string } =>
        api === 'openai'
          ? { ...headers }
          : { ...headers, 'anthropic-ratelimit-requests-reset': new Date(Date.now() + 250).toISOString() };
      const reply = ({ number, prompt }: { number: number; prompt: string }): object => ({
        text: echo(prompt),
        ...(number === 1 ? { headers: ofNow() } : {}),
      });
      const server = await (api === 'openai' ? runs.openAi({ reply }) : runs.anthropic({ reply }));
      const run = await runs.run({ models: [`${api}~m`], prompts: words('1', '2') }, { concurrency: { [api]: 1 } });
      assert.equal((await run.manifest()).totals.correct, 2);
      hasWaited(server.requests[0]!.arrivedAt, server.requests[1]!.arrivedAt, 200);
    });
  }

  for (const [what, limit] of [
    ['requests', { requestsPerMinute: 1 }],
    ['tokens', { tokensPerMinute: 100 }],
  ] as const) {
    it(`keep to the ${what} a minute of the settings, and a cancelled run does not wait for the next minute`, async () => {
      const server = await runs.openAi({
        reply: ({ prompt }) => ({ text: echo(prompt), usage: { input: 100, output: 50 } }),
      });
      const cancel = new AbortController();
      const heard = recorder((event) => event.type === 'testFinished' && void someTurns().then(() => cancel.abort()));
      const run = await runs.run(
        { models: ['openai~m'], prompts: words('1', '2', '3') },
        { concurrency: { openai: 1 }, rateLimits: { openai: limit } },
        heard,
        cancel.signal,
      );
      assert.equal(server.requests.length, 1);
      assert.deepEqual(
        [run.state.status, ...run.state.models[0]!.tests.map((test) => test.verdict)],
        ['cancelled', 'correct', 'not_run', 'not_run'],
      );
    });
  }

  for (const api of ['openai', 'anthropic'] as const) {
    it(`hold up the model of ${api} that got a 429, and none of the others`, async () => {
      const busy = new Set<string>();
      const reply = ({ model, prompt }: { model: string; prompt: string }): object => {
        if (model !== 'busy') return { text: echo(prompt) };
        busy.add(prompt);
        return { failure: { status: 429, message: 'Slow down', headers: { 'retry-after': '60' } } };
      };
      await (api === 'openai' ? runs.openAi({ reply }) : runs.anthropic({ reply }));
      const cancel = new AbortController();
      let free = 0;
      const heard = recorder((event) => {
        if (event.type === 'testFinished' && event.model === `${api}~free` && ++free === 10) cancel.abort();
      });
      // Without the minute that the busy one is told to wait; the run is cancelled as soon as the free one is done.
      const run = await runs.run(
        { models: [`${api}~busy`, `${api}~free`], prompts: tenWords },
        {},
        heard,
        cancel.signal,
      );
      const verdicts = run.state.models.map(({ tests }) => tests.map(({ verdict }) => verdict));
      assert.deepEqual(verdicts[1], Array(10).fill('correct'));
      assert.ok(!verdicts[0]!.includes('correct'));
      assert.ok(busy.size < 10, 'what was not sent when the first 429 came waits');
    });
  }
});
