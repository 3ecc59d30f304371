// Keeps numbers and booleans as people wrote them where the writing matters: `1.50` put into a prompt stays `1.50`.

import { writtenTestTypes, type TestTypeName } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import { JsonNumber } from '../answerText/jsonNumber';
import { formatJson, jsonValueOf } from '../answerText/jsonText';
import type { JsonValue } from '../answerText/jsonValues';
import { findTestType } from '../testTypes/findTestType';
import { writingOfCheck } from '../testTypes/readCheck';
import { pythonLiteral } from '../testTypes/pythonLiteral';
import { parsePythonNumber } from '../../shared/text/pythonNumber';
import type { YamlNode } from './yamlNode';

/** A value of `dynamic_variables`: numbers that JavaScript would write otherwise (`1.50`, `007`, 20 digits) become their text. */
function variableAsWritten(value: string | number | boolean, node: YamlNode | undefined): string | number | boolean {
  if (typeof value === 'string' || !node?.plainText) return value;
  return String(value) === node.plainText ? value : node.plainText;
}

/** The values of a prompt; a name without a value is the same as no name: its placeholder stays, with a warning. */
export function variablesAsWritten(
  variables: unknown,
  prompt: YamlNode | undefined,
): { [name: string]: string | number | boolean } {
  if (isOfTexts(variables)) return variables;
  const nodes = prompt?.entries?.get('dynamic_variables')?.entries;
  const all = Object.entries(isMap(variables) ? variables : {});
  return Object.fromEntries(
    all.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? [[name, variableAsWritten(value, nodes?.get(name))]]
        : [],
    ),
  );
}

/** Texts stand as they are, and most prompts have nothing else. */
function isOfTexts(variables: unknown): variables is { [name: string]: string } {
  if (!isMap(variables)) return false;
  for (const name in variables) if (typeof variables[name] !== 'string') return false;
  return true;
}

/**
 * An expectation, with what its test type wants as it is written. A map or list in which a double would lose digits becomes the JSON, or the
 * Python, that has them all.
 */
export function expectationAsWritten(value: unknown, node: YamlNode | undefined, testType: TestTypeName): unknown {
  const { keepsWriting } = findTestType(testType).form;
  switch (keepsWriting) {
    case 'json':
      return losesDigits(value, node) ? formatJson(exactly(value, node)) : value;
    case 'pythonNumber':
      return pythonNumberAsWritten(value, node);
    case 'pythonValue':
      if (typeof value !== 'object') return pythonNumberAsWritten(value, node);
      return losesDigits(value, node) ? pythonLiteral(exactly(value, node)) : value;
    case 'text':
      if (typeof value === 'number') return variableAsWritten(value, node);
      // `TRUE` is the text, where `true` may be written in any way.
      return typeof value === 'boolean' && /^[A-Z]+$/.test(node?.plainText ?? '') ? node?.plainText : value;
    case 'scalars':
      return textPartsAsWritten(value, node, typeof value !== 'object');
    case 'textParts':
      return textPartsAsWritten(value, node, false);
    case 'checks':
      return Array.isArray(value) ? value.map((one, position) => checkAsWritten(one, node?.items?.[position])) : value;
  }
}

/** One entry of `expect`: what its check looks for keeps its writing, options are what they are. */
function checkAsWritten(value: unknown, node: YamlNode | undefined): unknown {
  if (!isMap(value)) return value;
  const testType = writtenTestTypes.find((name) => name === value['test_type']);
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const part = node?.entries?.get(key);
      if (key === 'not') return [key, checkAsWritten(one, part)];
      if (key === 'expectation' && testType) return [key, expectationAsWritten(one, part, testType)];
      switch (writingOfCheck(key)) {
        case 'text':
          return [key, textPartsAsWritten(one, part, true)];
        case 'json':
          return [key, losesDigits(one, part) ? formatJson(exactly(one, part)) : one];
        default:
          return [key, one];
      }
    }),
  );
}

/** Forms that only YAML reads as a number, such as `0x1F`, keep their value; `3.0` keeps its writing. */
function pythonNumberAsWritten(value: unknown, node: YamlNode | undefined): unknown {
  const isNumber = typeof value === 'number' && parsePythonNumber(node?.plainText ?? '')?.value === value;
  return isNumber ? variableAsWritten(value, node) : value;
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

/** Keys of expectations whose values are text, down to the last one. */
const textKeys: ReadonlySet<string> = new Set(['text', 'texts', 'options', 'answer', 'choices', 'label', 'labels']);

/** What is text is kept as written, so that a sign that reads `1.50` or `TRUE` is looked for as that. */
function textPartsAsWritten(value: unknown, node: YamlNode | undefined, isText: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item, position) => textPartsAsWritten(item, node?.items?.[position], isText));
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        textPartsAsWritten(one, node?.entries?.get(key), isText || textKeys.has(key)),
      ]),
    );
  }
  const isWritten = isText && (typeof value === 'number' || typeof value === 'boolean') && node?.plainText;
  return isWritten ? node.plainText : value;
}
