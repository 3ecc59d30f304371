// The text of result images, by its pixels: every script has letters of its own, nothing is dropped, nothing crashes.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import fc from 'fast-check';
import { whiteSpaceSigns } from '../../../../src/core/resultImage/diffBlock';
import { FontBook, hanLanguageOf } from '../../../../src/core/resultImage/fontBook';
import { Pen, type TextLook } from '../../../../src/core/resultImage/pen';
import { drawText, layOutText, type TextBlock } from '../../../../src/core/resultImage/textBlock';
import { distDirectory } from './resultImageFixture';

const look: TextLook = { style: 'sans', size: 32, lineHeight: 48, color: '#000000' };

const samples: { [script: string]: string } = {
  Latin: 'AaBbßÄéñøœŁőşțĦDžẞỳẾ',
  Greek: 'ΑαΒβΩωΈή',
  Cyrillic: 'АаБбЖжЯяЩщҐїћѢ',
  'Simplified Chinese': '中文简体汉字测试语言模型为这们对说学习',
  'Traditional Chinese': '繁體中文漢字測試語言模型為這們對說學習',
  Japanese: '日本語ひらがなカタカナ沢駅円気桜働込、。「」',
  Korean: '한국어텍스트뷁가힣값없',
  Arabic: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويپچگ',
  Hebrew: 'אבגדהוזחטיכלמנסעפצקרשתךםןףץ',
  Devanagari: 'अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह',
  Bengali: 'অআইঈকখগঘচছজঝটঠডঢণতথদধনপফবভমযরল',
  Tamil: 'அஆஇஈகஙசஞடணதநபமயரலவழளறன',
  Thai: 'กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
  signs: '“”„–—…€£¥½×÷±≠≤≥→√π°©®',
};

