// Finds the one option that an answer chooses. Several letters are no choice; and a letter inside a sentence (`A cat is shown`) is none.

import { hiddenDifference } from './hiddenDifference';
import { nameKey } from '../scores/normalizeText';
import { words } from './answerWords';
import { atFirstUse } from './atFirstUse';
import { choiceInProse, finalLetters } from './choiceInProse';
import { extractAnswer } from './extractAnswer';
import { isAnswerObject, jsonOf, valueOf, writingsOf } from './jsonAnswer';
import { JsonNumber } from './jsonNumber';
import { plainForms, unwrapped } from './wrappers';
import type { Options } from './choiceInProse';

type ChoiceRead = { letter: string } | { unreadable: string };

/**
 * `{"answer": "B"}`, `B`, `(B)`, `B.`, `Answer: B`, `A: B`, `B. a cat`, or just an option's text, in that order; else what a text chooses in the
 * words of choiceInProse.ts. The letters may be small where they stand alone. `options` by capital letter.
 */
export function readChoice(said: string, options: Options): ChoiceRead {
  const letters = lettersOf(said, options);
  const [letter, ...others] = new Set(letters);
  const known = Object.keys(options).join(', ');
  if (letter === undefined)
    return { unreadable: `The answer names none of the options ${known}.${lookAlike(said, options)}` };
  if (others.length > 0)
    return {
      unreadable: `The answer names several options, ${[letter, ...others].join(', ')}, where one was asked for.`,
    };
  if (!Object.hasOwn(options, letter)) return { unreadable: `The answer is ${letter}, and the options are ${known}.` };
  return { letter };
}

function lettersOf(said: string, options: Options): string[] {
  const exact = exactOption(said, options);
  if (exact) return exact;
  // A model that never ends may say the same ten thousand times.
  const json = [...new Set(jsonOf(said).flatMap(choicesIn))];
  return json.length > 0 ? json.flatMap((text) => lettersIn(text, options)) : lettersIn(extractAnswer(said), options);
}

function lettersIn(text: string, options: Options): string[] {
  const [answer, explanation] = atExplanation(text);
  if (explanation === '') return lettersOfAnswer(text, options);
  const letters = lettersOfAnswer(answer, options);
  const isTakenBack = finalLetters(explanation, options).some((letter) => letter !== letters[0]);
  return letters.length === 1 && !isTakenBack ? letters : lettersOfAnswer(text, options);
}

function lettersOfAnswer(text: string, options: Options): string[] {
  return answerFramed(text, options) ?? choiceAlone(unwrapped(text, 'letter'), options) ?? choiceInProse(text, options);
}

const explanationHead = atFirstUse(
  () => new RegExp(`\\n[ \\t>#*_-]*(?:(?:${words.explains})[*_ \\t]*(?:[:：]|\\n|$)|because(?!\\p{L}))`, 'iu'),
);

/** The text before and behind `Explanation:`, which tells of other letters without choosing them; the latter empty without one. */
function atExplanation(text: string): [answer: string, explanation: string] {
  const at = explanationHead().exec(text)?.index ?? text.length;
  return text.slice(0, at).trim() === '' ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

/** ` It differs from A only in ...`, where the answer looks like a letter or an option's text. */
function lookAlike(said: string, options: Options): string {
  const text = extractAnswer(said, 'letter');
  for (const wanted of text.length > 1000 ? [] : [...Object.keys(options), ...Object.values(options)]) {
    const hidden = hiddenDifference(wanted, text);
    if (hidden !== undefined) return ` It differs from ${JSON.stringify(wanted)} only in ${hidden}.`;
  }
  return '';
}

const answerKeys = ['answer', 'final_answer', 'correct_answer', 'choice', 'option', 'letter', 'selected_option'];

/** What a JSON answer says: its `answer`, or its only entry, or a text by itself; of a list every entry. */
function choicesIn(value: unknown): string[] {
  const answer = isAnswerObject(value) ? valueOf(value, ...answerKeys) : value;
  return (Array.isArray(answer) ? answer : [answer]).flatMap((one: unknown) =>
    one instanceof JsonNumber ? writingsOf(one) : typeof one === 'string' ? [one] : [],
  );
}

/** The option whose text this is to the letter, with stars and tags; a letter alone is that letter. */
function exactOption(said: string, options: Options): string[] | undefined {
  const text = said.trim();
  if (text.length === 1) return undefined;
  const letters = Object.keys(options).filter((letter) => options[letter]!.trim() === text);
  return letters.length > 0 ? letters : undefined;
}

/** `A: D` gives the answer D, unless A says `D` itself. */
function answerFramed(text: string, options: Options): string[] | undefined {
  const rest = /^A\s*:\s*(.+)$/s.exec(withoutMarks(plainForms(text)))?.[1];
  if (rest === undefined || optionsCalled(rest, options).length > 0) return undefined;
  return choiceAlone(unwrapped(rest, 'letter'), options);
}

/** The letters that a text names which says nothing else; undefined when it says more. */
function choiceAlone(text: string, options: Options): string[] | undefined {
  const said = withoutNumber(withoutMarks(text), options);
  const alone = letterAlone(said) ?? letterAmongSigns(said);
  if (alone !== undefined && (Object.hasOwn(options, alone) || said.includes(alone))) return [alone];
  const called = optionsCalled(said, options);
  if (called.length > 0) return called;
  const [, written = '', rest = ''] = /^\(?([A-Za-z])[).:\]\s–—-]+(.+)$/su.exec(said) ?? [];
  const letter = written.toUpperCase();
  const behind = optionsCalled(rest, options);
  // A small letter may be an article.
  const isLetter = Object.hasOwn(options, letter) && (letter === written || behind.includes(letter));
  if (!isLetter || behind.length === 0) return undefined;
  // `B. a dog` where B is the cat says two things, and so does `A: B` where A says `B`.
  const second = letterAlone(rest);
  if (second !== undefined && second !== letter && Object.hasOwn(options, second)) return [letter, second];
  return behind.includes(letter) ? [letter] : [letter, ...behind];
}

function letterAlone(text: string): string | undefined {
  return /^[({[<]*([A-Za-z])[)}\]>.:,!。।]*$/.exec(text)?.[1]?.toUpperCase();
}

/** `→ D`, `✅ D`, `• D`, `### D`, `| D |`: the only letter among signs, all of them seen, of which none denies it or asks. */
function letterAmongSigns(text: string): string | undefined {
  if (text.length > 40 || /[?？!！¬≠~❌✗✘✖🚫⛔👎/\\\p{Cf}]/u.test(text)) return undefined;
  return /^[^\p{L}\p{N}]*([A-Za-z])[^\p{L}\p{N}]*$/u.exec(text)?.[1]?.toUpperCase();
}

/** Without the number of a question or an item, `1. D`, unless an option is called so. */
function withoutNumber(text: string, options: Options): string {
  const [, number = '', rest] = /^(?:question\s*|q\s*|#\s*)?(\d{1,3})\s*[.):：]\s*(.+)$/isu.exec(text) ?? [];
  return rest === undefined || optionsCalled(number, options).length > 0 ? text : rest;
}

function withoutMarks(text: string): string {
  return text.replace(/[*_`"“”]/g, '').trim();
}

/** The letters of the options whose text this is, with or without a full stop. */
function optionsCalled(text: string, options: Options): string[] {
  const names = [nameKey(text), nameKey(text.replace(/[.。।]\s*$/, ''))];
  return Object.keys(options).filter((letter) => names.includes(nameKey(options[letter]!)));
}
