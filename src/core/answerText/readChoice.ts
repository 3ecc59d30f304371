// Finds the one option that an answer chooses. Several letters are no choice; and a letter inside a sentence (`A cat is shown`) is none.

import { nameKey } from '../scores/normalizeText';
import { extractAnswer } from './extractAnswer';
import { isAnswerObject, jsonOf, valueOf, writingsOf } from './jsonAnswer';
import { JsonNumber } from './jsonNumber';

export type ChoiceRead = { letter: string } | { unreadable: string };

interface Options {
  [letter: string]: string;
}

/**
 * `{"answer": "B"}`, `B`, `(B)`, `B.`, `Answer: B`, `B. a cat`, or just an option's text, in that order. The letters may be small where they
 * stand alone. `options` by capital letter.
 */
export function readChoice(said: string, options: Options): ChoiceRead {
  const json = jsonOf(said).flatMap(choicesIn);
  const texts = new Set(json.length > 0 ? json : [extractAnswer(said, 'json')]);
  const letters = new Set([...texts].flatMap((text) => lettersIn(text, options)));
  const [letter, ...others] = letters;
  const known = Object.keys(options).join(', ');
  if (letter === undefined) return { unreadable: `The answer names none of the options ${known}.` };
  if (others.length > 0)
    return { unreadable: `The answer names several options, ${[...letters].join(', ')}, where one was asked for.` };
  if (!Object.hasOwn(options, letter)) return { unreadable: `The answer is ${letter}, and the options are ${known}.` };
  return { letter };
}

/** What a JSON answer says: its `answer`, or its only entry, or a text by itself; of a list every entry. */
function choicesIn(value: unknown): string[] {
  const answer = isAnswerObject(value) ? valueOf(value, 'answer') : value;
  return (Array.isArray(answer) ? answer : [answer]).flatMap((one: unknown) =>
    one instanceof JsonNumber ? writingsOf(one) : typeof one === 'string' ? [one] : [],
  );
}

function lettersIn(text: string, options: Options): string[] {
  const plain = text.replace(/[*_`"“”]|\\boxed/g, '').trim();
  const said = plain.replace(preamble, '');
  const alone = /^[({[]*([A-Za-z])[)}\].:,]*$/.exec(said)?.[1]?.toUpperCase();
  if (alone !== undefined && (Object.hasOwn(options, alone) || alone === said[0])) return [alone];
  const named = optionsCalled(said, options);
  if (named.length > 0) return named;
  const [, letter, rest] = /^\(?([A-Z])[).:\]\s–—-]+(.+)$/su.exec(said) ?? [];
  // `B. a dog` where B is the cat says two things.
  const contradicted = letter === undefined || !Object.hasOwn(options, letter) ? [] : optionsCalled(rest!, options);
  if (contradicted.length > 0) return contradicted.includes(letter!) ? [letter!] : [letter!, ...contradicted];
  return marks
    .flatMap((mark) => [...plain.matchAll(mark)].flatMap((found) => found.slice(1)))
    .filter((found) => Object.hasOwn(options, found));
}

/** The letters of the options whose text this is, with or without a full stop. */
function optionsCalled(text: string, options: Options): string[] {
  const names = [nameKey(text), nameKey(text.replace(/\.\s*$/, ''))];
  return Object.keys(options).filter((letter) => names.includes(nameKey(options[letter]!)));
}

const preamble = /^(?:the\s+)?(?:correct\s+|right\s+|final\s+)?(?:answer|option|choice)(?:\s+is)?\s*[:=]?\s*/i;

/** Where prose marks letters as choices. */
const marks = [
  // At the start of a line, with a sign behind it or alone there.
  /^[ \t>-]*\(?([A-Z])(?:[).:\]](?!\p{L})|[ \t]*$|[ \t]+[–—=-][ \t])/gmu,
  /[({[]([A-Z])[)}\]]/g,
  /(?:[Aa]nswer|ANSWER|[Oo]ption|OPTION|[Cc]hoice|CHOICE)(?:\s+is)?\s*[:=]?\s*\(?([A-Z])(?![\p{L}\p{N}'’])/gu,
  /(?<![\p{L}\p{N}])([A-Z])\s*(?:,|\/|&|or\s|and\s)\s*([A-Z])(?![\p{L}\p{N}'’])/gu,
];
