// What the list of prompts says of a run, and how it gets its words.

import assert from 'node:assert/strict';
import { AnswerIndex } from '../../../../webview-ui/src/runPanel/answerIndex';
import { RunMatrix } from '../../../../webview-ui/src/runPanel/runMatrix';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { RunPrompts } from '../../../../webview-ui/src/runPanel/runPrompts';
import { mostShortAnswers, shortAnswerLength, shortAnswerOf } from '../../../../src/shared/results/shortAnswer';
import type { ShortAnswer } from '../../../../src/shared/results/shortAnswer';
import type { RunState } from '../../../../src/shared/run/runState';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

interface Asked {
  answers: AnswerIndex;
  /** Of each request, the tests that were asked for. */
  requests: string[][];
}

/** A host whose answer is `text` for each test; null for one that it can't read. */
function host(text: (model: string, index: number) => string | null): Asked {
  const requests: string[][] = [];
  const answers = new AnswerIndex(
    'run',
    async (tests) => {
      requests.push(tests.map(({ model, index }) => `${model} ${index}`));
      return tests.flatMap(({ model, index }): ShortAnswer[] => {
        const got = text(model, index);
        return got === null ? [] : [{ model, index, expected: '19', got, response: `It is ${got}.` }];
      });
    },
    () => undefined,
  );
  return { answers, requests };
}

function prompts(state: RunState, { answers }: Asked): { list: RunPrompts; matrix: RunMatrix } {
  const player = new RunPlayer(state, 'series', nobody);
  const matrix = new RunMatrix(player);
  return { matrix, list: new RunPrompts(player, matrix, answers) };
}

describe('the list of prompts', () => {
  const rows = { 'simulated~a': '#x!', 'simulated~b': '#xx', 'simulated~c': '#x#' };
  const answerOf = (model: string, index: number): string => (index === 2 && model.endsWith('c') ? '26' : '25');

  it('says of each who answered it, and what was got, the same answers together', async () => {
    const state = sketchedRun({ rows });
    const asked = host(answerOf);
    const { list } = prompts(state, asked);
    assert.deepEqual(list.listed('worst'), [1, 2, 0]);
    assert.equal(list.row(1).awaited, 3);
    await asked.answers.load(state, () => []);
    const { number, correct, judged, expected, answers, awaited } = list.row(1);
    assert.deepEqual([number, correct, judged, expected, awaited], [2, 0, 3, '19', 0]);
    assert.deepEqual(
      answers.map(({ got, count }) => `${got} ${count}`),
      ['25 2', '26 1'],
    );
    assert.deepEqual([list.row(2).errors, list.row(2).judged], [1, 3]);
  });

  it('counts shown models alone', async () => {
    const state = sketchedRun({ rows });
    const asked = host(answerOf);
    const { list, matrix } = prompts(state, asked);
    await asked.answers.load(state, () => []);
    matrix.show([2], 'all', '');
    assert.deepEqual(list.row(1).looks, ['incorrect']);
    assert.deepEqual(
      list.row(1).answers.map(({ got }) => got),
      ['26'],
    );
    matrix.show([0, 1, 2], 'errors', '');
    assert.deepEqual(list.listed('worst'), [2]);
  });

  it('finds a prompt by what was answered, as long as it is shown', async () => {
    const state = sketchedRun({ rows });
    const asked = host(answerOf);
    const { list, matrix } = prompts(state, asked);
    await asked.answers.load(state, () => []);
    list.answersCame();
    matrix.show([0, 1, 2], 'all', 'IT IS 26');
    assert.deepEqual(list.listed('number'), [1]);
    list.leave();
    assert.deepEqual(matrix.matches(), []);
  });

  it('asks for those on the screen first, for nothing twice, and for no more at once than may be', async () => {
    const state = sketchedRun({ rows: { 'simulated~a': '#'.repeat(300), 'simulated~b': 'x'.repeat(300) } });
    const asked = host((_, index) => (index === 7 ? null : '25'));
    await asked.answers.load(state, () => [250, 251]);
    assert.deepEqual(
      asked.requests.map(({ length }) => length),
      [mostShortAnswers, mostShortAnswers, mostShortAnswers],
    );
    assert.deepEqual(asked.requests[0]!.slice(0, 3), ['simulated~a 251', 'simulated~b 251', 'simulated~a 252']);
    assert.equal(new Set(asked.requests.flat()).size, 600);
    await asked.answers.load(state, () => []);
    assert.equal(asked.requests.length, 3);
    const [model] = state.models;
    assert.equal(asked.answers.of(model!.model, model!.tests[6]!), null);
    // Judged anew, it is another end of the test.
    model!.tests[0]!.verdict = 'incorrect';
    assert.equal(asked.answers.of(model!.model, model!.tests[0]!), undefined);
  });

  it('says why answers can’t be read, and asks no more', async () => {
    const state = sketchedRun({ rows });
    let requests = 0;
    const answers = new AnswerIndex(
      'run',
      async () => {
        requests++;
        throw new Error('The run folder is gone.');
      },
      () => undefined,
    );
    await answers.load(state, () => []);
    await answers.load(state, () => []);
    assert.deepEqual([answers.failure, requests], ['The run folder is gone.', 1]);
  });
});

describe('a short answer', () => {
  it('is cut where it is long, and never within a character', () => {
    const long = `${'x'.repeat(shortAnswerLength - 2)}😀😀😀`;
    const { got, response } = shortAnswerOf({ model: 'm', index: 1 }, { expected: '', got: long, response: 'short' });
    assert.equal(got, `${'x'.repeat(shortAnswerLength - 2)}😀…`);
    assert.equal(response, 'short');
  });
});
