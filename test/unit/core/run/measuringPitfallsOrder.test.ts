// The pitfalls of measuring-speed that are about what is asked when: queueing, concurrency, bursts and cold models. One test each, named
// after the pitfall. Nothing here depends on how fast the machine is.

import assert from 'node:assert/strict';
import { echo, words } from './engineFixture';
import { OpenCount, ServedRuns, someTurns } from './servedRuns';

describe('pitfalls of the order in which models are asked', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('3: a closed loop hides queueing', async () => {
    await runs.openAi({ reply: ({ prompt }) => ({ text: echo(prompt), headersDelay: 40 }) });
    const run = await runs.run({ models: ['openai~m'], prompts: words('1', '2', '3') }, { concurrency: { openai: 1 } });
    const timings = [1, 2, 3].map((index) => run.timings('openai~m', index));
    let before = 0;
    for (const { queue, total, dispatchedAt, endedAt } of timings) {
      assert.ok(queue! >= before, `waited ${queue} ms, while the tests before took ${before} ms`);
      assert.ok(Math.abs(total! - (endedAt - dispatchedAt)) < 0.002, 'waiting is not part of the total');
      before += total!;
    }
    assert.ok(timings[1]!.dispatchedAt >= timings[0]!.endedAt && timings[2]!.dispatchedAt >= timings[1]!.endedAt);
    const [model] = (await run.manifest()).models;
    assert.equal(model!.details!.times.queue.n, 3);
    assert.equal(model!.details!.times.queue.max, timings[2]!.queue);
  });

  it('3: nobody knows how many requests were in flight beside the one measured', async () => {
    const server = await runs.openAi({
      reply: async ({ prompt }) => {
        await server.arrived(3);
        return { text: echo(prompt) };
      },
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('1', '2', '3') }, { concurrency: { openai: 3 } });
    const inFlight = await Promise.all(
      [1, 2, 3].map(async (index) => (await run.attempts('openai~m', index))[0]!.inFlight),
    );
    assert.deepEqual(inFlight.sort(), [1, 2, 3]);
    assert.deepEqual([1, 2, 3].map((index) => run.timings('openai~m', index).inFlight).sort(), [1, 2, 3]);
    assert.equal((await run.manifest()).noise!.maxInFlight, 3);
  });

  it('4: requests beside each other make TTFT longer and rates lower', async () => {
    const open = new OpenCount();
    await runs.openAi({
      reply: ({ prompt, model }) =>
        open.during(model, async () => {
          await someTurns();
          return { text: echo(prompt) };
        }),
    });
    const parts = { models: ['openai~a', 'openai~b'], prompts: words('1', '2', '3') };
    const run = await runs.run(parts, { mode: 'speed', concurrency: { openai: 4 } });
    assert.deepEqual(
      [open.most, (await run.manifest()).noise!.maxInFlight],
      [1, 1],
      'in speed mode one at a time, whatever else is set',
    );
    assert.deepEqual(
      run.state.models.flatMap((model) => model.tests.map((test) => test.timings!.inFlight)),
      Array<number>(6).fill(1),
    );
  });

  it('4: two models of one Ollama host overlap, and each call loads a model', async () => {
    const open = new OpenCount();
    await runs.ollama({
      reply: ({ prompt, model, number }) =>
        open.during(model, async () => {
          // The first answer of each model is the last to come: the other places have nothing left to ask of it.
          for (let turns = number % 4 === 1 ? 20 : 1; turns > 0; turns--) await someTurns();
          return { text: echo(prompt) };
        }),
    });
    const run = await runs.run(
      { models: ['a', 'b', 'c'], prompts: words('1', '2', '3', '4') },
      { concurrency: { ollama: 4 } },
    );
    assert.deepEqual([...open.together].sort(), ['a', 'b', 'c']);
    assert.ok(open.most > 1, 'the requests of one model may be several at once');
    assert.equal((await run.manifest()).totals.correct, 12);
  });

  it('5: the first requests are slow for another reason than the model', async () => {
    await runs.openAi({
      reply: ({ number, prompt }) => ({ text: echo(prompt), headersDelay: number === 1 ? 150 : 0 }),
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('1', '2') }, { mode: 'speed' });
    const [model] = run.state.models;
    assert.ok(model!.warmUp!.total! >= 149, 'the slow one is the warm-up call');
    const { averageTotal, details } = (await run.manifest()).models[0]!;
    const totals = [run.timings('openai~m', 1).total!, run.timings('openai~m', 2).total!];
    assert.ok(Math.abs(averageTotal! - (totals[0]! + totals[1]!) / 2) < 0.001);
    assert.deepEqual([details!.times.total.n, details!.times.total.max], [2, Math.max(...totals)]);
  });

  it('6: a cold load is counted as speed, or the model is unloaded between two tests', async () => {
    const loaded = new Set<string>();
    const server = await runs.ollama({
      reply: ({ prompt, model }) => {
        const load = loaded.has(model) ? 12 : 2000;
        loaded.add(model);
        return { text: echo(prompt), times: { load } };
      },
    });
    const parts = { models: ['a', 'b'], prompts: words('1', '2') };
    const fast = await runs.run(parts, { mode: 'speed' });
    assert.deepEqual(
      fast.state.models.map((model) => [model.warmUp!.load, ...model.tests.map((test) => test.timings!.load)]),
      Array<number[]>(2).fill([2000, 12, 12]),
    );
    assert.deepEqual(
      (await fast.manifest()).models.map((model) => model.averageLoad),
      [12, 12],
    );
    const chats = server.requests.filter((one) => one.path === '/api/chat');
    assert.deepEqual(
      chats.map((one) => one.body['keep_alive']),
      Array<string>(6).fill('10m'),
    );
    assert.equal((await fast.attempts('ollama~a'))[0]!.request.parameters['keep_alive'], '10m');

    loaded.clear();
    const plain = await runs.run(parts);
    assert.deepEqual(
      plain.state.models.map((model) => [model.warmUp, ...model.tests.map((test) => test.timings!.load)]),
      Array<unknown[]>(2).fill([null, 2000, 12]),
      'without a warm-up call the load is still said apart',
    );
  });
});
