// compare, trend and the figures of `show`: what they say of runs on disk, their exit codes, and that the lines fit.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';
import type { CompareCommand, TrendCommand } from '../../../../src/cli/arguments/commands';
import { compareCommand } from '../../../../src/cli/commands/compareCommand';
import { comparisonLines } from '../../../../src/cli/text/comparisonLines';
import { pText } from '../../../../src/shared/comparing/differenceRows';
import { figuresLines } from '../../../../src/cli/text/figuresLines';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { resultTable } from '../../../../src/cli/text/resultTable';
import { summaryLines } from '../../../../src/cli/text/summaryLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { trendCommand } from '../../../../src/cli/commands/trendCommand';
import { UsageError } from '../../../../src/cli/arguments/usageError';
import { compareRuns, type RunComparison } from '../../../../src/shared/comparing/compareRuns';
import type { PromptInfo } from '../../../../src/shared/run/events';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedEvents, sketchedRun, type Sketch } from '../../shared/run/sketchedRun';

const plain = colorsOf({ write: () => true }, {});
const gpt = 'openai~gpt-4o';
const llama = 'ollama~llama3.2';

function linesOf(base: Sketch, other: Sketch, width: number, changes: Partial<RunManifest> = {}): string[] {
  const [one, two] = [sketchedRun({ id: 'one', ...base }), sketchedRun({ id: 'two', ...other })];
  const [comparison] = compareRuns([
    { name: 'one', state: one, manifest: manifestOf(one) },
    { name: 'two', state: two, manifest: manifestOf(two, changes) },
  ]);
  return comparisonLines(comparison!, width, plain);
}

describe('the words of compare and trend', () => {
  const parse = (words: string): unknown => parseArguments(words.split(' '));

  it('are two runs or more, with what makes a regression', () => {
    const command = {
      kind: 'compare',
      references: ['a', 'b'],
      models: [],
      failOn: undefined,
      runs: 'runs',
      isJson: false,
    };
    assert.deepEqual(parse('compare a b'), command);
    assert.deepEqual(
      parse('compare --fail-on-regression a b'),
      { ...command, failOn: 'significant' },
      'the flag does not take the next word',
    );
    assert.deepEqual(parse('compare a b c --fail-on-regression=any --model gpt,llama --runs r --json'), {
      ...command,
      references: ['a', 'b', 'c'],
      failOn: 'any',
      models: ['gpt', 'llama'],
      runs: 'r',
      isJson: true,
    });
    assert.deepEqual(parse('compare a#gpt b#mini'), { ...command, references: ['a#gpt', 'b#mini'] });
    assert.deepEqual(parseArguments(['trend', 'Simple math', '--model', 'gpt']), {
      kind: 'trend',
      benchmark: 'Simple math',
      models: ['gpt'],
      runs: 'runs',
      isJson: false,
    });
  });

  const refusals: [words: string, message: RegExp][] = [
    ['compare', /two runs or more, but got none/],
    ['compare a', /two runs or more, but got a/],
    ['compare a b --fail-on-regression=some', /--fail-on-regression must be significant, any, not "some"/],
    ['compare a#x b --model y', /two ways to say the same/],
    ['trend', /trend needs a benchmark/],
    ['trend Simple math', /takes one benchmark, but got 2: Simple, math/],
  ];
  for (const [words, message] of refusals)
    it(`refuse \`${words}\``, () =>
      assert.throws(
        () => parse(words),
        (error) => error instanceof UsageError && message.test(error.message),
      ));
});

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
      '  accuracy       88.9% (57-98)  88.9% (57-98)  0 points                          9  could be chance (p = 1.00)',
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

