// What everybody may know of a test type, in a browser too. How it judges is in src/core/testTypes.

import type { TestTypeName } from '../run/benchmark';

export interface TestTypeFacets {
  /** What it judges, one sentence for whoever picks one. */
  judges: string;
  /** True when it executes model-written Python, so that a run starts and states a Python runner, and asks for consent. */
  runsPython: boolean;
  /** True when it means nothing without a picture; the others may have one. */
  needsPicture: boolean;
  /** True when the answer is a place on the picture, so that a coordinate profile matters. */
  hasPlaces: boolean;
}

const ofText = { runsPython: false, needsPicture: false, hasPlaces: false } as const;
const ofPython = { ...ofText, runsPython: true } as const;

export const testTypeFacets: { readonly [name in TestTypeName]: TestTypeFacets } = {
  execute_python_code_with_num_output: {
    ...ofPython,
    judges: 'The answer is run as Python; what it prints is compared as a number.',
  },
  execute_python_code_with_string_output: {
    ...ofPython,
    judges: 'The answer is run as Python; what it prints is compared as text.',
  },
  python_print_execution_with_num_output: {
    ...ofPython,
    judges: 'The answer is put into print(...) and run as Python; what it prints is compared as a number.',
  },
  raw_string_evaluator: { ...ofText, judges: 'The answer is compared as text.' },
  json_validator_eval: { ...ofText, judges: 'The answer is compared as JSON.' },
  point: {
    judges: 'The answer is a place in the picture: is it inside the region?',
    runsPython: false,
    needsPicture: true,
    hasPlaces: true,
  },
  box: {
    judges: 'The answer is boxes in the picture: do they overlap the right ones?',
    runsPython: false,
    needsPicture: true,
    hasPlaces: true,
  },
  count: {
    judges: 'The answer is a number of things in the picture.',
    runsPython: false,
    needsPicture: true,
    hasPlaces: false,
  },
  ocr: {
    judges: 'The answer is what is written in the picture.',
    runsPython: false,
    needsPicture: true,
    hasPlaces: false,
  },
  choice: {
    judges: 'The answer is the letter of one of several options.',
    runsPython: false,
    needsPicture: false,
    hasPlaces: false,
  },
  classify: {
    judges: 'The answer is one, or several, of the classes given.',
    runsPython: false,
    needsPicture: false,
    hasPlaces: false,
  },
};