describe('The text of result images', () => {
  let pen: Pen;

  before(() => {
    const book = new FontBook(
      join(distDirectory, 'fonts'),
      (bytes, family) => GlobalFonts.register(bytes, family) !== null,
    );
    pen = new Pen(createCanvas(64, 64).getContext('2d'), book);
  });

  /** The pixels of a text at the left of a canvas, as a string that compares. */
  function ink(text: string, style: TextLook['style'] = 'sans'): { pixels: string; count: number } {
    const canvas = createCanvas(64, 64);
    const context = canvas.getContext('2d');
    const own = new Pen(context, pen.book);
    drawText(own, layOutText(own, text, { ...look, style }, { width: 60, maxLines: 1 }), 8, 8, '#000000');
    const alphas = context.getImageData(0, 0, 64, 64).data.filter((_, at) => at % 4 === 3);
    return { pixels: alphas.join(), count: alphas.filter((alpha) => alpha > 128).length };
  }

  for (const [script, characters] of Object.entries(samples)) {
    for (const style of ['sans', 'bold', 'mono'] as const) {
      it(`draws ${script} in ${style}, every character as itself`, () => {
        const seen = new Map<string, string>();
        for (const character of characters) {
          const family = pen.book.family(character, style, hanLanguageOf(characters));
          assert.notEqual(family, null, `no font for ${character}`);
          const drawn = ink(character, style);
          assert.ok(drawn.count > 5, `${character} has ink`);
          assert.notEqual(drawn.pixels, missingGlyph(family!, style), `${character} is no box`);
          seen.set(drawn.pixels, character);
        }
        // A few letters of different scripts look alike; most of one script do not.
        assert.ok(seen.size >= new Set(characters).size - 2, `${seen.size} of ${characters.length} differ`);
      });
    }
  }

  /** What the font itself draws for a character that it lacks. */
  function missingGlyph(family: string, style: TextLook['style']): string {
    const context = createCanvas(64, 64).getContext('2d');
    const own = new Pen(context, pen.book);
    const block: TextBlock = {
      lines: [{ runs: [{ text: '\uffff', family, level: 0, x: 0 }], width: 0, start: 0, end: 1 }],
      look: { ...look, style },
      omitted: 0,
      kept: 'start',
      width: 0,
      height: 48,
    };
    drawText(own, block, 8, 8, '#000000');
    return context
      .getImageData(0, 0, 64, 64)
      .data.filter((_, at) => at % 4 === 3)
      .join();
  }

  it('has a font for the signs that stand for white space', () => {
    for (const sign of Object.values(whiteSpaceSigns)) {
      const family = pen.book.family(sign, 'mono', 'chinese');
      assert.notEqual(family, null, sign);
      assert.notEqual(ink(sign, 'mono').pixels, missingGlyph(family!, 'mono'), sign);
    }
  });

  it('writes Han characters the Japanese way in a text with kana', () => {
    assert.equal(hanLanguageOf('直す'), 'japanese');
    assert.equal(hanLanguageOf('直接'), 'chinese');
    assert.notEqual(pen.book.family('直', 'sans', 'japanese'), pen.book.family('直', 'sans', 'chinese'));
  });

  it('has whole alphabets: every hangul syllable, kana, and the characters of Chinese and Japanese standards', () => {
    const missing = (from: number, to: number): number =>
      Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).filter(
        (one) => pen.book.family(one, 'sans', 'chinese') === null,
      ).length;
    assert.equal(missing(0xac00, 0xd7a3), 0, 'hangul');
    assert.ok(missing(0x3041, 0x3096) + missing(0x30a1, 0x30fe) <= 7, 'kana');
    assert.equal(missing(0x410, 0x45f), 0, 'Cyrillic');
    assert.equal(missing(0xc0, 0x17f), 0, 'Latin');
    for (const [encoding, allowed] of [
      ['gb2312', 40],
      ['big5', 240],
      ['shift_jis', 0],
    ] as const) {
      const lacking = levelOne(encoding).filter((one) => pen.book.family(one, 'sans', 'chinese') === null);
      assert.ok(lacking.length <= allowed, `${encoding}: ${lacking.length}, such as ${lacking.slice(0, 20).join('')}`);
    }
  });

  it('puts a box with the number of a character where no font has it, each its own', () => {
    const boxes = ['😀', '😁', '\u0007', '\u202e', '\ue000', 'ა', 'ក'].map((character) => ink(character).pixels);
    assert.equal(new Set(boxes).size, boxes.length);
    assert.ok(boxes.every((pixels) => pixels.split(',').some((alpha) => alpha !== '0')));
  });

  it('makes every character visible that nobody would see, but where it only chooses the form of a letter', () => {
    const isBoxed = (text: string): boolean =>
      layOutText(pen, text, look, { width: 500, maxLines: 1 }).lines[0]!.runs.some(({ family }) => family === null);
    const hidden = [
      '00ad',
      '034f',
      '061c',
      '180e',
      '200b',
      '200c',
      '200d',
      '200e',
      '200f',
      '2028',
      '202a',
      '202b',
      '202c',
    ];
    for (const code of [
      ...hidden,
      '202d',
      '202e',
      '2060',
      '2064',
      '2066',
      '2067',
      '2068',
      '2069',
      'fe0f',
      'feff',
      'e0041',
    ]) {
      const character = String.fromCodePoint(Number.parseInt(code, 16));
      assert.ok(code === '2028' || isBoxed(`a${character}b`), code);
      assert.ok(isBoxed(character) || code === '2028', `${code} alone`);
    }
    for (const text of ['نمی\u200cخواهم', 'क्\u200dष', '©\ufe0f', '葛\u{e0101}']) assert.ok(!isBoxed(text), text);
  });

  it('writes Hebrew from right to left', () => {
    const canvas = createCanvas(64, 64);
    const own = new Pen(canvas.getContext('2d'), pen.book);
    const limits = { width: 60, maxLines: 1 };
    const [left, right] = ['ב', 'א'].map((letter) => layOutText(own, letter, look, limits));
    drawText(own, left!, 8, 8, '#000000');
    drawText(own, right!, 8 + left!.width, 8, '#000000');
    const pixels = (context: typeof own.context): number[] =>
      Array.from(context.getImageData(0, 0, 64, 64).data.filter((_, at) => at % 4 === 3));
    const wanted = pixels(own.context);
    const word = new Pen(createCanvas(64, 64).getContext('2d'), pen.book);
    drawText(word, layOutText(word, 'אב', look, limits), 8, 8, '#000000');
    const differing = pixels(word.context).filter((alpha, at) => Math.abs(alpha - wanted[at]!) > 128).length;
    assert.ok(differing < 10, `${differing} pixels`);
  });

  it('joins the letters of Arabic, Devanagari and Bengali words', () => {
    const widthOf = (text: string): number => layOutText(pen, text, look, { width: 1000, maxLines: 1 }).width;
    for (const word of ['مستشفى', 'شكرا', 'لا', 'क्षत्रिय', 'স্বাধীনতা']) {
      const letters = [...word].reduce((sum, letter) => sum + widthOf(letter), 0);
      assert.ok(widthOf(word) < 0.95 * letters, `${word}: ${widthOf(word)} of ${letters}`);
    }
  });

  it('draws the same each time', () => {
    assert.equal(ink('中文 Ab').pixels, ink('中文 Ab').pixels);
  });

  it('says how much has no room', () => {
    const lay = (text: string, keep: 'start' | 'end'): TextBlock =>
      layOutText(pen, text, look, { width: 300, maxLines: 2, keep });
    assert.equal(lay('a\nb', 'start').omitted, 0);
    assert.equal(lay('a\nb\n', 'start').omitted, 0);
    assert.equal(lay('a\nb\ncde', 'start').omitted, 3);
    assert.equal(lay('cde\na\nb', 'end').omitted, 4);
    const huge = `${'x'.repeat(2_000_000)}😀`;
    const shown = lay(huge, 'start').lines.reduce((sum, line) => sum + line.end - line.start, 0);
    assert.equal(lay(huge, 'start').omitted, 2_000_001 - shown);
  });

  it('keeps every line within the width and loses no part of the text, whatever the text', () => {
    const graphemes = new Intl.Segmenter();
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom('\n', '\t', ' ', '\r\n', '中文', 'word-word/word', '\ud800', 'x'.repeat(90), '👨‍👩‍👧'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 80, max: 500 }), (parts, width) => {
        const text = parts.join('');
        const block = layOutText(pen, text, look, { width, maxLines: 10_000 });
        assert.equal(block.omitted, 0);
        let at = 0;
        for (const line of block.lines) {
          assert.match(text.slice(at, line.start), /^(\r\n|[\n\r\u0085\u2028\u2029])?$/);
          assert.ok(line.end >= line.start);
          at = line.end;
          const inked = line.runs.at(-1)?.text.trim() === '' ? 0 : line.width - trailingSpace(line.runs.at(-1));
          // No line is narrower than one letter, and `﷽` is a whole sentence in one.
          const letters = [...graphemes.segment(text.slice(line.start, line.end).trim())].length;
          assert.ok(letters === 1 || inked <= width + 0.5, `${inked} of ${width}`);
        }
        assert.match(text.slice(at), /^(\r\n|[\n\r\u0085\u2028\u2029])?$/);
      }),
      { numRuns: 60, examples: [[['﷽'], 80]] },
    );
  });

  /** Spaces at the end of a line may hang over. */
  function trailingSpace(run: TextBlock['lines'][number]['runs'][number] | undefined): number {
    if (!run || run.family === null) return 0;
    return pen.widthOf(run.text, run.family, look) - pen.widthOf(run.text.trimEnd(), run.family, look);
  }
});

/** The characters of an encoding's first level, in which a language is written every day. */
function levelOne(encoding: 'gb2312' | 'big5' | 'shift_jis'): string[] {
  const [from, to] = { gb2312: [0xb0, 0xf7], big5: [0xa4, 0xc6], shift_jis: [0x88, 0x9f] }[encoding] as [
    number,
    number,
  ];
  const decoder = new TextDecoder(encoding, { fatal: true });
  const found: string[] = [];
  for (let lead = from; lead <= to; lead++) {
    for (let trail = encoding === 'gb2312' ? 0xa1 : 0x40; trail <= 0xfe; trail++) {
      try {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        if (/^[\u4e00-\u9fff]$/.test(character)) found.push(character);
      } catch {
        // Not every pair of bytes is a character.
      }
    }
  }
  return found;
}
