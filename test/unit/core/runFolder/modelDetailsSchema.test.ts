// run.json with distributions, trials and conditions, and without them: what older folders lack is filled in or not recorded.

import assert from 'node:assert/strict';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { manifestSchema } from '../../../../src/core/runFolder/manifestSchema';
import { unrecordedConditions } from '../../../../src/shared/run/runConditions';
import { summarize, type RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedRun } from '../../shared/run/sketchedRun';

function read(manifest: object): RunManifest {
  return manifestSchema.parse(JSON.parse(JSON.stringify(manifest)));
}

describe('the figures in run.json', () => {
  it('have what was charged beside the answers, of older folders nothing', () => {
    const state = sketchedRun({ rows: { 'openai~m': '#x' } });
    state.models[0]!.otherCost.warmUps = { usd: 0.0001, calls: 1 };
    const manifest = manifestOf(state);
    assert.deepEqual(read(manifest).totals.otherCost, manifest.totals.otherCost);
    const { otherCost: _other, ...totals } = manifest.totals;
    const models = manifest.models.map(({ otherCost: _of, ...model }) => model);
    const older = read({ ...manifest, totals, models });
    assert.deepEqual([older.totals.otherCost, older.models[0]!.otherCost], [noOtherCost(), noOtherCost()]);
  });

  it('has the thinking tags of the user, which older folders did not record', () => {
    const manifest = manifestOf(sketchedRun({ rows: { 'openai~m': '#' } }), { thinkingTags: ['ponder'] });
    assert.deepEqual(read(manifest).thinkingTags, ['ponder']);
    const { thinkingTags: _tags, ...older } = manifest;
    assert.equal(read(older).thinkingTags, null);
  });

  it('are read as they were written', () => {
    const prompts = [1, 2].flatMap((place) =>
      [1, 2].map((number): Omit<PromptInfo, 'index'> => ({
        label: `p${place}`,
        variant: { prompt: place, kind: 'trial', number, of: 2 },
      })),
    );
    const state = sketchedRun({ rows: { 'openai~m': '#x!-' }, prompts });
    const manifest = manifestOf(state, {
      mode: 'speed',
      budgetUsd: 2,
      noise: { eventLoopLagMs: { p50: 0.1, p95: 1, max: 9 }, maxInFlight: 4, retries: 1 },
      iso: { holds: false, reasons: ['not iso because of something'] },
      imageSize: 'shared',
      refusedParameters: { 'openai~m': ['top_k'] },
    });
    const again = read(manifest);
    assert.equal(again.trials, 2);
    assert.deepEqual(
      again.models.map((model) => model.details),
      manifest.models.map((model) => model.details),
    );
    assert.deepEqual(again.models[0]!.details!.notRunKinds, { noVision: 1 });
    for (const field of Object.keys(unrecordedConditions) as (keyof typeof unrecordedConditions)[])
      assert.deepEqual(again[field], manifest[field], field);
  });

  it('get defaults in older folders: what follows from others is computed, the rest is not recorded', () => {
    const state = sketchedRun({
      rows: { 'openai~m': '#x!', 'openai~wrong': 'xxx', 'openai~unpriced': '#xx' },
      figures: (model) => ({ usd: model === 'openai~unpriced' ? null : 0.5 }),
    });
    const manifest = manifestOf(state);
    const withoutAny = (model: object): object =>
      Object.fromEntries(
        Object.entries(model).filter(([name]) => !['details', 'timePerCorrect', 'costPerCorrect'].includes(name)),
      );
    const older = Object.fromEntries(
      Object.entries({ ...manifest, models: manifest.models.map(withoutAny) }).filter(
        ([name]) => !(name in unrecordedConditions),
      ),
    );
    const again = read(older);
    assert.deepEqual(
      again.models.map(({ timePerCorrect, costPerCorrect, details }) => [timePerCorrect, costPerCorrect, details]),
      [
        [800, 1.5, null],
        [null, null, null],
        [1200, null, null],
      ],
    );
    assert.deepEqual(
      Object.fromEntries(Object.keys(unrecordedConditions).map((name) => [name, again[name as keyof RunManifest]])),
      { ...unrecordedConditions },
    );
  });

  it('leave the details out while a run goes on, when that is asked for', () => {
    assert.equal(summarize(sketchedRun({ rows: { 'openai~m': '#' } }), {}, false).models[0]!.details, null);
  });
});
