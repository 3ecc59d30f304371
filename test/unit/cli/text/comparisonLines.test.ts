import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { comparisonLines } from '../../../../src/cli/text/comparisonLines';
import { pText } from '../../../../src/shared/comparing/differenceRows';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import type { PromptInfo } from '../../../../src/shared/run/events';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedRun, type Sketch } from '../../shared/run/sketchedRun';

const plain = colorsOf({ write: () => true }, {});

const gpt = 'openai~gpt-4o';

function linesOf(base: Sketch, other: Sketch, width: number, changes: Partial<RunManifest> = {}): string[] {
  const [one, two] = [sketchedRun({ id: 'one', ...base }), sketchedRun({ id: 'two', ...other })];
  const [comparison] = compareRuns([
    { name: 'one', state: one, manifest: manifestOf(one) },
    { name: 'two', state: two, manifest: manifestOf(two, changes) },
  ]);
  return comparisonLines(comparison!, width, plain);
}

describe('what compare prints', () => {
  const base: Sketch = {
    rows: { [gpt]: '########x!' },
    figures: (_, index) => ({ total: 400 + index * 10, usd: 0.002 }),
  };
  const other: Sketch = {
    rows: { [gpt]: 'x#######' + '##', 'openai~new': '#' },
    figures: (_, index) => ({ total: 300 + index * 10, usd: 0.002 }),
  };

  it('says what was not equal first, then figures with their intervals, then the prompts', () => {
    assert.deepEqual(linesOf(base, other, Infinity, { attemptTimeoutMs: 60_000 }), [
      'base   one',
      'other  two',
      '',
      'Not equal, so that a difference may come from here:',
      '  time-out of an attempt  2 min 00 s -> 1 min 00 s',
      '',
      '10 prompts paired',
      '',
      gpt,
      '                          base          other  difference (95%)              pairs',
      `  ${'─'.repeat(108)}`,
      '  accuracy       88.9% (57-98)  88.9% (57-98)  0 points (-33.3 to +33.3)         9  could be chance (p = 1.00)',
      '  total p50             450 ms         350 ms  -100 ms (-100 ms to -100 ms)      9  faster',
      '  TTFT p50               50 ms          50 ms  0 ms (0 ms to 0 ms)               9  equal',
      '  cost a test          $0.0020        $0.0020  $0 ($0 to $0)                     9  equal',
      '  output tokens            5.0            5.0  0.0 (0.0 to 0.0)                  9  equal',
      '  worse (1)       #1 p1',
      '  better (1)      #9 p9',
      '  no verdict (1)  #10 p10 (error -> correct)',
      '',
      'Only in other: openai~new',
    ]);
  });

  it('explains a difference that goes the other way than the medians beside it', () => {
    // Four of seven prompts are 10 ms faster, and the median is still the slower one.
    const before = [100, 110, 120, 130, 140, 150, 160];
    const after = [90, 100, 110, 150, 160, 170, 150];
    const timed = (times: number[]): Sketch => ({
      rows: { [gpt]: '#######' },
      figures: (_, index) => ({ total: times[index - 1]!, ttft: 50 }),
    });
    const notes = linesOf(timed(before), timed(after), Infinity).filter((line) => line.includes('prompt by prompt'));
    assert.deepEqual(notes, [
      '  total p50: the median of other is higher (130 ms -> 150 ms), yet on half of the prompts or more other is faster; the difference (-10 ms) is taken prompt by prompt.',
    ]);
    assert.doesNotMatch(linesOf(base, other, Infinity).join('\n'), /prompt by prompt/);
  });

  it('compares each named check by itself, and says what judge models are worth', () => {
    const held = (row: string, index: number): number => (row[index - 1] === '#' ? 1 : 0);
    const sketch = (polite: string, short: string): Sketch => ({
      rows: { [gpt]: '########' },
      figures: (_, index) => ({
        measures: {
          'check: polite': held(polite, index),
          ...(index < 5 ? { 'check: short': held(short, index) } : {}),
          'check 3: contains': 1,
        },
      }),
    });
    const [one, two] = [sketch('########', '####'), sketch('xxxxxxx#', '###x')].map((each) => sketchedRun(each));
    const judge = { judge: 'openai~x', key: 'k', rubric: 'It is polite.', cost: { usd: 0, calls: 0 } };
    one!.judges.push({ ...judge, labels: 10, agreed: 9, kappa: 0.8 });
    two!.judges.push({ ...judge, labels: 0, agreed: 0, kappa: null });
    const [comparison] = compareRuns([
      { name: 'one', state: one!, manifest: null },
      { name: 'two', state: two!, manifest: null },
    ]);
    const text = comparisonLines(comparison!, Infinity, plain).join('\n');
    assert.match(
      text,
      /judge models +Judge openai~x agrees with 9 of 10 labels \(90%, kappa 0\.80\)\. Rubric: It is polite\. -> Judge openai~x is uncalibrated\. Rubric: It is polite\.$/m,
    );
    assert.match(
      text,
      /check: polite +100% \(\d+-100\) +12\.5% \(\d+-\d+\) +-87\.5 points \(-100 to -62\.5\) +8 +worse, hardly chance \(p = 0\.016\)/,
    );
    assert.match(text, /check: short +100% \(\d+-100\) +75% \(\d+-\d+\) +-25 points +4 +could be chance/);
    assert.doesNotMatch(text, /contains/);
    one!.judges = two!.judges;
    assert.deepEqual(
      compareRuns([
        { name: 'a', state: one!, manifest: null },
        { name: 'b', state: two!, manifest: null },
      ])[0]!.judging,
      ['Judge openai~x is uncalibrated. Rubric: It is polite.'],
    );
  });

  it('fits narrow terminals', () => {
    for (const width of [60, 72, 80, 100])
      for (const line of linesOf(base, other, width, { attemptTimeoutMs: 1 }))
        assert.ok(stringWidth(line) <= width, `${width}: ${line}`);
  });

  it('says when nothing differs, when nothing was judged, and what chance hardly does', () => {
    const text = (one: string, two: string): string =>
      linesOf({ rows: { [gpt]: one } }, { rows: { [gpt]: two } }, Infinity).join('\n');
    assert.match(text('#', '#'), /Nothing that was recorded differs[^]*no verdict differs[^]*too few pairs to say/);
    assert.match(
      text('!', '#'),
      /No prompt was judged on both sides\.\n {2}no verdict \(1\) {2}#1 p1 \(error -> correct\)/,
    );
    assert.match(text('#######', 'xxxxxxx'), /-100 points .* 7 {2}worse, hardly chance \(p = 0\.016\)/);
    assert.match(text('xxxxxxx', '#######'), /\+100 points .*better, hardly chance/);
    assert.match(
      text('#'.repeat(30), 'x'.repeat(30)),
      /worse \(30\) {2}#1 p1\n[^]*#20 p20\n +\.\.\. and 10 more \(--json has all\)/,
    );
  });

  it('names unpaired prompts, other places and trials', () => {
    const named = (label: string, hash: string): Omit<PromptInfo, 'index'> => ({ label, hash });
    const trials = [1, 2, 3].map((number): Omit<PromptInfo, 'index'> => ({
      ...named('b', '2'),
      variant: { prompt: 2, kind: 'trial', number, of: 3 },
    }));
    const text = linesOf(
      { rows: { [gpt]: '###x' }, prompts: [named('a', '1'), ...trials] },
      { rows: { [gpt]: 'x#' }, prompts: [named('b', '2'), named('c', '3')] },
      Infinity,
    ).join('\n');
    assert.match(text, /\n {2}trials of each prompt {2}3 -> 1\n/);
    assert.match(text, /1 prompt paired\n {2}only in base \(1\) {3}#1 a\n {2}only in other \(1\) {2}#2 c\n/);
    assert.match(text, /worse \(1\) {2}#2\/#1 b \(2 of 3 correct -> 0 of 1\)/);
  });

  it('does not round a p-value over its own limit', () => {
    assert.deepEqual([0.0496, 0.05, 0.34, 1, 0.0004, 0.0031].map(pText), [
      'p < 0.05',
      'p = 0.050',
      'p = 0.34',
      'p = 1.00',
      'p < 0.001',
      'p = 0.003',
    ]);
  });
});
