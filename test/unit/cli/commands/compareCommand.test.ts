// compare, trend and the figures of `show`: what they say of runs on disk, their exit codes, and that the lines fit.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';
import type { CompareCommand, TrendCommand } from '../../../../src/cli/arguments/commands';
import { compareCommand } from '../../../../src/cli/commands/compareCommand';
import { trendCommand } from '../../../../src/cli/commands/trendCommand';
import { UsageError } from '../../../../src/cli/arguments/usageError';
import { type RunComparison } from '../../../../src/shared/comparing/compareRuns';
import { manifestOf, sketchedEvents, sketchedRun, type Sketch } from '../../shared/run/sketchedRun';

const gpt = 'openai~gpt-4o';

const llama = 'ollama~llama3.2';

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
