// What was expected, as text: for people, and for the simulated model API to answer with.

import { isImageTestType, type TestTypeName, type Expectation } from '../../shared/run/benchmark';
import { expectedImageText } from './expectedImageText';
import { formatJson, jsonValueOf } from '../answerText/jsonText';
import { pythonLiteral } from './pythonLiteral';

/**
 * Maps and lists are indented JSON, except for the test type that compares with what Python prints;
 * there they, and booleans, are written as Python writes them. Image tests say it in words.
 */
export function expectedText(expectation: Expectation, testType?: TestTypeName): string {
  const isPrinted = testType === 'execute_python_code_with_string_output';
  if (typeof expectation === 'object' && testType && isImageTestType(testType))
    return expectedImageText(expectation, testType);
  if (typeof expectation === 'object')
    return isPrinted ? pythonLiteral(expectation) : formatJson(jsonValueOf(expectation));
  if (typeof expectation === 'boolean' && isPrinted) return pythonLiteral(expectation);
  return typeof expectation === 'string' ? expectation.trim() : String(expectation);
}
