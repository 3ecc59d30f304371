// What is appended to a prompt: the form of each test type and of each family, and never what is right.

import assert from 'node:assert/strict';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { coordinateProfiles, findProfile } from '../../../../src/core/coordinates/coordinateProfiles';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import { writtenTestTypes, type Expectation, type TestTypeName } from '../../../../src/shared/run/benchmark';
import type {
  BoxExpectation,
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
  PointExpectation,
} from '../../../../src/shared/run/imageExpectation';
import { imageTestTypes } from './imageTestTypes';

function picture(profile: string, width = 800, height = 600): PictureContext {
  return {
    width: 4321,
    height: 3241,
    sentWidth: width,
    sentHeight: height,
    profile: findProfile(profile)!,
    chosenBy: 'table',
  };
}

function answerForm(testType: TestTypeName, wanted: Expectation, shown: PictureContext | null): string {
  return findTestType(testType).answerForm(wanted, shown);
}

function expectation(
  value:
    PointExpectation | BoxExpectation | CountExpectation | OcrExpectation | ChoiceExpectation | ClassifyExpectation,
): Expectation {
  return { ...value };
}

const point = expectation({ regions: [{ label: 'secretlabel', box: [111, 222, 333, 444] }], match: 'all' });
const box = expectation({ boxes: [{ label: 'secretlabel', box: [111, 222, 333, 444] }], iou: 0.57, labels: 'match' });

describe('answerForm', () => {
  it('asks for px of the picture as it is sent', () => {
    assert.equal(
      answerForm('point', point, picture('pixels')),
      'The picture is 800 px wide and 600 px high. Give coordinates in px of the picture: x from 0 at the left edge to 800 at the right edge, y from 0 at the top to 600 at the bottom.\n' +
        'Answer only in this form, with an entry for each point: {"points": [{"x": x, "y": y, "label": "name"}]}\nIf there is none, answer {"points": []}',
    );
  });

  it("asks for px of what a model's own resize makes of the picture", () => {
    assert.match(
      answerForm('box', box, picture('claude_pixels', 1920, 1080)),
      /is 1456 px wide and 819 px high.* to 1456 at .* to 819 at .*\{"objects": \[\{"label": "name", "box": \[x1, y1, x2, y2\]\}\]\}/s,
    );
    assert.match(
      answerForm('box', box, picture('qwen25_pixels', 1920, 1080)),
      /is 1932 px wide and 1092 px high.*\[\{"bbox_2d": \[x1, y1, x2, y2\], "label": "name"\}\]/s,
    );
  });

  it("asks for a family's own form and range", () => {
    const gemini = answerForm('box', box, picture('gemini_yx1000'));
    assert.match(
      gemini,
      /is 800 px wide and 600 px high\. Give coordinates in thousandths.* to 1000 at .*\[\{"box_2d": \[ymin, xmin, ymax, xmax\], "label": "name"\}\]/s,
    );
    assert.match(answerForm('point', point, picture('gemini_yx1000')), /\[\{"point": \[y, x\], "label": "name"\}\]/);
    assert.match(answerForm('point', point, picture('qwen_xy1000')), /\[\{"point_2d": \[x, y\], "label": "name"\}\]/);
    assert.match(
      answerForm('point', point, picture('molmo_percent')),
      /to 100 at the right.*<point x="x" y="y" alt="name">name<\/point>/s,
    );
    assert.match(
      answerForm('box', box, picture('deepseek_999')),
      /to 999 at the right.*<\|ref\|>name<\|\/ref\|><\|det\|>\[\[x1, y1, x2, y2\]\]<\|\/det\|>/s,
    );
    assert.match(answerForm('box', box, picture('paligemma_1024')), /<locYMIN><locXMIN><locYMAX><locXMAX> name/);
    assert.match(answerForm('box', box, picture('yx_pixels')), /"box": \[y1, x1, y2, x2\]/);
  });

  it('never says what is right', () => {
    for (const { id } of coordinateProfiles) {
      for (const text of [answerForm('point', point, picture(id)), answerForm('box', box, picture(id))])
        assert.doesNotMatch(text, /secretlabel|111|222|333|444|0\.57|4321|3241/, id);
    }
    const count = expectation({ count: 37, tolerance: 5, points: [[111, 222]] });
    assert.equal(
      answerForm('count', count, picture('pixels')),
      'Answer with JSON only: {"count": N}, where N is a whole number.',
    );
    const ocr = expectation({ texts: ['secret words'], normalize: ['case'], metric: 'cer', threshold: 0.05 });
    assert.doesNotMatch(answerForm('ocr', ocr, picture('pixels')), /secret|cer|0\.05/);
  });

  it('shows options and classes, the same whichever is right', () => {
    const choice = (answer: string): string =>
      answerForm('choice', expectation({ options: { A: 'a cat', B: 'a dog' }, answer }), null);
    assert.equal(
      choice('A'),
      'A. a cat\nB. a dog\n\nAnswer with JSON only: {"answer": "X"}, where X is the letter of the right option.',
    );
    assert.equal(choice('A'), choice('B'));
    const classify = (labels: string[], isMultiple: boolean): string =>
      answerForm('classify', expectation({ choices: ['cat', 'dog', 'bird'], labels, isMultiple }), null);
    assert.equal(
      classify(['dog'], false),
      'The classes are:\n- cat\n- dog\n- bird\n\nAnswer with JSON only: {"label": "..."}, the one class that fits, written as in the list.',
    );
    assert.match(classify(['dog'], true), /\{"labels": \["\.\.\.", \.\.\.\]\}, every class that fits/);
    assert.equal(classify(['dog'], true), classify(['cat', 'bird'], true));
  });

  it('appends nothing to text tests', () => {
    const text = writtenTestTypes.filter((name) => !imageTestTypes.includes(name));
    assert.deepEqual(
      text.map((name) => answerForm(name, '10', null)),
      text.map(() => ''),
    );
  });

  it('throws for places without a picture', () => {
    assert.throws(() => answerForm('point', point, null), /no picture/);
  });
});
