// The figures of one test with their definitions, the same in the modal and on the test page.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { TestCost, TestTimings, TokenUsage } from '../../src/shared/events';
import { formatCost, formatCount, formatDuration, formatRate } from '../../src/shared/format';
import type { ModelInfo } from '../../src/shared/model';
import { testRate } from '../../src/shared/testText';

export interface TestFigure {
  name: string;
  /** Null is not recorded. */
  value: string | null;
  definition: string;
}

/** What is measured of a test; null where nobody recorded it. */
export interface MeasuredTest {
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
  return names.map((name) => ({ name: durations[name].name, value: known(timings?.[name], formatDuration), definition: durations[name].definition }));
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
    value: tokens && (tokens.input !== null || tokens.output !== null) ? `${formatCount(tokens.input)} + ${formatCount(tokens.output)}` : null,
    definition: tokens?.source === 'estimated' ? 'Input and output tokens, estimated by us: the model API gave no count.' : 'Input and output tokens as the model API counts them.',
  };
}

/** `$0.0034`, `$0 local`, `$0 simulated`. */
export function costFigureOf(model: ModelInfo, { cost }: MeasuredTest): TestFigure {
  const value = cost && cost.usd !== null ? `${formatCost(cost.usd)}${model.isSimulated ? ' simulated' : model.isLocal ? ' local' : ''}` : null;
  return { name: 'cost', value, definition: 'USD, at the prices recorded with the run.' };
}

export function renderTestFigures(figures: readonly TestFigure[]): TemplateResult {
  return html`<dl class="figures">
    ${figures.map(
      ({ name, value, definition }) =>
        html`<div title=${definition}>
          <dt>${name}</dt>
          <dd class="figure ${value === null ? 'muted' : ''}">${value ?? notRecorded}</dd>
        </div>`,
    )}
  </dl>`;
}

export const notRecorded = 'not recorded';

function known(value: number | null | undefined, format: (value: number) => string): string | null {
  return value === null || value === undefined ? null : format(value);
}
