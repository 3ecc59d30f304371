// The picture of a result: its parts, its colors, its height, and the reviewed look of a few.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createResultPainter, type PaintResult } from '../../../../src/core/resultImage/createResultPainter';
import { colors, verdictColors } from '../../../../src/core/resultImage/colors';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { decodeIndexedPng, distDirectory, exampleResult, type DecodedPng } from './resultImageFixture';

const width = 960;

describe('A result image', () => {
  let paint: PaintResult;

  before(() => {
    paint = createResultPainter(distDirectory);
  });

  const picture = (changes: Partial<TestResult>, label: string | null = 'add 5 and 5'): DecodedPng =>
    decodeIndexedPng(paint(exampleResult(changes), { name: '#7', label }));

  it('is the same each time, after others too', () => {
    const once = paint(exampleResult(), { name: '#7', label: 'add 5 and 5' });
    paint(exampleResult({ verdict: 'error', score: null, got: '中文 '.repeat(900) }), { name: '#7', label: null });
    assert.ok(once.equals(paint(exampleResult(), { name: '#7', label: 'add 5 and 5' })));
    assert.ok(once.equals(createResultPainter(distDirectory)(exampleResult(), { name: '#7', label: 'add 5 and 5' })));
  });

  it('has the status bar below the card, with the mark and the color of the verdict', () => {
    for (const verdict of ['correct', 'incorrect', 'error'] as const) {
      const { width: wide, height, colorAt } = picture({ verdict });
      assert.equal(wide, width);
      assert.ok(near(colorAt(4, 40), verdictColors[verdict]), 'the accent of the card');
      assert.ok(near(colorAt(width - 5, 40), colors.page));
      assert.ok(near(colorAt(4, height - 5), colors.bar));
      const barTop = Array.from({ length: height }, (_, y) => y).find((y) => near(colorAt(2, y), colors.bar))!;
      assert.ok(height - barTop > 100 && height - barTop < 200);
      assert.ok(inColumn(colorAt, 25, barTop + 18, barTop + 70, verdictColors[verdict]) > 20, 'the mark');
      assert.ok(inColumn(colorAt, 44, barTop + 20, barTop + 68, '#ffffff') > 5, 'the sign in the mark');
    }
  });

  it('shows a simulated model as one', () => {
    const badge = ({ height, colorAt }: DecodedPng): number =>
      Array.from({ length: width }, (_, x) => inColumn(colorAt, x, height - 140, height, colors.simulated)).reduce(
        (sum, count) => sum + count,
        0,
      );
    assert.equal(badge(picture({ isSimulated: false })), 0);
    assert.ok(badge(picture({ isSimulated: true })) > 1000);
  });

  it('has the height its content needs, between limits', () => {
    const least = picture({ prompt: 'a', response: '10.0', reason: undefined }, 'a').height;
    const huge = 'words and more words\n'.repeat(100_000);
    const most = picture(
      {
        prompt: huge,
        response: `${huge}.`,
        expected: huge,
        got: huge,
        reason: huge,
        model: 'm/'.repeat(500),
        benchmarkName: huge,
        runId: 'r'.repeat(3000),
      },
      huge,
    ).height;
    assert.ok(least < 420, `${least}`);
    assert.ok(most > 1200 && most < 2200, `${most}`);
  });

  const oddTexts: { [name: string]: string } = {
    empty: '',
    'white space': ' \n\t ',
    'right to left': 'שלום עולם مرحبا بالعالم',
    control: '\u0000\u0001\u001b[31mred\u0007\u009f\u2028\u2029\u202e',
    emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇩🇪1️⃣',
    'half characters': '\ud83d\ude00\ud83d \ude00\udfff',
    'many marks': `e${'\u0301'.repeat(500)}`,
    'one word': 'x'.repeat(300_000),
    'one Han word': '汉'.repeat(100_000),
    'line breaks': '\r\n'.repeat(100_000),
  };
  for (const [name, text] of Object.entries(oddTexts)) {
    it(`draws a test whose texts are ${name}`, () => {
      const all = {
        prompt: text,
        response: `${text}.`,
        expected: text,
        got: text,
        reason: text,
        benchmarkName: text,
        model: text,
        providerLabel: text,
        runId: text,
        testType: text,
      };
      const png = paint(exampleResult({ ...all, error: { kind: 'api', message: text, status: 500 } }), {
        name: '#7',
        label: text,
      });
      assert.ok(png.length > 5000);
    });
  }

  for (const [name, changes] of Object.entries({
    correct: {},
    incorrect: {
      verdict: 'incorrect',
      score: 0,
      expected: '15.0',
      got: '30.0',
      reason: 'The program printed 30.0, and 15.0 was expected.',
      isSimulated: true,
      model: 'simulated~swift',
      providerLabel: 'Simulated',
    },
    error: {
      verdict: 'error',
      score: null,
      got: '',
      response: '',
      error: { kind: 'timeout', message: 'No token came within 120 s.', status: 504 },
    },
    scripts: {
      testType: 'raw_string_evaluator',
      prompt: 'Grüße, Ελληνικά, Русский, 中文简体 繁體 日本語 한국어',
      expected: 'Καλημέρα\nДобрый день',
      got: 'こんにちは世界',
      response: '你好世界 😀 안녕',
      verdict: 'incorrect',
      score: 0,
    },
  } satisfies { [name: string]: Partial<TestResult> })) {
    it(`looks as reviewed: ${name}`, async () => {
      const png = paint(exampleResult(changes), { name: '#7', label: 'add 5 and 5' });
      const file = join('test', 'unit', 'core', 'resultImage', 'pictures', `${name}.png`);
      if (process.env['UPDATE_REFERENCES'] === '1') await writeFile(file, png);
      const [drawn, reviewed] = [decodeIndexedPng(png), decodeIndexedPng(await readFile(file))];
      assert.deepEqual([drawn.width, drawn.height], [reviewed.width, reviewed.height]);
      let different = 0;
      for (let y = 0; y < drawn.height; y++)
        for (let x = 0; x < width; x++) if (!near(drawn.colorAt(x, y), reviewed.colorAt(x, y), 64)) different++;
      // Another processor may round the edge of a letter otherwise.
      assert.ok(different <= 0.002 * width * drawn.height, `${different} pixels differ`);
    });
  }
});

/** Colors are rounded to the palette's steps. */
function near(color: string, other: string, tolerance = 8): boolean {
  if (color === other) return true;
  const channels = (text: string): number[] => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  const wanted = channels(other);
  return channels(color).every((channel, at) => Math.abs(channel - wanted[at]!) <= tolerance);
}

function inColumn(colorAt: DecodedPng['colorAt'], x: number, from: number, to: number, color: string): number {
  let count = 0;
  for (let y = from; y < to; y++) if (near(colorAt(x, y), color)) count++;
  return count;
}
