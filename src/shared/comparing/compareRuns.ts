// What is different between runs of the same prompts: verdicts with McNemar's exact test, times, cost and size with paired bootstrap
// intervals, and what was not equal besides. Pure: states and manifests in, plain JSON out.

import { pairedDifference, type PairedDifference, type Statistic } from '../statistics/bootstrap';
import { areOnSeveralMachines } from '../run/machines';
import type { TestTimings } from '../run/testMeasurement';
import { pairPrompts, type PromptPair, type PromptPairing } from './pairPrompts';
import type { PromptGroup } from './promptGroups';
import { mcNemarExact, wilsonInterval, type Interval } from '../statistics/proportions';
import { runInequalities, type Inequality, type RunFactsSide } from './runInequalities';
import type { ModelState, TestState } from '../run/runState';
import { namedMeasures } from '../testTypes/checkTitles';
import { meanOf, medianOf } from '../statistics/statistics';
import { isJudged, type Verdict } from '../run/verdict';
import { judgeNotes } from '../words/agreementText';

/** A run that takes part. */
export interface ComparedRun extends RunFactsSide {
  /** What it is called in the comparison. */
  name: string;
  /** Only this model (canonical string), held against the chosen model of the other run, whichever that is; absent for every model against itself. */
  model?: string;
}

/** How a prompt ended on one side. Of several trials the verdict is that of the majority: correct when more than half of the judged ones are. */
export interface PromptOutcome {
  /** Of the prompt in the file of its run, from 1. */
  number: number;
  verdict: Verdict;
  correct: number;
  judged: number;
  /** The tests it is made of: 1-based indexes in their run. */
  indexes: number[];
}

export interface PromptChange {
  label: string;
  base: PromptOutcome;
  other: PromptOutcome;
}

/** Accuracy over the prompts that both sides judged. */
export interface ComparedAccuracy {
  correct: number;
  /** 0-1; null when no prompt was judged on both sides. */
  share: number | null;
  /** 95% Wilson. */
  interval: Interval | null;
}

/** What is measured, as differences (other - base) over the prompts that both sides judged; null where no pair has the figure. */
export interface ComparedFigures {
  /** The sides that several machines measured: there are no times then. */
  severalMachines: ('base' | 'other')[];
  /** Median of the differences of `total`, ms. */
  total: PairedDifference | null;
  /** Median, ms. */
  ttft: PairedDifference | null;
  /** Mean, USD a test; pairs without a known cost on both sides are left out. */
  costUsd: PairedDifference | null;
  /** Mean, output tokens a test, reasoning included. */
  outputTokens: PairedDifference | null;
}

/** Of two sides over the same prompts. */
export interface ComparedAccuracies {
  base: ComparedAccuracy;
  other: ComparedAccuracy;
  /** The mean of what each prompt gained, where right is 1 and wrong 0; null without a pair. */
  difference: PairedDifference | null;
}

/** One named check of `expect` by itself, over the prompts that both sides judged by it; the counts are prompts. */
export interface ComparedCheck {
  name: string;
  judged: number;
  accuracy: ComparedAccuracies;
  improved: number;
  worsened: number;
  pValue: number;
}

export interface ModelComparison {
  /** Canonical strings; the same twice unless models were chosen. */
  base: string;
  other: string;
  /** Prompts that both sides judged. */
  judged: number;
  accuracy: ComparedAccuracies;
  improved: PromptChange[];
  worsened: PromptChange[];
  same: PromptChange[];
  /** Prompts that ended in error or were not run on at least one side: they say nothing of right and wrong. */
  unjudged: PromptChange[];
  /** McNemar's exact test, two-sided. */
  pValue: number;
  figures: ComparedFigures;
  checks: ComparedCheck[];
}

/** One run against the base. */
export interface RunComparison {
  base: string;
  other: string;
  pairing: PromptPairing;
  notEqual: Inequality[];
  /** Where different models are compared: why a run of theirs is not iso in itself. */
  notIso: string[];
  /** How far the judge models can be trusted that judged both runs; where that differs it is among `notEqual`. */
  judging: string[];
  models: ModelComparison[];
  /** Models that only one of the runs has. */
  onlyInBase: string[];
  onlyInOther: string[];
}

