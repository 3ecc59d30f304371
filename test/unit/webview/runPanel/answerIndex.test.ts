import assert from 'node:assert/strict';
import { AnswerIndex } from '../../../../webview-ui/src/runPanel/answerIndex';
import { answerLine } from '../../../../webview-ui/src/runPanel/answerLine';
import { rowGrid } from '../../../../webview-ui/src/runPanel/rowGrid';
import { RunPlayer } from '../../../../webview-ui/src/runPanel/runPlayer';
import { sketchedRun } from '../../shared/run/sketchedRun';
import { nobody } from './nobody';

describe('expected and got in a hover', () => {
  const state = sketchedRun({ rows: { 'simulated~a': '#x!.x' } });

  it('comes as soon as the words are here, and is asked for once', async () => {
    const asked: number[] = [];
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const answers = new AnswerIndex(
      'run',
      async (tests) => {
        asked.push(...tests.map(({ index }) => index));
        return tests.map((test) => ({ ...test, expected: '19', got: '25', response: '' }));
      },
      () => tell(),
    );
    const grid = rowGrid(new RunPlayer(state, 'series', nobody), 0, answers)!;
    assert.ok(!grid.hoverOf(1).includes('expected 19 · got 25'));
    await told;
    assert.equal(grid.hoverOf(1)[2], 'expected 19 · got 25');
    // An error and a test that has not run have none.
    grid.hoverOf(2);
    grid.hoverOf(3);
    assert.deepEqual(asked, [2]);
  });

  it('asks one at a time, and of tests that were passed over only for the last', async () => {
    const asked: number[] = [];
    let answerFirst = (): void => undefined;
    const first = new Promise<void>((resolve) => (answerFirst = resolve));
    const answers = new AnswerIndex(
      'run',
      async (tests) => {
        asked.push(tests[0]!.index);
        if (asked.length === 1) await first;
        return [];
      },
      () => undefined,
    );
    const { tests } = state.models[0]!;
    const looking = answers.look('simulated~a', tests[0]!);
    await answers.look('simulated~a', tests[1]!);
    await answers.look('simulated~a', tests[4]!);
    answerFirst();
    await looking;
    assert.deepEqual(asked, [1, 5]);
    assert.equal(answers.of('simulated~a', tests[4]!), null, 'there is none to be had');
    await answers.look('simulated~a', tests[4]!);
    assert.deepEqual(asked, [1, 5]);
  });

  it('does without where the host can not say', async () => {
    const answers = new AnswerIndex(
      'run',
      () => Promise.reject(new Error('gone')),
      () => undefined,
    );
    await answers.look('simulated~a', state.models[0]!.tests[0]!);
    assert.equal(answers.of('simulated~a', state.models[0]!.tests[0]!), undefined);
    assert.equal(answers.failure, null);
  });

  it('is short, on one line, and says what is empty', () => {
    assert.equal(answerLine({ expected: '19', got: '19' }), 'got 19, as expected');
    assert.equal(answerLine({ expected: '10', got: '10.0' }), 'expected 10 · got 10.0');
    assert.equal(answerLine({ expected: 'a\nb', got: '' }), 'expected a b · got nothing');
    assert.equal(answerLine({ expected: 'x', got: 'y'.repeat(300) }), `expected x · got ${'y'.repeat(79)}…`);
  });
});
