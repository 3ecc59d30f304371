// Under which conditions a run was made, in words: mode, trials, budget, noise, iso. Pure; the same in panel and review page.

import type { RunMode } from '../../../src/shared/run/runMode';
import { formatCost, formatCount } from '../../../src/shared/text/format';
import { unrecordedConditions } from '../../../src/shared/run/runConditions';
import type { RunConditions, RunNoise } from '../../../src/shared/run/runConditions';

interface ConditionPart {
  name: string;
  text: string;
  definition: string;
  /** True for what makes the figures less than they seem. */
  isWarning: boolean;
  /** Sentences that belong to it. */
  details: string[];
}

/** From this lateness of timers on (p95, ms) the run is marked: a TTFT may then tell of our own machine. */
const noisyFrom = 10;

/** A cause of not being iso that is said at once is not longer. */
const longestCause = 60;

const modeWords: { [mode in RunMode]: { word: string; definition: string } } = {
  speed: {
    word: 'speed mode',
    definition:
      'One request at a time per host, no two models of a host at once, each model warmed up before: times are those of the model alone.',
  },
  throughput: {
    word: 'throughput mode',
    definition:
      'Several requests at once, so that times show the queueing of the service as well. Compare with runs in the same mode only.',
  },
  batch: {
    word: 'batch mode',
    definition:
      'All tests went in batches, which a model API answers within hours or days. Nobody can time such answers: accuracy, tokens and cost can be compared, times are n/a.',
  },
};

const unknownMode = {
  word: 'mode: not recorded',
  definition: 'The run was imported from a report, which does not say it.',
};

/** What there is to say, the most telling first. Older runs recorded less. */
export function conditionParts(conditions: Partial<RunConditions>): ConditionPart[] {
  const { mode, trials, budgetUsd, noise, iso, refusedParameters } = { ...unrecordedConditions, ...conditions };
  const { word, definition } = mode === null ? unknownMode : modeWords[mode];
  const refused = Object.entries(refusedParameters).filter(([, names]) => names.length > 0);
  return [
    part(
      'mode',
      mode === 'throughput' && noise ? `${word}, at most ${formatCount(noise.maxInFlight)} in flight` : word,
      definition,
    ),
    ...(trials > 1
      ? [
          part(
            'trials',
            `${formatCount(trials)} trials of each prompt`,
            'Each prompt was asked several times, with a random mark so that no cache makes one a copy of another.',
          ),
        ]
      : []),
    ...(budgetUsd === null
      ? []
      : [
          part(
            'budget',
            `budget ${formatCost(budgetUsd)}`,
            'When it is used up nothing more is sent; the rest is not run.',
          ),
        ]),
    isoPart(iso),
    noisePart(noise),
    ...(refused.length === 0
      ? []
      : [
          {
            ...part(
              'refused',
              'asked without parameters',
              'Their APIs refused them, or have no word for them, so that the models were asked without.',
            ),
            details: refused.map(([model, names]) => `${model}: ${names.join(', ')}`),
          },
        ]),
  ];
}

function isoPart(iso: RunConditions['iso']): ConditionPart {
  const definition =
    'Iso: sampling, effort, window, picture bytes, prompts, how answers came, requests at once, warm state and machine were known and equal for all models. What is left to the default of an API is not known.';
  if (iso === null) return part('iso', 'iso: not checked', definition);
  if (iso.holds) return part('iso', 'iso: models were treated alike', definition);
  return {
    ...part('iso', `not iso: ${causeText(iso.reasons)}`, definition),
    isWarning: true,
    details: iso.reasons,
  };
}

/** The one cause, or how many there are. */
function causeText(reasons: readonly string[]): string {
  const [cause = ''] = (reasons[0] ?? '').replace(/^not iso because /, '').split(': ');
  if (reasons.length === 1 && cause.length <= longestCause) return cause;
  return `${formatCount(reasons.length)} ${reasons.length === 1 ? 'thing was' : 'things were'} not equal`;
}

function noisePart(noise: RunNoise | null): ConditionPart {
  const definition = `By how much our own clock was late, the most requests in flight at once, attempts that were made again. When the p95 is not small beside a TTFT, that TTFT is not one of the model; from ${noisyFrom} ms on it is marked. A square whose own clock was late by more than a tenth of its TTFT has a cut corner.`;
  if (noise === null) return part('noise', 'noise: not measured', definition);
  const isWarning = isNoisy(noise);
  return {
    ...part('noise', noiseText(noise), definition),
    isWarning,
    details: isWarning
      ? [
          'The machine was busy while the times were taken: short ones, TTFT above all, are less certain than they look. Close other programs and run again.',
        ]
      : [],
  };
}

/** `our clock late by 1.2 ms (p95), at most 8 ms; at most 4 in flight; 3 retries` */
export function noiseText({ eventLoopLagMs, maxInFlight, retries }: RunNoise): string {
  return `our clock late by ${lag(eventLoopLagMs.p95)} (p95), at most ${lag(eventLoopLagMs.max)}; at most ${formatCount(maxInFlight)} in flight; ${retries === 0 ? 'no retries' : `${formatCount(retries)} ${retries === 1 ? 'retry' : 'retries'}`}`;
}

export function isNoisy({ eventLoopLagMs }: RunNoise): boolean {
  return eventLoopLagMs.p95 >= noisyFrom;
}

function part(name: string, text: string, definition: string): ConditionPart {
  return { name, text, definition, isWarning: false, details: [] };
}

function lag(ms: number): string {
  return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`;
}
