// The figures of one test with their definitions, the same in the modal and on the test page.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { TestCost, TestTimings, TokenUsage } from '../../../src/shared/run/testMeasurement';
import { formatCost, formatCount, formatDuration, formatRate } from '../../../src/shared/text/format';
import type { ModelInfo } from '../../../src/shared/run/model';
import { testRate } from '../../../src/shared/words/testText';

export interface TestFigure {
  name: string;
  /** Null is what `missingWord` says. */
  value: string | null;
  definition: string;
}

/** What is measured of a test; null where nobody recorded it. */
interface MeasuredTest {
  timings: TestTimings | null;
  tokens: TokenUsage | null;
  cost: TestCost | null;
}

export function rateFigureOf(test: MeasuredTest): TestFigure {
  const rate = testRate(test);
  const isEndToEnd = rate?.basis === 'endToEnd';
  return {
    name: isEndToEnd ? 'speed, e2e' : 'speed, decode',
    value: rate && formatRate(rate.value),
    definition: isEndToEnd ? 'Output tokens / total duration.' : '(output tokens - 1) / (last token - first token).',
  };
}

/** Durations of a test; `names` chooses and orders them. */
export function durationFigures({ timings }: MeasuredTest, names: readonly (keyof typeof durations)[]): TestFigure[] {
  return names.map((name) => ({
    name: durations[name].name,
    value: known(timings?.[name], formatDuration),
    definition: durations[name].definition,
  }));
}

const durations = {
  ttft: { name: 'TTFT', definition: 'Time to first token: dispatch to the first token, reasoning or answer.' },
  ttfa: { name: 'TTFA', definition: 'Time to first token of the answer proper, after any reasoning.' },
  total: { name: 'total', definition: 'From dispatch of the request to the end of its answer.' },
  load: { name: 'load', definition: 'Loading the model into memory, as its server reports it.' },
  queue: { name: 'queue', definition: 'Waiting for a free slot before the first dispatch; not part of the total.' },
  retry: { name: 'retries', definition: 'Failed attempts and the waits between them; not part of the total.' },
  evaluation: { name: 'evaluation', definition: 'Judging the answer.' },
} as const;

export function tokensFigureOf({ tokens }: MeasuredTest): TestFigure {
  return {
    name: 'tokens in + out',
    value: tokensText(tokens, { in: '', out: '' }),
    definition: tokensDefinition(tokens),
  };
}

/** `212 in (128 cached) + 33 out (12 reasoning)`, with `est.` where the API gave no count; null where nothing is known. */
export function tokensText(tokens: TokenUsage | null, words: { in: string; out: string }): string | null {
  if (!tokens || (tokens.input === null && tokens.output === null)) return null;
  const part = (count: number | null, word: string, share: number | null, shareWord: string): string =>
    `${formatCount(count)}${word}${share ? ` (${formatCount(share)} ${shareWord})` : ''}`;
  return `${part(tokens.input, words.in, tokens.cached, 'cached')} + ${part(tokens.output, words.out, tokens.reasoning, 'reasoning')}${tokens.source === 'estimated' ? ' est.' : ''}`;
}

const countedBy: Readonly<Record<TokenUsage['source'], string>> = {
  usage: 'as the model API counts them',
  estimated: 'estimated by us: the model API gave no count',
  counted: 'counted by VS Code: hidden reasoning is not in them',
};

export function tokensDefinition(tokens: TokenUsage | null): string {
  return `Input and output tokens, ${countedBy[tokens?.source ?? 'usage']}. Cached ones are part of the input: the API took them from its prompt cache, which may shorten TTFT. Reasoning is part of the output.`;
}

/** `$0.0034`, `$0 local`, `$0 simulated`. */
export function costFigureOf(model: ModelInfo, { cost }: MeasuredTest): TestFigure {
  const value =
    cost && cost.usd !== null
      ? `${formatCost(cost.usd)}${model.isSimulated ? ' simulated' : model.isLocal ? ' local' : ''}`
      : null;
  return { name: 'cost', value, definition: 'USD, at the prices recorded with the run.' };
}

/** `missing` stands for what has no value. */
export function renderTestFigures(figures: readonly TestFigure[], missing: string = notRecorded): TemplateResult {
  return html`<dl class="figures">
    ${figures.map(
      ({ name, value, definition }) =>
        html`<div title=${definition}>
          <dt>${name}</dt>
          <dd class="figure ${value === null ? 'muted' : ''}">${value ?? missing}</dd>
        </div>`,
    )}
  </dl>`;
}

const notRecorded = 'not recorded';

/**
 * What stands for a figure that a test lacks. A test that was run here has what there was to measure: an OCR engine has no tokens, and an
 * answer in one piece no rate. An imported report, which doesn't say how often was asked, leaves figures out that there may have been.
 */
export function missingWord(result: { attempts?: number | null }): string {
  return result.attempts === null || result.attempts === undefined ? notRecorded : 'n/a';
}

function known(value: number | null | undefined, format: (value: number) => string): string | null {
  return value === null || value === undefined ? null : format(value);
}
