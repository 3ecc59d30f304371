// The facets of all test types, and of those that this version does not know: a run folder may come from a newer one, or from a report.

import type { TestTypeName } from '../run/benchmark';
import { boxFacets } from './boxFacets';
import { checksFacets } from './checksFacets';
import { choiceFacets } from './choiceFacets';
import { classifyFacets } from './classifyFacets';
import { countFacets } from './countFacets';
import { ocrFacets } from './ocrFacets';
import { pointFacets } from './pointFacets';
import type { TypeFacets } from './typeFacets';

/** Of the types that hold a text against a value. */
const ofText = {
  runsPython: false,
  needsPicture: false,
  hasPlaces: false,
  shownAs: 'values',
  summary: () => [],
  scores: null,
} as const satisfies Omit<TypeFacets, 'judges' | 'comparedAs'>;
const ofPython = { ...ofText, runsPython: true } as const;

export const testTypeFacets: { readonly [name in TestTypeName]: TypeFacets } = {
  execute_python_code_with_num_output: {
    ...ofPython,
    judges: 'The answer is run as Python; what it prints is compared as a number.',
    comparedAs: 'number',
  },
  execute_python_code_with_string_output: {
    ...ofPython,
    judges: 'The answer is run as Python; what it prints is compared as text.',
    comparedAs: 'textOrNumber',
  },
  python_print_execution_with_num_output: {
    ...ofPython,
    judges: 'The answer is put into print(...) and run as Python; what it prints is compared as a number.',
    comparedAs: 'number',
  },
  raw_string_evaluator: { ...ofText, judges: 'The answer is compared as text.', comparedAs: 'text' },
  json_validator_eval: { ...ofText, judges: 'The answer is compared as JSON.', comparedAs: 'json' },
  point: pointFacets,
  box: boxFacets,
  count: countFacets,
  ocr: ocrFacets,
  choice: choiceFacets,
  classify: classifyFacets,
  checks: checksFacets,
};

const unknown: TypeFacets = {
  ...ofText,
  judges: 'This version of Iso Speed Bench does not know the test type.',
  comparedAs: null,
};

/** Of a test type as a run folder names it. */
export function facetsOf(testType: string): TypeFacets {
  const known: { readonly [name: string]: TypeFacets } = testTypeFacets;
  return Object.hasOwn(known, testType) ? known[testType]! : unknown;
}