describe('the figures of a run', () => {
  it('are a block a model, with percentiles only where n allows', () => {
    const rows = { [gpt]: `${'#'.repeat(15)}xxxxx!!`, [llama]: '#x-----' };
    const state = sketchedRun({
      rows,
      figures: (model, index) => ({
        total: index * 100,
        usd: model === gpt ? 0.001 : null,
        cached: index === 1 ? 4 : 0,
      }),
    });
    const lines = figuresLines(state, 100, plain);
    assert.deepEqual(lines.slice(0, 12), [
      '',
      gpt,
      '                 n     mean      min      p50      p90      p95      max',
      `  ${'─'.repeat(70)}`,
      '  total         20   1.05 s   100 ms   1.00 s   1.80 s   1.90 s   2.00 s',
      '  TTFT          20    50 ms    50 ms    50 ms    50 ms    50 ms    50 ms',
      '  per token     20  12.5 ms  12.5 ms  12.5 ms  12.5 ms  12.5 ms  12.5 ms',
      '  decode tok/s  20     80.0     80.0     80.0     80.0     80.0     80.0',
      '  e2e tok/s     20     70.0     70.0     70.0     70.0     70.0     70.0',
      '  accuracy            75% (53-89), 15 of 20 judged correct; in brackets the 95% interval',
      '  per correct answer  1.40 s, $0.0015',
      "  cached              1 judged test had input from the API's prompt cache, which may shorten TTFT",
    ]);
    const text = lines.join('\n');
    assert.match(text, /\n {2}errors +2 time-out\n/);
    assert.match(text, new RegExp(`\n${llama}\n +n +mean +min +p50 +max\n`));
    assert.match(text, /per correct answer {2}300 ms, cost n\/a \(0 of 2 priced\)\n[^]*not run +5 no vision$/);
    for (const width of [72, 80])
      for (const line of figuresLines(state, width, plain)) assert.ok(stringWidth(line) <= width, line);
  });

  it('fit 80 columns with all percentiles, leaving out what is least missed', () => {
    const state = sketchedRun({
      rows: { [gpt]: '#'.repeat(100) },
      figures: (_, index) => ({ total: 60_000 + index * 1000 }),
    });
    const lines = figuresLines(state, 80, plain);
    for (const line of lines) assert.ok(stringWidth(line) <= 80, line);
    assert.match(lines[2]!, /^ +n +p50 +p90 +p95 +p99 +max$/);
  });

  it('say what trials say, and nothing of a model that never ran', () => {
    const prompts = [1, 2].flatMap((place) =>
      [1, 2].map((number): Omit<PromptInfo, 'index'> => ({
        label: `p${place}`,
        variant: { prompt: place, kind: 'trial', number, of: 2 },
      })),
    );
    const text = figuresLines(sketchedRun({ rows: { [gpt]: '#x#!', [llama]: '....' }, prompts }), Infinity, plain).join(
      '\n',
    );
    assert.match(
      text,
      /trials +2 of each of 2 prompts: pass@1 75%, pass@2 100% \(of the 1 prompt with 2 judged\), all 2 0% \(of the 1 prompt with 2 judged\)\n +accuracy from 0% to 100% between trials; 1 prompt answered both ways\n +total of one prompt varies by 0% \(median\)/,
    );
    assert.doesNotMatch(text, /llama/);
  });

  it('have the interval beside the accuracy in the table, and what was not run below it', () => {
    const state = sketchedRun({ rows: { [gpt]: '##x--' } });
    assert.match(resultTable(state.models, 80, plain), /\nopenai~gpt-4o +2 +1 +0 +2 +66\.7% \(21-94\) /);
    assert.match(
      summaryLines(state, plain).join('\n'),
      /2 tests of openai~gpt-4o were not run \(no vision\): It takes no pictures\./,
    );
  });
});

