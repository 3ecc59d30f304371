// What people mean by a test type that there is not: a slip of the pen, a word of other tools, or a check.

import { writtenTestTypes, type WrittenTestType } from '../../shared/run/benchmark';
import { nearestName } from '../../shared/text/nearestName';
import { plainChecks } from '../checks/plainChecks';
import { normalized } from './fieldWords';

const words: { readonly [name in WrittenTestType]: readonly string[] } = {
  execute_python_code_with_num_output: ['python', 'code', 'execute_python', 'python_code', 'code_execution'],
  execute_python_code_with_string_output: ['python_text', 'python_string'],
  python_print_execution_with_num_output: ['python_print', 'python_expression', 'expression'],
  raw_string_evaluator: [
    'exact',
    'exact_match',
    'equal',
    'text',
    'string',
    'raw',
    'match',
    'raw_string',
    'string_match',
  ],
  json_validator_eval: ['json', 'json_match', 'is_json', 'valid_json'],
  point: ['click', 'pointing', 'location'],
  box: ['bbox', 'bounding_box', 'detection', 'boxes'],
  count: ['counting'],
  ocr: ['transcription', 'read_text'],
  choice: ['multiple_choice', 'mc', 'mcq'],
  classify: ['classification', 'class', 'classes', 'label'],
};

const testTypeByWord = new Map(
  writtenTestTypes.flatMap((name) => words[name].map((word) => [normalized(word), name] as const)),
);

/** What judges otherwise, and goes in `expect`: the word here of a word of other tools. */
const checkByWord = new Map(
  [
    ...plainChecks.map(({ word }) => [word, word] as const),
    ...['llm_judge', 'llm_rubric', 'judge', 'llm_as_a_judge'].map((word) => [word, 'rubric'] as const),
    ...['includes', 'substring'].map((word) => [word, 'contains'] as const),
    ...['levenshtein', 'rouge', 'rouge_l'].map((word) => [word, 'similarity'] as const),
  ].map(([other, word]) => [normalized(other), word]),
);

/** The test type that is meant by a word that is none; undefined where nobody can tell. */
export function testTypeMeant(word: string): WrittenTestType | undefined {
  const known = testTypeByWord.get(normalized(word));
  if (known !== undefined) return known;
  const isCheck = checkByWord.has(normalized(word));
  return isCheck ? undefined : writtenTestTypes.find((name) => name === nearestName(word, writtenTestTypes));
}

/** The check that is meant by a word in the place of a test type. */
export function checkMeant(word: string): string | undefined {
  return checkByWord.get(normalized(word));
}
