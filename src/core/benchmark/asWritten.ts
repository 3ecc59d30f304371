// Keeps numbers and booleans as people wrote them where the writing matters: `1.50` put into a prompt stays `1.50`.

import type { EvaluatorName, Expectation } from '../../shared/benchmark';
import { parsePythonNumber } from '../evaluators/pythonNumber';
import type { YamlNode } from './yamlTree';

/** A value of `dynamic_variables`: numbers that JavaScript would write otherwise (`1.50`, `007`, 20 digits) become their text. */
export function variableAsWritten(value: string | number | boolean, node: YamlNode | undefined): string | number | boolean {
  if (typeof value === 'string' || !node?.plainText) return value;
  return String(value) === node.plainText ? value : node.plainText;
}

/** An expectation; maps and lists are left alone, and so is everything that is judged as JSON. */
export function expectationAsWritten(value: Expectation, node: YamlNode | undefined, evaluator: EvaluatorName): Expectation {
  if (typeof value !== 'number' || !node?.plainText || evaluator === 'json_validator_eval') return value;
  if (String(value) === node.plainText) return value;
  if (evaluator === 'raw_string_evaluator') return node.plainText;
  // Forms that only YAML reads as a number, such as `0x1F`, keep their value; `3.0` keeps its writing.
  return parsePythonNumber(node.plainText)?.value === value ? node.plainText : value;
}
