// Short labels that tell the prompts of a benchmark apart in lists, squares' hovers and result images.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import type { PromptVariant } from '../../shared/run/events';
import { findTestType } from '../testTypes/findTestType';
import { valueLabel } from '../testTypes/textTestType';
import { findBraces, type DynamicVariables } from './fillPrompt';

/** What of a prompt goes into its label; a `LoadedPrompt` is one. */
export interface LabelledPrompt {
  dynamic_variables?: DynamicVariables;
  expectation: Expectation;
  /** Absent where it is not known, as in an imported report. */
  testType?: TestTypeName;
  images?: readonly string[];
  variant?: PromptVariant;
}

const labelLength = 80;
/** What is put behind a label to tell it from another one gets at most half of the line. */
const longestAddition = 40;

/** On one line of at most 80 characters: the prompt's values, else its pictures' names, else what is expected; of a variant also which one. */
export function promptLabel(prompt: LabelledPrompt): string {
  return labelWith(prompt, []);
}

/**
 * The labels of a benchmark's prompts, in their order, of the values that a text of its base prompt uses. Where two would be the same, what differs is
 * added: the pictures' names, their folders, what is expected.
 */
export function labelPrompts(prompts: readonly LabelledPrompt[], texts: readonly string[]): string[] {
  const labels: string[] = [];
  const used = new Set(texts.flatMap(findBraces).map(({ name }) => name));
  tellApart(
    prompts.map((prompt, position) => ({ prompt: withValuesOf(prompt, used), position })),
    0,
    [],
    labels,
  );
  return labels;
}

/** Without the values that no placeholder uses, such as the `word` for an OCR engine; with all of them where none is used. */
function withValuesOf(prompt: LabelledPrompt, used: ReadonlySet<string>): LabelledPrompt {
  const all = Object.entries(prompt.dynamic_variables ?? {});
  const values = all.filter(([name]) => used.has(name));
  return values.length === 0 || values.length === all.length
    ? prompt
    : { ...prompt, dynamic_variables: Object.fromEntries(values) };
}

interface Place {
  prompt: LabelledPrompt;
  position: number;
}

/** What may be added to a label, in this order. */
const additions: readonly ((prompt: LabelledPrompt) => string)[] = [
  ({ images = [] }) => images.map(fileName).join(', '),
  ({ images = [] }) => images.join(', '),
  ({ expectation, testType }) => expectationText(expectation, testType),
];

/** Writes the labels of `places`, which `added` could not tell apart so far. */
function tellApart(
  places: readonly Place[],
  next: number,
  added: readonly ((prompt: LabelledPrompt) => string)[],
  labels: string[],
): void {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const label = labelWith(place.prompt, added);
    const group = groups.get(label);
    if (group) group.push(place);
    else groups.set(label, [place]);
  }
  for (const [label, group] of groups) {
    const addition = additions[next];
    if (group.length === 1 || !addition) {
      for (const { position } of group) labels[position] = label;
      continue;
    }
    const isTelling = new Set(group.map(({ prompt }) => addition(prompt))).size > 1;
    tellApart(group, next + 1, isTelling ? [...added, addition] : added, labels);
  }
}

function labelWith(prompt: LabelledPrompt, added: readonly ((prompt: LabelledPrompt) => string)[]): string {
  const { variant } = prompt;
  const more = added.map((addition) => oneLine(addition(prompt))).filter((text) => text !== '');
  const behind = more.length === 0 ? '' : ` · ${shortenStart(more.join(', '), longestAddition)}`;
  const end = `${behind}${variant ? ` (${variant.kind} ${variant.number}/${variant.of})` : ''}`;
  return `${mainPart(prompt, labelLength - end.length)}${end}`;
}

function mainPart({ dynamic_variables, images = [], expectation, testType }: LabelledPrompt, length: number): string {
  const values = Object.entries(dynamic_variables ?? {}).map(([name, value]) => ({
    name,
    value: oneLine(String(value)),
  }));
  if (values.length === 1) return shorten(values[0]!.value, length);
  if (values.length === 0)
    return shorten(
      oneLine(images.length > 0 ? images.map(fileName).join(', ') : expectationText(expectation, testType)),
      length,
    );
  const label = values.map(({ name, value }) => `${name}: ${value}`).join(', ');
  if (label.length <= length) return label;
  // Long values share the line, so that the last one is seen too.
  const share = Math.max(8, Math.floor(length / values.length) - 2);
  return shorten(values.map(({ value }) => shorten(value, share)).join(', '), length);
}

function expectationText(expectation: Expectation, testType: TestTypeName | undefined): string {
  return testType ? findTestType(testType).labelText(expectation) : valueLabel(expectation);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function oneLine(text: string): string {
  // A label needs no more than its beginning, and values can be whole documents.
  return text.slice(0, 1000).replace(/\s+/g, ' ').trim();
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}

/** File names and coordinates differ at their end. */
function shortenStart(text: string, length: number): string {
  if (text.length <= length) return text;
  return `…${text
    .slice(1 - length)
    .replace(/^[\uDC00-\uDFFF]/, '')
    .trimStart()}`;
}
