import assert from 'node:assert/strict';
import type { GateLimits } from '../../../../src/core/run/requestGate';
import { planQueues, runQueues, type ScheduledTest } from '../../../../src/core/run/schedule';
import { parseModel } from '../../../../src/shared/run/model';

const models = ['ollama~a', 'ollama~b', 'openai~c', 'openai~d'].map(parseModel);
const atOnce = (limit: number): GateLimits => ({ start: limit, most: limit });
const nothingMore = { isAnswered: true, tokens: 0, finish: () => Promise.resolve() };
const plan = (limit: number) =>
  planQueues(models, 2, (model) => ({
    key: model.provider,
    limits: atOnce(model.provider === 'ollama' ? 1 : limit),
    isModelByModel: model.provider === 'ollama',
    hasLimitsPerModel: model.provider === 'openai',
  }));
const names = (tests: ScheduledTest[]): string => tests.map((test) => `${test.model.name}${test.index}`).join(' ');

describe('the schedule', () => {
  it('keeps a local server on one model at a time, and lets cloud models take turns', () => {
    const queues = plan(8);
    assert.deepEqual(
      queues.map((queue) => `${queue.key} ${queue.limits.most}: ${names(queue.tests)}`),
      ['ollama 1: a1 a2 b1 b2', 'openai 8: c1 d1 c2 d2'],
    );
  });

  it('takes the smallest limit of models that share a queue', () => {
    const queues = planQueues(models, 1, (model) => ({
      key: 'host',
      limits: { ...atOnce(model.name === 'b' ? 1 : 4), requestsPerMinute: model.name === 'c' ? 30 : 60 },
      isModelByModel: true,
      hasLimitsPerModel: false,
    }));
    assert.deepEqual(queues[0]!.limits, { start: 1, most: 1, requestsPerMinute: 30 });
  });

  it('never has more under way than the limit, and works on while the last answer is judged', async () => {
    let underWay = 0;
    let most = 0;
    const order: string[] = [];
    let release = (): void => undefined;
    const firstJudged = new Promise<void>((resolve) => (release = resolve));
    await runQueues(
      [
        {
          key: 'k',
          limits: atOnce(1),
          isModelByModel: false,
          hasLimitsPerModel: false,
          tests: [1, 2, 3].map((index) => ({ model: models[0]!, index })),
        },
      ],
      async ({ index }) => {
        most = Math.max(most, ++underWay);
        await Promise.resolve();
        underWay--;
        order.push(`asked ${index}`);
        if (index === 2) release();
        const finish = async (): Promise<void> => {
          if (index === 1) await firstJudged;
          order.push(`judged ${index}`);
        };
        return { ...nothingMore, finish };
      },
      new AbortController().signal,
    );
    assert.equal(most, 1);
    assert.ok(order.indexOf('asked 2') < order.indexOf('judged 1'));
    assert.equal(order.length, 6);
  });

  it('asks nothing of the next model of a local server while a request of the last one is under way', async () => {
    const [queue] = planQueues(models.slice(0, 2), 3, () => ({
      key: 'host',
      limits: atOnce(3),
      isModelByModel: true,
      hasLimitsPerModel: false,
    }));
    const underWay: string[] = [];
    const seen: string[] = [];
    await runQueues(
      [queue!],
      async ({ model }) => {
        underWay.push(model.name);
        seen.push(underWay.join(''));
        // The first ones of a model take longest: its last places are free long before.
        for (let turn = 0; turn < 10 - underWay.length; turn++) await new Promise(setImmediate);
        underWay.splice(underWay.indexOf(model.name), 1);
        return nothingMore;
      },
      new AbortController().signal,
    );
    assert.deepEqual(seen, ['a', 'aa', 'aaa', 'b', 'bb', 'bbb']);
  });

  it('asks every test once, in order, when many places become free in the same moment', async () => {
    for (let count = 1; count < 12; count++) {
      const tests = Array.from({ length: count }, (_, position) => ({ model: models[0]!, index: position + 1 }));
      const asked: number[] = [];
      let answered: (() => void)[] = [];
      const serving = runQueues(
        [{ key: 'k', limits: { start: 2, most: 6 }, isModelByModel: false, hasLimitsPerModel: false, tests }],
        async ({ index }) => {
          asked.push(index);
          await new Promise<void>((resolve) => answered.push(resolve));
          return nothingMore;
        },
        new AbortController().signal,
      );
      while (asked.length < count || answered.length > 0) {
        const all = answered;
        answered = [];
        for (const answer of all) answer();
        await new Promise(setImmediate);
      }
      await serving;
      assert.deepEqual(
        asked,
        tests.map(({ index }) => index),
      );
    }
  });

  it('ends at once when aborted, also when the gate would wait for the next minute', async () => {
    const abort = new AbortController();
    const asked: number[] = [];
    const tests = [1, 2].map((index) => ({ model: models[0]!, index }));
    await runQueues(
      [
        {
          key: 'k',
          limits: { ...atOnce(2), requestsPerMinute: 1 },
          isModelByModel: false,
          hasLimitsPerModel: false,
          tests,
        },
      ],
      ({ index }) => {
        asked.push(index);
        setImmediate(() => abort.abort());
        return Promise.resolve(nothingMore);
      },
      abort.signal,
    );
    assert.deepEqual(asked, [1]);
  });

  it('carries a failure of the work after an answer to the end, although the next request is under way', async () => {
    let release = (): void => undefined;
    const asking = new Promise<void>((resolve) => (release = resolve));
    const failed = runQueues(
      [
        {
          key: 'k',
          limits: atOnce(1),
          isModelByModel: false,
          hasLimitsPerModel: false,
          tests: [1, 2].map((index) => ({ model: models[0]!, index })),
        },
      ],
      async ({ index }) => {
        if (index === 2) await asking;
        return {
          ...nothingMore,
          finish: () => (index === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve()),
        };
      },
      new AbortController().signal,
    );
    setImmediate(release);
    await assert.rejects(failed, /disk full/);
  });

  it('stops taking tests when aborted, and throws what a test throws', async () => {
    const abort = new AbortController();
    const asked: number[] = [];
    const queues = [
      {
        key: 'k',
        limits: atOnce(1),
        isModelByModel: false,
        hasLimitsPerModel: false,
        tests: [1, 2, 3].map((index) => ({ model: models[0]!, index })),
      },
    ];
    await runQueues(
      queues,
      ({ index }) => {
        asked.push(index);
        if (index === 2) abort.abort();
        return Promise.resolve(nothingMore);
      },
      abort.signal,
    );
    assert.deepEqual(asked, [1, 2]);
    await assert.rejects(
      runQueues(
        queues,
        () => Promise.resolve({ ...nothingMore, finish: () => Promise.reject(new Error('disk full')) }),
        new AbortController().signal,
      ),
      /disk full/,
    );
  });
});
