// Keeps numbers and booleans as people wrote them where the writing matters: `1.50` put into a prompt stays `1.50`.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import { JsonNumber } from '../answerText/jsonNumber';
import { formatJson, jsonValueOf } from '../answerText/jsonText';
import type { JsonValue } from '../answerText/jsonValues';
import { pythonLiteral } from '../testTypes/pythonLiteral';
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

/**
 * An expectation. `TRUE` is the text where text is compared, and True for a program. A map or list in which a double would lose digits becomes
 * the JSON, or the Python, that has them all.
 */
export function expectationAsWritten(
  value: Expectation,
  node: YamlNode | undefined,
  testType: TestTypeName,
): Expectation {
  if (testType === 'json_validator_eval') return losesDigits(value, node) ? formatJson(exactly(value, node)) : value;
  if (typeof value === 'object') return losesDigits(value, node) ? pythonLiteral(exactly(value, node)) : value;
  if (typeof value === 'string' || !node?.plainText || String(value) === node.plainText) return value;
  if (typeof value === 'boolean')
    return testType === 'raw_string_evaluator' && /^[A-Z]+$/.test(node.plainText) ? node.plainText : value;
  if (testType === 'raw_string_evaluator') return node.plainText;
  // Forms that only YAML reads as a number, such as `0x1F`, keep their value; `3.0` keeps its writing.
  return parsePythonNumber(node.plainText)?.value === value ? node.plainText : value;
}

/** Whether a number in it is another one as a double, or too large to be one, which YAML leaves as text. */
function losesDigits(value: unknown, node: YamlNode | undefined): boolean {
  if (Array.isArray(value)) return value.some((one, position) => losesDigits(one, node?.items?.[position]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([key, one]) => losesDigits(one, node?.entries?.get(key)));
  const written = writtenNumber(node);
  if (!written) return false;
  return typeof value === 'number' ? !written.equals(new JsonNumber(String(value))) : typeof value === 'string';
}

function exactly(value: unknown, node: YamlNode | undefined): JsonValue {
  if (Array.isArray(value)) return value.map((one, position) => exactly(one, node?.items?.[position]));
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([key, one]) => [key, exactly(one, node?.entries?.get(key))]));
  return writtenNumber(node) ?? jsonValueOf(value);
}

/** As JSON writes numbers, without quotes; not `0x1F` and `.inf`, which only YAML knows. */
function writtenNumber(node: YamlNode | undefined): JsonNumber | undefined {
  const written = node?.plainText ?? '';
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(written) ? new JsonNumber(written) : undefined;
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
