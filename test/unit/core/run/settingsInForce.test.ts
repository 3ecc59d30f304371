// What wins of all that is said of a run: the program's own, the project file, the user.

import assert from 'node:assert/strict';
import { loadProject } from '../../../../src/core/project/loadProject';
import { emptySettings } from '../../../../src/core/project/projectSettings';
import { forRunsThatGoOn, settingsInForce } from '../../../../src/core/run/settingsInForce';

const row = (id: string, label: string) => ({ id, label, baseUrl: 'http://127.0.0.1:1/v1' });

describe('the settings in force', () => {
  it('are those of the program where nobody says anything', () => {
    assert.deepEqual(settingsInForce(emptySettings, {}), {
      services: [],
      pace: { mode: null, concurrency: {}, rateLimits: {} },
      patience: { attemptTimeoutMs: 0, maxAttempts: 4, answerLimits: {} },
      money: { budgetUsd: null, prices: {}, projectPrices: {} },
      reading: { coordinates: {}, thinkingTags: [] },
      resultImages: true,
    });
  });

  it('are those of the project file where the user says nothing, below what a benchmark says of itself', () => {
    const project = loadProject(
      'mode: speed\nbudget_usd: 2\nattempts: 1\ntimeout_seconds: 9\nresult_images: false\n',
    ).settings!;
    const { pace, patience, money, resultImages } = settingsInForce(project, {});
    assert.deepEqual([pace.mode, pace.usualMode, money.budgetUsd, money.usualBudgetUsd], [null, 'speed', null, 2]);
    assert.deepEqual([patience.maxAttempts, patience.attemptTimeoutMs, resultImages], [1, 9000, false]);
  });

  it("are the user's where the user says something, key by key", () => {
    const project = {
      ...emptySettings,
      services: [row('a', 'of the file'), row('b', 'of the file')],
      concurrency: { openai: 8, groq: 2 },
      rateLimits: { openai: { requestsPerMinute: 1 } },
      coordinates: { m: 'pixels' },
      thinkingTags: ['ponder'],
      attemptTimeoutMs: 1000,
      idleTimeoutMs: 1000,
    };
    const user = {
      services: [row('b', 'of the user')],
      concurrency: { groq: 9 },
      rateLimits: { openai: { requestsPerMinute: 7 } },
      coordinates: { m: 'xy1000' },
      thinkingTags: ['muse', 'ponder'],
      attemptTimeoutMs: 0,
      budgetUsd: 'none' as const,
    };
    const all = settingsInForce(project, user);
    assert.deepEqual(
      all.services.map(({ id, label }) => `${id} ${label}`),
      ['a of the file', 'b of the user'],
    );
    assert.deepEqual(all.pace.concurrency, { openai: 8, groq: 9 });
    assert.deepEqual(all.pace.rateLimits, { openai: { requestsPerMinute: 7 } });
    assert.deepEqual(all.reading, { coordinates: { m: 'xy1000' }, thinkingTags: ['ponder', 'muse'] });
    assert.deepEqual(
      [all.patience.attemptTimeoutMs, all.patience.idleTimeoutMs, all.money.budgetUsd],
      [0, 1000, 'none'],
    );
    assert.deepEqual(settingsInForce(project, { concurrency: { '*': 3 } }).pace.concurrency, { '*': 3 });
  });

  it('of a run that goes on take only from the file how models are reached', () => {
    const project = loadProject(
      'attempts: 1\nmode: speed\nthinking_tags: [ponder]\nconcurrency: { openai: 8 }\n',
    ).settings!;
    assert.deepEqual(forRunsThatGoOn(project), { ...emptySettings, concurrency: { openai: 8 } });
  });
});