/** Below this a split of verdicts is called a difference. */
export const significance = 0.05;

/** Each run after the first against the first. */
export function compareRuns(runs: readonly ComparedRun[]): RunComparison[] {
  const [base, ...others] = runs;
  return base ? others.map((other) => compareTwo(base, other)) : [];
}

function compareTwo(base: ComparedRun, other: ComparedRun): RunComparison {
  const pairing = pairPrompts(base.state.prompts, other.state.prompts);
  const pairs = modelPairs(base, other);
  const names = (some: readonly ModelState[], others: readonly ModelState[]): string[] =>
    some.filter((model) => !others.some((one) => one.model === model.model)).map((model) => model.model);
  const areChosen = base.model !== undefined || other.model !== undefined;
  return {
    base: base.name,
    other: other.name,
    pairing,
    notEqual: runInequalities(
      base,
      other,
      pairs.map((pair) => ({ base: pair.base.model, other: pair.other.model })),
    ),
    notIso: pairs.some((pair) => pair.base.model !== pair.other.model)
      ? [...new Set([base, other].flatMap(({ manifest }) => manifest?.iso?.reasons ?? []))]
      : [],
    judging: judgingOf(base, other),
    models: pairs.map((pair) => compareModels(pair.base, pair.other, pairing.pairs)),
    onlyInBase: areChosen ? [] : names(base.state.models, other.state.models),
    onlyInOther: areChosen ? [] : names(other.state.models, base.state.models),
  };
}

/** Where they differ it is among what was not equal. */
function judgingOf(base: ComparedRun, other: ComparedRun): string[] {
  const [notes, others] = [judgeNotes(base.state), judgeNotes(other.state)];
  return notes.join('\n') === others.join('\n') ? notes : [];
}

/** A side without a chosen model takes the one that the other side chose. */
function modelPairs(base: ComparedRun, other: ComparedRun): { base: ModelState; other: ModelState }[] {
  const find = ({ state }: ComparedRun, model: string): ModelState | undefined =>
    state.models.find((one) => one.model === model);
  const chosen = base.model ?? other.model;
  const wanted =
    chosen === undefined
      ? base.state.models.map(({ model }) => [model, model] as const)
      : [[base.model ?? chosen, other.model ?? chosen] as const];
  return wanted.flatMap(([one, two]) => {
    const [left, right] = [find(base, one), find(other, two)];
    return left && right ? [{ base: left, other: right }] : [];
  });
}

function compareModels(base: ModelState, other: ModelState, pairs: readonly PromptPair[]): ModelComparison {
  const sides = pairs.map((pair) => ({ base: testsOf(base, pair.base), other: testsOf(other, pair.other) }));
  const figure = (statistic: Statistic, value: (test: TestState) => number | null): PairedDifference | null =>
    differenceOf(sides, statistic, value);
  const severalMachines = (['base', 'other'] as const).filter((side) =>
    areOnSeveralMachines(sides.flatMap((tests) => tests[side])),
  );
  const time = (value: (timings: TestTimings) => number | null): PairedDifference | null =>
    severalMachines.length > 0 ? null : figure('median', ({ timings }) => timings && value(timings));
  return {
    ...compareVerdicts(base, other, pairs),
    figures: {
      severalMachines,
      total: time(({ total }) => total),
      ttft: time(({ ttft }) => ttft),
      costUsd: figure('mean', (test) => test.cost?.usd ?? null),
      outputTokens: figure('mean', (test) => test.tokens?.output ?? null),
    },
    checks: comparedChecks(sides),
  };
}

/** Only the verdicts of two rows, of one run or of two. */
export function compareVerdicts(
  base: ModelState,
  other: ModelState,
  pairs: readonly PromptPair[],
): Omit<ModelComparison, 'figures' | 'checks'> {
  const changes = pairs.map((pair): PromptChange => ({
    label: pair.label,
    base: outcomeOf(testsOf(base, pair.base), pair.base),
    other: outcomeOf(testsOf(other, pair.other), pair.other),
  }));
  const judged = changes.filter((change) => change.base.judged > 0 && change.other.judged > 0);
  const improved = judged.filter((change) => change.base.verdict === 'incorrect' && change.other.verdict === 'correct');
  const worsened = judged.filter((change) => change.base.verdict === 'correct' && change.other.verdict === 'incorrect');
  return {
    base: base.model,
    other: other.model,
    judged: judged.length,
    accuracy: accuraciesOver(judged),
    improved,
    worsened,
    same: judged.filter((change) => change.base.verdict === change.other.verdict),
    unjudged: changes.filter((change) => change.base.judged === 0 || change.other.judged === 0),
    pValue: mcNemarExact(improved.length, worsened.length),
  };
}

