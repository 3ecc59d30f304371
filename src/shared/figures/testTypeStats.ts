// The figures of a model for each test type of a run: a fold over its tests, from the measures that their judgements left.
// Only judged tests enter a figure: an error is no answer, so it is counted beside them and never as wrong.

import { isImageTestType } from '../run/benchmark';
import type { PromptInfo } from '../run/events';
import { classFigures, confusionOf, type ConfusionMatrix } from './classStats';
import type { RunState, TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';
import { isJudged, measured, share, type TypeFigure } from './testTypeFigures';
import { testTypeOf } from '../run/testTypeOf';

export interface TestTypeStats {
  /** Canonical model string. */
  model: string;
  testType: string;
  /** The model's tests of this type, of which the figures count the judged ones. */
  tests: number;
  judged: number;
  errors: number;
  /** Not finished, or not to be run at all. */
  notRun: number;
  /** The same ones in the same order for every model of the run: the columns of a table. */
  figures: TypeFigure[];
  /** Of `classify` tests with one label; absent while there are none. */
  confusion?: ConfusionMatrix;
  /** Of `choice` prompts that were asked with their options rotated; absent where there are none. */
  circular?: CircularCheck;
}

export interface CircularCheck {
  /** Prompts of which every rotation was judged. */
  groups: number;
  /** Those of them with every rotation correct. */
  correct: number;
}

/** The test types of a run, in the order in which its prompts first have them. */
export function testTypesOf(state: Pick<RunState, 'testType' | 'prompts'>): string[] {
  return [...new Set(state.prompts.map((prompt) => testTypeOf(state, prompt.index)))];
}

/** True for a run that has more to say of its scores than the accuracy in its rows. */
export function hasTypeScores(run: Pick<RunState, 'testType' | 'prompts'>): boolean {
  return testTypesOf(run).some(isImageTestType);
}

/** One entry for each test type and model: by type in the order of `testTypesOf`, then by model in the order of the run. */
export function testTypeStats(state: RunState): TestTypeStats[] {
  const typeOf = new Map(state.prompts.map((prompt) => [prompt.index, testTypeOf(state, prompt.index)]));
  return testTypesOf(state).flatMap((testType) => {
    const prompts = state.prompts.filter((prompt) => typeOf.get(prompt.index) === testType);
    const rows = state.models.map(({ model, tests }) => ({
      model,
      tests: tests.filter((test) => typeOf.get(test.index) === testType),
    }));
    const judgedOfRun = rows.flatMap(({ tests }) => tests.filter(isJudged));
    return rows.map(({ model, tests }) => statsOf(model, testType, tests, prompts, judgedOfRun));
  });
}

function statsOf(
  model: string,
  testType: string,
  tests: readonly TestState[],
  prompts: readonly PromptInfo[],
  judgedOfRun: readonly TestState[],
): TestTypeStats {
  const judged = tests.filter(isJudged);
  const errors = tests.filter((test) => test.verdict === 'error').length;
  const circular = testType === 'choice' ? circularCheck(tests, prompts) : null;
  const confusion = testType === 'classify' ? confusionOf(judged) : null;
  return {
    model,
    testType,
    tests: tests.length,
    judged: judged.length,
    errors,
    notRun: tests.length - judged.length - errors,
    figures: figuresOf(testType, judged, judgedOfRun, circular),
    ...(confusion ? { confusion } : {}),
    ...(circular ? { circular } : {}),
  };
}

function figuresOf(
  testType: string,
  judged: readonly TestState[],
  judgedOfRun: readonly TestState[],
  circular: CircularCheck | null,
): TypeFigure[] {
  switch (testType) {
    case 'point':
      return pointFigures(judged);
    case 'box':
      return boxFigures(judged);
    case 'count':
      return countFigures(judged);
    case 'ocr':
      return ocrFigures(judged);
    case 'choice':
      return [accuracy(judged), ...(circular ? [circularAccuracy(circular)] : [])];
    case 'classify':
      return classFigures(judged, judgedOfRun);
    default:
      return [accuracy(judged)];
  }
}

function accuracy(judged: readonly TestState[]): TypeFigure {
  return {
    id: 'accuracy',
    name: 'Accuracy',
    unit: 'share',
    isLowerBetter: false,
    value: correctShare(judged),
    definition: 'Correct tests among those that were judged.',
  };
}

function pointFigures(judged: readonly TestState[]): TypeFigure[] {
  return [
    {
      id: 'hitRate',
      name: 'Hit rate',
      unit: 'share',
      isLowerBetter: false,
      value: correctShare(judged),
      definition:
        'Tests with a point of its own in every region and no further point (PointArena, arXiv 2505.09990), or any point in any region where the prompt asks for no more.',
    },
    ...meanRetrieval(judged, 'regions met by points'),
    {
      id: 'distance',
      name: 'Distance',
      unit: 'share',
      isLowerBetter: true,
      value: mean(judged, 'distance'),
      definition:
        "Mean distance of the points to the center of their region, or of the nearest one, as a share of the picture's diagonal; the mean over tests with a point.",
    },
  ];
}

function boxFigures(judged: readonly TestState[]): TypeFigure[] {
  // One box was to be found: what grounding benchmarks ask.
  const single = judged.filter((test) => test.measures?.bestIou !== undefined);
  const accuracyAt = (iou: number, source: string): TypeFigure => ({
    id: `acc${iou * 100}`,
    name: `Acc@${iou}`,
    unit: 'share',
    isLowerBetter: false,
    value: share(
      single.filter((test) => test.measures!.boxes === 1 && test.measures!.bestIou! >= iou - 1e-9).length,
      single.length,
    ),
    definition: `Tests for one box in which the only box given overlaps it with an IoU of at least ${iou} (${source}).`,
  });
  return [
    {
      id: 'accuracy',
      name: 'Correct',
      unit: 'share',
      isLowerBetter: false,
      value: correctShare(judged),
      definition: "Tests with every box found at the prompt's IoU and no further box.",
    },
    accuracyAt(0.5, 'RefCOCO, Yu et al. 2016'),
    accuracyAt(0.75, 'as COCO does, Lin et al. 2014'),
    accuracyAt(0.9, 'GroundingME'),
    {
      id: 'meanIou',
      name: 'Mean IoU',
      unit: 'score',
      isLowerBetter: false,
      value: mean(judged, 'iou'),
      definition:
        'Intersection over union of each expected box with the box given for it, 0 for none; the mean over the boxes of a test, then over tests.',
    },
    ...meanRetrieval(judged, "boxes found at the prompt's IoU"),
    {
      id: 'meanF1',
      name: 'F1 .5:.95',
      unit: 'score',
      isLowerBetter: false,
      value: mean(judged, 'meanF1'),
      definition:
        'F1 averaged over the IoU thresholds 0.5, 0.55 ... 0.95 (those of COCO, Lin et al. 2014, whose AP needs a confidence that models do not give); the mean over tests.',
    },
  ];
}

function countFigures(judged: readonly TestState[]): TypeFigure[] {
  const off = measured(judged, 'countError');
  const squares = meanOf(off.map((error) => error * error));
  return [
    {
      id: 'exact',
      name: 'Exact',
      unit: 'share',
      isLowerBetter: false,
      value: share(off.filter((error) => error === 0).length, off.length),
      definition: 'Counts that are exactly right (TallyQA, Acharya et al. 2019), whatever tolerance the prompt has.',
    },
    {
      id: 'accuracy',
      name: 'Correct',
      unit: 'share',
      isLowerBetter: false,
      value: correctShare(judged),
      definition: "Counts within the prompt's tolerance.",
    },
    {
      id: 'withinOne',
      name: 'Off by at most 1',
      unit: 'share',
      isLowerBetter: false,
      value: share(off.filter((error) => Math.abs(error) <= 1).length, off.length),
      definition: 'Counts that are right or one off (off-by-one accuracy, Dwibedi et al. 2020).',
    },
    {
      id: 'mae',
      name: 'MAE',
      unit: 'count',
      isLowerBetter: true,
      value: meanOf(off.map(Math.abs)),
      definition: 'Mean absolute error: how far off a count is on average.',
    },
    {
      id: 'rmse',
      name: 'RMSE',
      unit: 'count',
      isLowerBetter: true,
      value: squares === null ? null : Math.sqrt(squares),
      definition: 'Root of the mean squared error: as MAE, with large errors weighing more.',
    },
    {
      id: 'bias',
      name: 'Bias',
      unit: 'signed',
      isLowerBetter: null,
      value: meanOf(off),
      definition: 'Mean of found minus expected: below 0 the model counts too few, above 0 too many.',
    },
  ];
}

function ocrFigures(judged: readonly TestState[]): TypeFigure[] {
  const rates = judged.flatMap(({ measures }) =>
    measures?.cer === undefined || measures.characters === undefined
      ? []
      : [{ errors: measures.cer * measures.characters, characters: measures.characters }],
  );
  const characters = rates.reduce((sum, one) => sum + one.characters, 0);
  const errors = rates.reduce((sum, one) => sum + one.errors, 0);
  const meanFigure = (
    id: string,
    name: string,
    unit: TypeFigure['unit'],
    isLowerBetter: boolean,
    definition: string,
  ): TypeFigure => ({ id, name, unit, isLowerBetter, value: mean(judged, id), definition });
  return [
    {
      id: 'accuracy',
      name: 'Correct',
      unit: 'share',
      isLowerBetter: false,
      value: correctShare(judged),
      definition: "Texts that reach the prompt's metric and threshold.",
    },
    {
      id: 'cerMicro',
      name: 'CER',
      unit: 'share',
      isLowerBetter: true,
      value: share(errors, characters),
      definition:
        'Character error rate: substituted, missing and extra characters of all tests, over all characters expected; above 100% where much is extra.',
    },
    meanFigure(
      'cer',
      'Mean CER',
      'share',
      true,
      'The mean of the CER of each test, so that a short text counts as much as a long one.',
    ),
    meanFigure('wer', 'Mean WER', 'share', true, 'Word error rate: as CER, by words; the mean over tests.'),
    meanFigure(
      'anls',
      'ANLS',
      'score',
      false,
      'Average normalized Levenshtein similarity: 1 - edits / length of the longer text, 0 from half the length on (ST-VQA, Biten et al. 2019); the mean over tests.',
    ),
    meanFigure('exact', 'Exact', 'share', false, "Texts that are the same, after the prompt's normalization."),
  ];
}

function meanRetrieval(judged: readonly TestState[], what: string): TypeFigure[] {
  const figure = (id: string, name: string, definition: string): TypeFigure => ({
    id,
    name,
    unit: 'score',
    isLowerBetter: false,
    value: mean(judged, id),
    definition: `${definition} (${what}, one-to-one); the mean over tests.`,
  });
  return [
    figure('precision', 'Precision', 'Matched / found'),
    figure('recall', 'Recall', 'Matched / expected'),
    figure('f1', 'F1', 'The harmonic mean of precision and recall'),
  ];
}

/** MMBench's CircularEval (Liu et al. 2023). A prompt with an error or without all its rotations can't be told, and isn't counted. */
function circularCheck(tests: readonly TestState[], prompts: readonly PromptInfo[]): CircularCheck | null {
  const testAt = new Map(tests.map((test) => [test.index, test]));
  const groups = new Map<number, { of: number; tests: TestState[] }>();
  for (const { index, variant } of prompts) {
    if (variant?.kind !== 'rotation') continue;
    const group = groups.get(variant.prompt) ?? { of: variant.of, tests: [] };
    groups.set(variant.prompt, group);
    const test = testAt.get(index);
    if (test && isJudged(test)) group.tests.push(test);
  }
  const whole = [...groups.values()].filter((group) => group.tests.length === group.of);
  return groups.size === 0
    ? null
    : {
        groups: whole.length,
        correct: whole.filter((group) => group.tests.every((test) => test.verdict === 'correct')).length,
      };
}

function circularAccuracy({ groups, correct }: CircularCheck): TypeFigure {
  const definition =
    'Prompts answered correctly under every rotation of their options (CircularEval of MMBench, Liu et al. 2023); one with an error or an unfinished rotation is not counted.';
  return {
    id: 'circular',
    name: 'Circular',
    unit: 'share',
    isLowerBetter: false,
    value: share(correct, groups),
    definition,
  };
}

function correctShare(judged: readonly TestState[]): number | null {
  return share(judged.filter((test) => test.verdict === 'correct').length, judged.length);
}

function mean(judged: readonly TestState[], name: string): number | null {
  return meanOf(measured(judged, name));
}
