// What the text test types have in common: the expectation is the very value that an answer is held against, and the prompt says all there
// is to ask.

import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { formatJson, jsonValueOf } from '../answerText/jsonText';
import { readingBy } from '../checks/yamlParts';
import type { ExpectationForm, Simulation, TestType } from './testType';

export interface TextTestType {
  name: TestTypeName;
  form: Omit<ExpectationForm, 'read' | 'rotationsOf'>;
  likelyTokens: number;
  /** Also what `simulatedAnswer` makes an answer of. */
  expectedText(expectation: Expectation): string;
  simulatedAnswer(expected: string, simulation: Simulation): string;
  evaluate: TestType['evaluate'];
}

export function textTestType({ form, simulatedAnswer, ...type }: TextTestType): TestType {
  return {
    ...type,
    form: { ...form, read: (written) => readingBy(form.schema, written), rotationsOf: () => undefined },
    labelText: valueLabel,
    answerForm: () => '',
    placesOfTruth: () => [],
    needs: () => testTypeFacets[type.name],
    simulatedAnswers: (expectation, simulation) => [simulatedAnswer(type.expectedText(expectation), simulation)],
  };
}

/** Maps and lists as JSON, anything else trimmed. */
export function valueText(value: Expectation): string {
  if (typeof value === 'object') return formatJson(jsonValueOf(value));
  return typeof value === 'string' ? value.trim() : String(value);
}

/** As `valueText`, on one line. */
export function valueLabel(value: Expectation): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What is around two texts and how their lines end doesn't matter. */
export function isSameText(a: string, b: string): boolean {
  const normalized = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
  return normalized(a) === normalized(b);
}
