// The sheet that VS Code shows before a run: figures of every model, totals of those that are chosen.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimateBenchmark } from '../../../../src/core/estimate/estimateBenchmark';
import type { RunEstimate } from '../../../../src/core/estimate/estimateRun';
import { estimateSheet } from '../../../../src/core/estimate/estimateSheet';
import { costRangeText } from '../../../../src/core/estimate/estimateWords';
import type { ShownSheet } from '../../../../src/shared/protocols/sheetProtocol';
import { runSettings } from '../run/engineFixture';
import { estimateOf } from './estimateOf';

const models = ['openai~gpt-4o', 'anthropic~claude-3-5-haiku-latest', 'simulated~swift'];

describe('the pre-run sheet', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-sheet-'));
  });
  after(() => rm(folder, { recursive: true }));

  const estimate = (chosen?: string[]): Promise<RunEstimate> =>
    estimateBenchmark({
      benchmarkPath: join(folder, 'b.yaml'),
      benchmarkText: JSON.stringify({
        benchmark_name: 'A <b>|*bold*',
        purpose: 'p',
        base_prompt: 'Say it.',
        test_type: 'raw_string_evaluator',
        models,
        prompts: [{ expectation: 'x' }, { expectation: 'y' }],
      }),
      runsDirectory: join(folder, 'runs'),
      place: { benchmarkFolder: folder, filesRoot: folder },
      ...(chosen ? { models: chosen } : {}),
      ...runSettings({ environment: { OPENAI_API_KEY: 'k' }, mode: null }),
    });
  const total = ({ totals }: ShownSheet, name: string): string | undefined =>
    totals.find((one) => one.name === name)?.value;

  it('has totals of the chosen models, which are what a run of these is estimated to be', async () => {
    const whole = await estimate();
    const all = estimateSheet(whole, whole);
    assert.equal(all.benchmarkName, 'A <b>|*bold*');
    assert.equal(total(all, 'Calls'), '6 calls (3 models x 2 prompts)');
    assert.equal(total(all, 'Cost'), costRangeText(whole));
    const chosen = await estimate(['openai~gpt-4o']);
    const one = estimateSheet(whole, chosen);
    assert.equal(total(one, 'Calls'), '2 calls (1 model x 2 prompts)');
    assert.equal(total(one, 'Cost'), costRangeText(chosen));
    assert.notEqual(total(one, 'Cost'), total(all, 'Cost'));
    assert.deepEqual(
      one.models.map(({ model, isChosen, calls }) => [model, isChosen, calls]),
      models.map((model) => [model, model === 'openai~gpt-4o', '2']),
    );
  });

  it('asks for keys of chosen models only, and says at the others what they lack', async () => {
    const whole = await estimate();
    const keyless = models[1]!;
    assert.deepEqual(estimateSheet(whole, whole).missingKeys, [
      { keyVariable: 'ANTHROPIC_API_KEY', models: [keyless] },
    ]);
    const sheet = estimateSheet(whole, await estimate([models[0]!]));
    assert.deepEqual(sheet.missingKeys, []);
    assert.deepEqual(
      sheet.models.map(({ lacks }) => lacks),
      [[], ['ANTHROPIC_API_KEY is not set'], []],
    );
  });

  it('has nothing to run when every model is left out', async () => {
    const sheet = estimateSheet(await estimate(), await estimate([]));
    assert.equal(total(sheet, 'Calls'), '0 calls (0 models x 2 prompts)');
    assert.equal(total(sheet, 'Input tokens'), '0');
    assert.ok(sheet.models.every(({ isChosen }) => !isChosen));
  });

  it('names what is not run, the judges with their price, and the budget', () => {
    const range = { low: 1, likely: 2, high: 3 };
    const whole = estimateOf({
      prompts: 12,
      budgetUsd: 1,
      judgeCalls: [{ judge: 'openai~gpt-4o', calls: 12, cost: range }],
    });
    const sheet = estimateSheet(whole, whole);
    assert.deepEqual(sheet.models[0]!.lacks, ['2 of 12 not run']);
    assert.equal(total(sheet, 'Budget'), '$1.00');
    assert.match(sheet.notes.join('\n'), /The budget of \$1\.00 is likely to end the run/);
    assert.match(sheet.notes.join('\n'), /12 calls to the judge openai~gpt-4o .* \$1\.00 to \$3\.00, likely \$2\.00/);
  });
});