describe('compare and trend on disk', () => {
  let folder: string;
  let output: { stdout: string; stderr: string };
  let context: CliContext;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-compare-'));
    output = { stdout: '', stderr: '' };
    const stream = (name: 'stdout' | 'stderr'): NodeJS.WriteStream =>
      ({
        write: (text: string, done?: () => void) => {
          output[name] += text;
          done?.();
          return true;
        },
      }) as unknown as NodeJS.WriteStream;
    context = {
      cwd: folder,
      environment: {},
      platform: process.platform,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      version: '0',
      distDirectory: folder,
      onInterrupt: () => () => undefined,
    };
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(id: string, sketch: Sketch, at = '2026-11-21T17:45:03+01:00'): Promise<void> {
    const whole = { ...sketch, id, at };
    await mkdir(join(folder, 'runs', id), { recursive: true });
    await writeFile(
      join(folder, 'runs', id, 'events.jsonl'),
      sketchedEvents(whole)
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    );
    await writeFile(join(folder, 'runs', id, 'run.json'), JSON.stringify(manifestOf(sketchedRun(whole))));
  }

  function compare(references: string[], more: Partial<CompareCommand> = {}): Promise<number> {
    return compareCommand(
      { kind: 'compare', references, models: [], failOn: undefined, runs: 'runs', isJson: false, ...more },
      context,
    );
  }

  function trend(benchmark: string, more: Partial<TrendCommand> = {}): Promise<number> {
    return trendCommand({ kind: 'trend', benchmark, models: [], runs: 'runs', isJson: false, ...more }, context);
  }

  it('gives a regression an exit code of its own', async () => {
    await write('base', { rows: { [gpt]: '#######' } });
    await write('worse', { rows: { [gpt]: 'xxxxxxx' } });
    await write('one-worse', { rows: { [gpt]: '######x' } });
    await write('failed', { rows: { [gpt]: '!!!!!!!' } });
    assert.equal(await compare(['base', 'worse']), 0);
    assert.equal(await compare(['base', 'worse'], { failOn: 'significant' }), 4);
    assert.match(
      output.stdout,
      /\n\nRegression \(more prompts worse than better, p < 0\.05\): openai~gpt-4o in worse\n$/,
    );
    assert.equal(await compare(['base', 'one-worse'], { failOn: 'significant' }), 0);
    assert.match(output.stdout, /\nNo regression \(/);
    assert.equal(await compare(['base', 'one-worse'], { failOn: 'any' }), 4);
    assert.equal(await compare(['worse', 'base'], { failOn: 'any' }), 0);
    assert.equal(await compare(['base', 'base', 'one-worse'], { failOn: 'any' }), 4, 'of all runs after the first');
    assert.equal(output.stderr, '');
    assert.equal(await compare(['base', 'failed'], { failOn: 'significant' }), 2, 'no answer at all is no pass');
    assert.match(output.stderr, /Nothing can be said of openai~gpt-4o of failed/);
    assert.equal(await compare(['base', 'failed'], { failOn: 'any' }), 4);
  });

  it('takes models of the runs, alone and against each other', async () => {
    await write('base', { rows: { [gpt]: '##', 'openai~gpt-4o-mini': '#x', [llama]: 'xx' } });
    assert.equal(await compare(['base#gpt-4o-mini', 'base#llama'], { isJson: true }), 0);
    const { comparisons } = JSON.parse(output.stdout) as { comparisons: RunComparison[] };
    assert.deepEqual(
      comparisons.map((one) => [
        one.base,
        one.other,
        one.models.map((model) => [model.base, model.other, model.worsened.length]),
      ]),
      [['base#openai~gpt-4o-mini', `base#${llama}`, [['openai~gpt-4o-mini', llama, 1]]]],
    );
    output.stdout = '';
    await compare(['base', 'base'], { models: ['gpt'], isJson: true, failOn: 'any' });
    const found = JSON.parse(output.stdout) as { comparisons: RunComparison[]; regressions: unknown[] };
    assert.deepEqual(
      [found.comparisons[0]!.models.map((model) => model.base), found.regressions],
      [[gpt, 'openai~gpt-4o-mini'], []],
    );
    await assert.rejects(
      compare(['base#gpt', 'base#llama']),
      /base#gpt can mean 2 models: openai~gpt-4o, openai~gpt-4o-mini/,
    );
    await assert.rejects(compare(['base#gpt5', 'base']), /base: There is no model gpt5/);
  });

  it('refuses runs that have nothing in common', async () => {
    await write('one', { rows: { [gpt]: '##' } });
    await write('two', { rows: { [llama]: '##' } });
    await write('three', {
      rows: { [gpt]: '##' },
      prompts: [
        { label: 'x', hash: 'a' },
        { label: 'y', hash: 'b' },
      ],
    });
    await assert.rejects(
      compare(['one', 'two']),
      /one and two have no model in common: openai~gpt-4o and ollama~llama3\.2/,
    );
    await assert.rejects(compare(['one', 'three']), /one and three have no prompt in common/);
    await assert.rejects(compare(['one', 'none']), UsageError);
  });

  it('shows the trend of a benchmark by name, part and file', async () => {
    await write('a', { name: 'Simple math', rows: { [gpt]: '#x' } }, '2026-11-20T08:00:00+01:00');
    await write('b', { name: 'Simple math', rows: { [gpt]: '##' } }, '2026-11-21T08:00:00+01:00');
    await write('c', { name: 'Street signs', rows: { [llama]: 'xx' } });
    assert.equal(await trend('simple MATH'), 0);
    assert.deepEqual(output.stdout.split('\n').slice(0, 6), [
      'Simple math',
      '',
      gpt,
      'run  judged       accuracy  total p50     cost  how',
      '─'.repeat(58),
      'a         2     50% (9-91)     400 ms  $0.0020  throughput',
    ]);
    assert.match(output.stdout, /\nb {9}2 {2}100% \(34-100\)/);
    output.stdout = '';
    await writeFile(
      join(folder, 'signs.yaml'),
      [
        'benchmark_name: Street signs',
        'purpose: p',
        'base_prompt: "{{word}}"',
        'evaluator: raw_string_evaluator',
        'models: [llama3.2]',
        'prompts:',
        '  - dynamic_variables: { word: a }',
        '    expectation: a',
        '',
      ].join('\n'),
    );
    assert.equal(await trend('signs.yaml', { isJson: true }), 0);
    assert.deepEqual(
      (JSON.parse(output.stdout) as { models: { model: string; points: { run: string }[] }[] }).models.map(
        ({ model, points }) => [model, points[0]!.run],
      ),
      [[llama, 'c']],
    );
    await assert.rejects(trend('s'), /s can mean 2 benchmarks: .*Simple math/);
    await assert.rejects(
      trend('Simple meth'),
      (error) => error instanceof UsageError && /Did you mean Simple math\?/.test(error.hint ?? ''),
    );
    await assert.rejects(trend('math', { models: ['llama'] }), /There is no model llama/);
    await assert.rejects(trend('x', { runs: 'nowhere' }), /There are no runs in nowhere/);
    await writeFile(join(folder, 'bad.yaml'), 'benchmark_name: x\n');
    await assert.rejects(trend('bad.yaml'), /bad\.yaml is no valid benchmark/);
  });
});
