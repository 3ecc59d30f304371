// Keeps numbers and booleans as people wrote them where the writing matters: `1.50` put into a prompt stays `1.50`.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import { parsePythonNumber } from '../testTypes/pythonNumber';
import type { YamlNode } from './readYaml';

/** A value of `dynamic_variables`: numbers that JavaScript would write otherwise (`1.50`, `007`, 20 digits) become their text. */
export function variableAsWritten(
  value: string | number | boolean,
  node: YamlNode | undefined,
): string | number | boolean {
  if (typeof value === 'string' || !node?.plainText) return value;
  return String(value) === node.plainText ? value : node.plainText;
}

/** An expectation; maps and lists are left alone, and so is everything that is judged as JSON. */
export function expectationAsWritten(
  value: Expectation,
  node: YamlNode | undefined,
  evaluator: TestTypeName,
): Expectation {
  if (typeof value !== 'number' || !node?.plainText || evaluator === 'json_validator_eval') return value;
  if (String(value) === node.plainText) return value;
  if (evaluator === 'raw_string_evaluator') return node.plainText;
  // Forms that only YAML reads as a number, such as `0x1F`, keep their value; `3.0` keeps its writing.
  return parsePythonNumber(node.plainText)?.value === value ? node.plainText : value;
}

/** Keys of image expectations whose values are text, down to the last one. */
const textKeys: ReadonlySet<string> = new Set(['text', 'texts', 'options', 'answer', 'choices', 'label', 'labels']);

/** The expectation of an image test: what is text in it is kept as written, so that a sign that reads `1.50` or `TRUE` is looked for as that. */
export function imageExpectationAsWritten(value: unknown, node: YamlNode | undefined, isText: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item, position) => imageExpectationAsWritten(item, node?.items?.[position], isText));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        imageExpectationAsWritten(one, node?.entries?.get(key), isText || textKeys.has(key)),
      ]),
    );
  }
  const isWritten = isText && (typeof value === 'number' || typeof value === 'boolean') && node?.plainText;
  return isWritten ? node.plainText : value;
}
