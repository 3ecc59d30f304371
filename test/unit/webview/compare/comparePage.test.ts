// What the compare page and the trend compute before anything is drawn: names, fates in words, which tests answer a prompt, lines over time.

import assert from 'node:assert/strict';
import { recordedComparison, type RecordedComparisonOptions } from '../../../../webview-ui/dev/recordedComparison';
import {
  changeWords,
  comparedModelName,
  fateHover,
  fateLabel,
  nothingInCommon,
  promptName,
  sameFate,
  sideFacts,
  sideName,
} from '../../../../webview-ui/src/compare/differenceWords';
import { movedPrompt, movedTrial, openedPrompt, testsAt } from '../../../../webview-ui/src/compare/openedPrompt';
import { positionsOf } from '../../../../src/shared/protocols/comparisonView';

const options: RecordedComparisonOptions = { runs: 2, models: 2, prompts: 40, kind: 'usual' };

describe('the compare page', () => {
  const comparison = recordedComparison(options);
  const [difference] = comparison.differences;
  const model = difference!.models[0]!;
  const worse = positionsOf(model, ['worse']);

  it('names a prompt, with both numbers where the runs differ', () => {
    assert.equal(promptName({ label: 'add 5 and 5', numbers: [3, 3] }), '#3 add 5 and 5');
    assert.equal(promptName({ label: 'add 5 and 5', numbers: [3, 5] }), '#3/#5 add 5 and 5');
    assert.equal(promptName({ label: '', numbers: [7] }), '#7');
  });

  it('says what became of a prompt', () => {
    assert.equal(
      fateLabel(difference!, model, worse[0]!),
      '#5 add 17 and 11, then multiply by 3, worse: correct → incorrect',
    );
    assert.deepEqual(fateHover(difference!, model, 0), [
      '✓ both correct',
      'correct in both',
      '#1 add 5 and 7, then multiply by 3',
    ]);
    assert.equal(changeWords({ verdicts: { base: '!', other: '.' }, trials: null }, 0), 'error → not run');
    assert.equal(
      changeWords({ verdicts: { base: '#', other: 'x' }, trials: { base: [[3, 4]], other: [[1, 4]] } }, 0),
      '3 of 4 correct → 1 of 4',
    );
    assert.equal(
      changeWords({ verdicts: { base: '#', other: '!' }, trials: { base: [[3, 4]], other: [[0, 0]] } }, 0),
      'correct → error',
    );
  });

  it('calls the sides by what they are', () => {
    assert.deepEqual(
      [0, 1].map((at) => sideName(at, 2)),
      ['base', 'other'],
    );
    assert.deepEqual(
      [0, 1, 2].map((at) => sideName(at, 3)),
      ['base', 'run 2', 'run 3'],
    );
    const [base, other] = comparison.sides;
    assert.equal(sideFacts(base!), '21 Nov 2026, 17:45:03 · throughput mode · 40 prompts · 2 models');
    assert.equal(
      sideFacts({ ...base!, status: 'interrupted', promptCount: 1 }),
      '21 Nov 2026, 17:45:03 · interrupted · throughput mode · 1 prompt · 2 models',
    );
    assert.equal(comparedModelName(base!, other!, model), 'openai~gpt-4o');
    assert.equal(
      comparedModelName(base!, other!, { base: 'openai~gpt-4o', other: 'ollama~llama3.2' }),
      'openai~gpt-4o → ollama~llama3.2',
    );
  });

  it('asks for the answers of both runs, and walks through the prompts of the same fate', () => {
    const place = { difference: 0, model: 0, position: worse[0]!, trial: 0 };
    assert.deepEqual(testsAt(comparison, place), [
      { run: 'run-1', model: 'openai~gpt-4o', index: 5 },
      { run: 'run-2', model: 'openai~gpt-4o', index: 5 },
    ]);
    const opened = openedPrompt(comparison, place);
    assert.deepEqual(
      [opened.change, opened.place, opened.trial],
      ['correct → incorrect', { number: 1, count: worse.length, word: 'worse' }, { number: 0, count: 1 }],
    );
    const visited: number[] = [];
    for (let at: typeof place | null = place; at; at = movedPrompt(comparison, at, 1)) visited.push(at.position);
    assert.deepEqual(visited, worse);
    assert.deepEqual(sameFate(model, worse[0]!), worse);
    assert.equal(movedPrompt(comparison, place, -1), null);
    assert.equal(movedTrial(comparison, place, 1), null);
  });

  it('shows a column for every run that has the prompt and the model', () => {
    const three = recordedComparison({ ...options, runs: 3 });
    const place = { difference: 1, model: 1, position: 2, trial: 0 };
    assert.deepEqual(
      testsAt(three, place).map(({ run, index }) => [run, index]),
      [
        ['run-1', 3],
        ['run-2', 3],
        ['run-3', 3],
      ],
    );
    assert.deepEqual(
      openedPrompt(three, place).sides.map(({ name }) => name),
      ['base', 'run 2', 'run 3'],
    );
  });

  it('holds one model against another of the same run', () => {
    const models = recordedComparison(options, [
      { run: 'run-1', model: 'openai~gpt-4o' },
      { run: 'run-1', model: 'ollama~llama3.2' },
    ]);
    assert.deepEqual(testsAt(models, { difference: 0, model: 0, position: 0, trial: 0 }), [
      { run: 'run-1', model: 'openai~gpt-4o', index: 1 },
      { run: 'run-1', model: 'ollama~llama3.2', index: 1 },
    ]);
  });

  it('goes through the trials of a prompt', () => {
    const prompts = [{ label: 'p', numbers: [1, 4], base: [1, 2, 3], other: [4, 5] }];
    const trials = { base: [[2, 3] as [number, number]], other: [[0, 2] as [number, number]] };
    const tried = {
      ...comparison,
      differences: [{ ...difference!, prompts, models: [{ ...model, verdicts: { base: '#', other: 'x' }, trials }] }],
    };
    const first = { difference: 0, model: 0, position: 0, trial: 0 };
    const last = movedTrial(tried, movedTrial(tried, first, 1)!, 1)!;
    assert.deepEqual(
      testsAt(tried, last).map(({ index }) => index),
      [3, 5],
      'the last there is',
    );
    assert.equal(movedTrial(tried, last, 1), null);
    assert.deepEqual(openedPrompt(tried, last).trial, { number: 2, count: 3 });
  });

  it('says why there is nothing to compare and what to do', () => {
    assert.equal(nothingInCommon(difference!), null);
    const none = recordedComparison({ ...options, kind: 'nothing' }).differences[0]!;
    assert.match(nothingInCommon(none)!.what, /no prompt in common/);
    assert.match(
      nothingInCommon({ ...difference!, models: [], modelsOnlyInBase: ['a~b'], modelsOnlyInOther: ['c~d'] })!.what,
      /no model in common: a~b and c~d/,
    );
  });
});
