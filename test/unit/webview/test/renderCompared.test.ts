import assert from 'node:assert/strict';
import { measureFigures } from '../../../../src/shared/figures/measureFigures';
import { imageKinds } from '../../../../webview-ui/dev/recordedImageTest';
import { recordedTest } from '../../../../webview-ui/dev/recordedTest';
import { classStates, gotTitle, visible } from '../../../../webview-ui/src/test/renderCompared';
import { imageTestTypes } from '../../core/testTypes/imageTestTypes';
import { otherFindings } from '../../../../webview-ui/src/picture/otherFindings';

describe('answers compared', () => {
  it('give every class once, the right ones first', () => {
    assert.deepEqual(classStates({ truth: ['street', 'day'], found: ['night', 'street', 'night'] }), [
      { name: 'street', state: 'met' },
      { name: 'day', state: 'missed' },
      { name: 'night', state: 'extra' },
    ]);
  });

  it('show blanks that differ, and name what was got', () => {
    assert.equal(visible('a b\tc\nd'), 'a·b⇥c⏎\nd');
    assert.equal(gotTitle('execute_python_code_with_num_output'), 'Got (execution result)');
    assert.equal(gotTitle('ocr'), 'Got');
  });

  it('write measures with their names; an unknown one keeps its own', () => {
    const figures = measureFigures({ newOne: 0.12345, countError: 2, found: 9, count: 7 }).map(
      ({ name, value }) => `${name} ${value}`,
    );
    assert.deepEqual(figures, ['count 7', 'counted 9', 'off by +2', 'newOne 0.123']);
    assert.deepEqual(measureFigures(undefined), []);
    assert.deepEqual(
      measureFigures({ constructor: 1 }).map(({ name }) => name),
      ['constructor'],
    );
  });

  it('know whose findings can be laid over: other models that found anything', () => {
    const test = recordedTest({ models: 6, kind: 'point', row: 0, index: 3, hasImage: false });
    assert.deepEqual(
      otherFindings(test).map(({ title }) => title),
      ['ollama~llama3.2', 'simulated~swift', 'openai~o3-mini (high)'],
    );
    // The pages are looked at with recorded tests: every image test type has one.
    assert.deepEqual([...imageTestTypes, 'unparsable'].sort(), [...imageKinds].sort());
    for (const kind of imageKinds)
      assert.equal(
        recordedTest({ models: 6, kind, row: 0, index: 3, hasImage: false }).imageUrls.original,
        'picture.svg',
      );
  });
});