/** Of several trials of a prompt a check holds when it did in most of them. */
function comparedChecks(sides: readonly { base: TestState[]; other: TestState[] }[]): ComparedCheck[] {
  const names = namedMeasures(sides.flatMap(({ base, other }) => [...base, ...other]));
  return names.map(({ name, measure }) => {
    const pairs = sides.map(({ base, other }) => ({ base: heldIn(base, measure), other: heldIn(other, measure) }));
    const judged = pairs.filter(({ base, other }) => base.judged > 0 && other.judged > 0);
    const changed = (from: Verdict, to: Verdict): number =>
      judged.filter(({ base, other }) => base.verdict === from && other.verdict === to).length;
    const [improved, worsened] = [changed('incorrect', 'correct'), changed('correct', 'incorrect')];
    return {
      name,
      judged: judged.length,
      accuracy: accuraciesOver(judged),
      improved,
      worsened,
      pValue: mcNemarExact(improved, worsened),
    };
  });
}

function heldIn(tests: readonly TestState[], measure: string): Pick<PromptOutcome, 'verdict' | 'judged'> {
  const values = tests.filter(isJudged).flatMap(({ measures }) => measures?.[measure] ?? []);
  const held = values.filter((value) => value === 1).length;
  return { verdict: 2 * held > values.length ? 'correct' : 'incorrect', judged: values.length };
}

function testsOf(model: ModelState, group: PromptGroup): TestState[] {
  return group.indexes.flatMap((index) => model.tests[index - 1] ?? []);
}

function outcomeOf(tests: readonly TestState[], { number }: PromptGroup): PromptOutcome {
  const judged = tests.filter(isJudged).length;
  const correct = tests.filter((test) => test.verdict === 'correct').length;
  const unjudged = tests.some((test) => test.verdict === 'error') ? 'error' : 'not_run';
  return {
    number,
    verdict: judged === 0 ? unjudged : 2 * correct > judged ? 'correct' : 'incorrect',
    correct,
    judged,
    indexes: tests.map((test) => test.index),
  };
}

type Judged = Pick<PromptOutcome, 'verdict'>;

function accuraciesOver(pairs: readonly { base: Judged; other: Judged }[]): ComparedAccuracies {
  const right = ({ verdict }: Judged): number => (verdict === 'correct' ? 1 : 0);
  return {
    base: accuracyOver(pairs.map(({ base }) => base)),
    other: accuracyOver(pairs.map(({ other }) => other)),
    difference: pairedDifference(
      pairs.map(({ base, other }) => ({ before: right(base), after: right(other) })),
      'mean',
    ),
  };
}

function accuracyOver(outcomes: readonly Judged[]): ComparedAccuracy {
  const correct = outcomes.filter((outcome) => outcome.verdict === 'correct').length;
  return {
    correct,
    share: outcomes.length === 0 ? null : correct / outcomes.length,
    interval: wilsonInterval(correct, outcomes.length),
  };
}

/** Several trials of a prompt become one value first, so that each pair is one prompt. */
function differenceOf(
  sides: readonly { base: TestState[]; other: TestState[] }[],
  statistic: Statistic,
  value: (test: TestState) => number | null,
): PairedDifference | null {
  const ofTrials = (tests: readonly TestState[]): number | null => {
    const values = tests.filter(isJudged).flatMap((test) => value(test) ?? []);
    return statistic === 'mean' ? meanOf(values) : medianOf(values);
  };
  const pairs = sides.flatMap((side) => {
    const [before, after] = [ofTrials(side.base), ofTrials(side.other)];
    return before === null || after === null ? [] : [{ before, after }];
  });
  return pairedDifference(pairs, statistic);
}
