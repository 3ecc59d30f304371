// What went wrong in a run that is over.

import assert from 'node:assert/strict';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { recordedRun } from '../../../../webview-ui/dev/recordedRun';
import { errorGroups, examplesOf } from '../../../../webview-ui/src/runPanel/errorGroups';

const { events } = recordedRun({ models: 6, prompts: 30, slowness: 1, isPythonOpen: false });

describe('the errors of a run', () => {
  it('are one group a kind, most first, with the message that most have and every test', () => {
    const state = foldRun(events);
    const [first, second] = state.models;
    const fail = (
      model: (typeof state.models)[number],
      index: number,
      kind: 'api' | 'timeout',
      message: string,
    ): void => {
      Object.assign(model.tests[index - 1]!, { verdict: 'error', error: { kind, message } });
    };
    for (const { tests } of state.models)
      for (const test of tests) Object.assign(test, { verdict: 'correct', error: null });
    fail(first!, 3, 'timeout', 'It took longer than 60 s.');
    fail(first!, 6, 'api', 'internal error');
    fail(second!, 7, 'api', 'internal error');
    fail(second!, 9, 'api', 'overloaded');
    assert.deepEqual(errorGroups(state), [
      {
        kind: 'api',
        message: 'internal error',
        isSame: false,
        tests: [
          { model: first!.model, index: 6 },
          { model: second!.model, index: 7 },
          { model: second!.model, index: 9 },
        ],
      },
      {
        kind: 'timeout',
        message: 'It took longer than 60 s.',
        isSame: true,
        tests: [{ model: first!.model, index: 3 }],
      },
    ]);
    assert.deepEqual(errorGroups({ models: [] }), []);
  });

  it('show one test of each prompt', () => {
    const tests = [
      { model: 'a', index: 3 },
      { model: 'a', index: 9 },
      { model: 'b', index: 3 },
      { model: 'b', index: 4 },
    ];
    assert.deepEqual(examplesOf({ tests }, 3), [tests[0], tests[1], tests[3]]);
    assert.deepEqual(examplesOf({ tests }, 1), [tests[0]]);
  });
});
