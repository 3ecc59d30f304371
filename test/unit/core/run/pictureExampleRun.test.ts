// A real run of the image example with the OCR engine that comes with the product: the baseline that other models are held against.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildTesseract } from '../../../../scripts/buildTesseract.mjs';
import { readTestResult } from '../../../storedTests';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { RunOutcome } from '../../../../src/core/run/runRequest';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { testTypeStats } from '../../../../src/shared/figures/testTypeStats';
import { distDirectory, EngineFixture, never, recorder } from './engineFixture';

const examples = resolve('examples');
const model = 'tesseract~eng';

describe('the image example, read by tesseract', () => {
  let fixture: EngineFixture;
  let run: RunOutcome;
  let results: TestResult[];

  before(async () => {
    fixture = await EngineFixture.make();
    await buildTesseract(join(distDirectory, 'tesseract'));
    const benchmarkPath = join(examples, 'pictures.yaml');
    const benchmarkText = await readFile(benchmarkPath, 'utf8');
    run = await runBenchmark(
      fixture.request(
        { models: [], prompts: [] },
        { benchmarkPath, benchmarkText, models: [model], filesRoot: examples },
      ),
      recorder(),
      never,
    );
    const finished = run.state.models[0]!.tests.filter((test) => test.phase === 'finished');
    results = await Promise.all(finished.map(({ index }) => readTestResult(run.runDirectory, model, index)));
  });
  after(() => fixture?.remove());

  const said = ({ images, verdict, response, reason, error }: TestResult): string =>
    `${images[0]!.source} ${verdict} ${reason ?? error?.message ?? ''} ${response.slice(0, 120)}`;

  it('reads at least 90% of the clean text, and none of it wrong by more than a few characters', () => {
    const clean = results.filter(({ images }) => /\/text-clean-/.test(images[0]!.source));
    assert.ok(clean.length >= 5, `${clean.length} prompts of clean text`);
    const correct = clean.filter(({ verdict }) => verdict === 'correct');
    assert.ok(correct.length / clean.length >= 0.9, clean.map(said).join('\n'));
    for (const result of clean) assert.ok(result.measures!.cer! <= 0.1, said(result));
  });

  it('points at the words of the screens and frames them', () => {
    const found = results
      .filter(({ testType }) => testType === 'point' || testType === 'box')
      .filter(({ response }) => response !== '');
    assert.ok(found.length >= 4, `${found.length} prompts with a word`);
    for (const result of found) assert.equal(result.verdict, 'correct', said(result));
    assert.deepEqual([...new Set(found.map(({ testType }) => testType))].sort(), ['box', 'point']);
  });

  it('is not run on what it can not do, with the reason, and is asked the rest', () => {
    const askedOf = new Map<string, number>();
    for (const { index, phase, notRun, verdict } of run.state.models[0]!.tests) {
      const testType = run.state.prompts[index - 1]!.testType!;
      if (phase === 'finished') {
        askedOf.set(testType, (askedOf.get(testType) ?? 0) + 1);
        continue;
      }
      assert.deepEqual([verdict, notRun?.kind], ['not_run', 'unsupported'], `${index} ${testType}`);
      // Places of what is no text have no word to look for.
      assert.match(
        notRun!.message,
        testType === 'point' || testType === 'box' ? /`word`/ : new RegExp(`can't do ${testType}`),
      );
    }
    assert.deepEqual([...askedOf.keys()].sort(), ['box', 'ocr', 'point']);
    assert.equal(askedOf.get('ocr'), run.state.prompts.filter(({ testType }) => testType === 'ocr').length);
  });

  it('has figures of its test types, and costs nothing', () => {
    const ocr = testTypeStats(run.state).find(({ testType }) => testType === 'ocr')!;
    assert.equal(ocr.judged, ocr.tests);
    for (const { cost } of run.state.models[0]!.tests) assert.ok(!cost || cost.usd === 0, JSON.stringify(cost));
  });
});
