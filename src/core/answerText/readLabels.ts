// Finds the classes that an answer names, each as the benchmark writes it. What is not in the closed set makes the answer unreadable, not wrong.

import { hiddenDifference } from './hiddenDifference';
import { nameKey } from '../scores/normalizeText';
import { extractAnswer } from './extractAnswer';
import { jsonObjectsOf, jsonOf, valueOf, writingsOf } from './jsonAnswer';
import { unwrapped } from './wrappers';
import { JsonNumber } from './jsonNumber';
import { cutText } from '../../shared/text/cutText';

/** Each label once, in the order of the answer. */
type LabelsRead = { labels: string[] } | { unreadable: string };

const labelKeys = ['labels', 'label', 'class', 'category', 'answer'];

/**
 * `{"label": "cat"}`, `{"labels": ["cat", "dog"]}`, or just the name of a class; several ones set apart by commas or lines.
 * Case, white space and a full stop behind don't matter. No label at all is an answer only where several may be named.
 */
export function readLabels(said: string, choices: readonly string[], isMultiple: boolean): LabelsRead {
  const given = jsonObjectsOf(said).filter((object) => valueOf(object, ...labelKeys) !== undefined);
  const bare = jsonOf(said).filter(Array.isArray);
  const values = given.length > 0 ? given.map((object) => valueOf(object, ...labelKeys)) : bare;
  const names = values.length > 0 ? values.flat() : namesIn(answerIn(said, choices), choices, isMultiple);
  const odd = names.find(
    (name) => typeof name !== 'string' && typeof name !== 'boolean' && !(name instanceof JsonNumber),
  );
  if (odd !== undefined) return { unreadable: `${JSON.stringify(odd)} is no label.` };
  const labels = new Set<string>();
  for (const name of names) {
    const writings = name instanceof JsonNumber ? writingsOf(name) : [String(name)];
    const label = writings.map((writing) => labelCalled(writing, choices)).find((one) => one !== undefined);
    if (label === undefined)
      return {
        unreadable: `${JSON.stringify(cutText(writings[0]!, 60))} is none of the labels to choose from: ${choices.join(', ')}.${lookAlike(writings[0]!, choices)}`,
      };
    labels.add(label);
  }
  if (!isMultiple && labels.size !== 1)
    return {
      unreadable:
        labels.size === 0
          ? 'The answer gives no label.'
          : `The answer gives ${labels.size} labels, where one was asked for.`,
    };
  return { labels: [...labels] };
}

/** A label as it stands, or the answer out of what it is wrapped in. */
function answerIn(said: string, choices: readonly string[]): string {
  if (choices.some((choice) => choice.trim() === said.trim())) return said;
  const [whole] = jsonOf(said);
  return typeof whole === 'string' ? whole : extractAnswer(said, 'value');
}

function namesIn(answer: string, choices: readonly string[], isMultiple: boolean): string[] {
  // A class may have a comma in its own name.
  if (!isMultiple || labelCalled(answer, choices) !== undefined) return [answer];
  return answer.split(/[,;\n]/).filter((name) => name.trim() !== '');
}

/** The label as the benchmark writes it. One that is written exactly so comes before one that differs in case. */
function labelCalled(name: string, choices: readonly string[]): string | undefined {
  // Longer than any name: an answer that went on and on.
  if (name.length > 1000) return undefined;
  const plain = name.replace(/^[\s*_`"'-]+|[\s*_`"'.。।]+$/g, '');
  const keys = [nameKey(name), nameKey(plain), nameKey(unwrapped(name, 'value'))];
  return (
    choices.find((choice) => choice === name.trim()) ??
    choices.find((choice) => choice === plain) ??
    choices.find((choice) => keys.includes(nameKey(choice)))
  );
}

/** ` It differs from "cat" only in ...`, where the name looks like a label. */
function lookAlike(name: string, choices: readonly string[]): string {
  for (const choice of name.length > 1000 ? [] : choices) {
    const hidden = hiddenDifference(choice, name);
    if (hidden !== undefined) return ` It differs from ${JSON.stringify(choice)} only in ${hidden}.`;
  }
  return '';
}
