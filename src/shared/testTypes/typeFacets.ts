// What everybody may know of a test type, in a browser too. How it judges is in src/core/testTypes.

import type { PromptInfo } from '../run/events';
import type { TestMeasures } from '../run/testMeasurement';
import type { TestState } from '../run/runState';
import type { ConfusionMatrix } from './classStats';
import type { TypeFigure } from './typeFigure';

/** The tests of one type and model of a run. */
export interface TypeTests {
  tests: readonly TestState[];
  judged: readonly TestState[];
  /** The judged tests of all models: they decide which figures there are. */
  judgedOfRun: readonly TestState[];
  /** The prompts of the type. */
  prompts: readonly PromptInfo[];
}

export interface CircularCheck {
  /** Prompts of which every rotation was judged. */
  groups: number;
  /** Those of them with every rotation correct. */
  correct: number;
}

export interface TypeScores {
  /** The same ones in the same order for every model of the run: the columns of a table. */
  figures: TypeFigure[];
  /** Of `classify` tests with one label; absent while there are none. */
  confusion?: ConfusionMatrix;
  /** Of `choice` prompts that were asked with their options rotated; absent where there are none. */
  circular?: CircularCheck;
}

/** How expected and got are held against each other for people. */
type ShownAs =
  /** Two texts. */
  | 'values'
  /** Marks on the picture. */
  | 'places'
  /** A number and by how much it is off. */
  | 'count'
  /** One text with its differences marked. */
  | 'text'
  /** The options of a choice, the right one and the chosen one marked. */
  | 'options'
  /** The classes, right ones and named ones marked. */
  | 'labels'
  /** Each check with its own verdict. */
  | 'checks';

/** As what two values are held against each other; null where that is neither. */
type ComparedAs = 'text' | 'number' | 'textOrNumber' | 'json' | null;

export interface TypeFacets {
  /** What it judges, one sentence for whoever picks one. */
  judges: string;
  /** True when it executes model-written Python, so that a run starts and states a Python runner, and asks for consent. */
  runsPython: boolean;
  /** True when it means nothing without a picture; the others may have one. */
  needsPicture: boolean;
  /** True when the answer is a place on the picture, so that a coordinate profile matters. */
  hasPlaces: boolean;
  shownAs: ShownAs;
  comparedAs: ComparedAs;
  /** What one judgement measured, in a few words each: `IoU 0.83`. */
  summary(measures: TestMeasures): string[];
  /** What a run's tests of the type come to; null where accuracy says it all. */
  scores: ((tests: TypeTests) => TypeScores) | null;
}
