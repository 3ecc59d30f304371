import assert from 'node:assert/strict';
import stringWidth from 'string-width';
import { figuresLines } from '../../../../src/cli/text/figuresLines';
import { resultTable } from '../../../../src/cli/text/resultTable';
import { summaryLines } from '../../../../src/cli/text/summaryLines';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import type { PromptInfo } from '../../../../src/shared/run/events';
import { sketchedRun } from '../../shared/run/sketchedRun';

const plain = colorsOf({ write: () => true }, {});

const gpt = 'openai~gpt-4o';

const llama = 'ollama~llama3.2';

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
