// The words that rows of a result image write, read where the pen writes them.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { answerRows } from '../../../../src/core/resultImage/answerRows';
import { labelRow } from '../../../../src/core/resultImage/cardRows';
import type { PicturePart } from '../../../../src/core/resultImage/drawableStatusBar';
import { FontBook } from '../../../../src/core/resultImage/fontBook';
import { Pen } from '../../../../src/core/resultImage/pen';
import { titleOf } from '../../../../src/core/resultImage/testWords';
import { imageResult } from './imageTestFixture';
import { distDirectory } from './resultImageFixture';

class ReadPen extends Pen {
  readonly written: string[] = [];

  override write(...[run, family, look, x, baseline]: Parameters<Pen['write']>): void {
    this.written.push(run.text);
    super.write(run, family, look, x, baseline);
  }
}

const question =
  'Which of the eleven signs above the counter names a dish without meat, and what does it cost for somebody who takes it home?';

describe('The words of a result image', () => {
  let pen: ReadPen;

  beforeEach(() => {
    const register = (bytes: Buffer, family: string): boolean => GlobalFonts.register(bytes, family) !== null;
    pen = new ReadPen(createCanvas(900, 900).getContext('2d'), new FontBook(join(distDirectory, 'fonts'), register));
  });

  const words = (rows: PicturePart[]): string => {
    pen.written.length = 0;
    rows.forEach((row) => row.draw(0, 0));
    return pen.written.join('');
  };
  const ocr = (expected: string, got: string): string =>
    words(answerRows(pen, imageResult('ocr', [], { expected, got, response: got }), { name: '#7', label: null }, 800));

  it('say that an OCR answer is empty, or only white space, or that nothing was to be read', () => {
    assert.match(ocr('Exit 5', ''), /EXPECTEDExit 5GOTempty$/);
    assert.match(ocr('Exit 5', ' \n '), /GOTonly white space$/);
    assert.match(ocr('', 'Exit'), /EXPECTEDemptyGOTExit$/);
    assert.doesNotMatch(ocr('Exit 5', 'Exit 5'), /empty/);
  });

  it('keep the letters of an Arabic difference joined, and the line from right to left', () => {
    // Of the word two letters are there: they are written as in the middle of the word.
    assert.match(ocr('شكرا جزيلا', 'شكر جزيلا'), /جزيلا/);
    const written = pen.written.filter((text) => /\p{Script=Arabic}/u.test(text));
    assert.deepEqual(written, ['جزيلا', '\u200dا', 'شكر\u200d']);
  });

  it('go on with a title that lists have cut, as far as the prompt has it', () => {
    const label = `${question.slice(0, 79)}…`;
    assert.equal(titleOf(label, `Look at it.\n${question}\nAnswer shortly.`), question);
    assert.equal(titleOf(label, question.replaceAll(' ', '   ')), question);
    assert.equal(titleOf(label, 'Something else.'), label);
    assert.equal(titleOf('short', question), 'short');
    const shown = words(labelRow(pen, question, { name: '#2 trial 2/3', label }, 880));
    assert.match(shown, /^PROMPT #2 TRIAL 2\/3.*takes it home\?$/);
  });
});
