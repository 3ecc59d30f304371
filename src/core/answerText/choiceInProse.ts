// Which letters of a text mark a choice. What only frames an answer (`A: no. B: no. D: yes.`) is no choice, and no letter is read more gladly than
// another. The grammar is in docs/benchmark-file.md.

import { nameKey } from '../scores/normalizeText';

import { unspaced, words, wordEnd, wordStart } from './answerWords';
import { atFirstUse } from './atFirstUse';
import { leadIn, plainForms } from './wrappers';

interface Named {
  letter: string;
  at: number;
}

const letter = `(?<!['’])${wordStart}([A-Z])${wordEnd}`;
const article = `(?:${words.article}|[aoη][ \\t]+)?`;
const opening = '[({[]*';
const noun = `(?:${words.right}\\s*){0,2}(?:${words.answer}|${words.option})(?:\\s*${words.right}){0,2}`;
const sign = '\\s*(?:[:=]|[–—])?\\s*';
/** `The answer is (B`, `答案：B`, `La opción correcta es la B`, `故选：B`. */
const finalAnswers = atFirstUse(() => [
  new RegExp(`${leadIn}(?:${article}(?:${words.option}${sign})?)${opening}${letter}`, 'dgiu'),
  new RegExp(
    `${wordStart}(?:${words.right}\\s*${words.option}|${words.option}\\s*${words.right})\\s*(?:${words.is}${sign}|[:=–—])\\s*${article}${opening}${letter}`,
    'dgiu',
  ),
  new RegExp(`${wordStart}${words.concludes}${sign}${opening}${letter}`, 'dgiu'),
]);
/** Where prose marks letters as choices. */
const choosing = atFirstUse(() => [
  // At the start of a line, with a sign behind it or alone there; `C. f. ` and `D. J. ` are abbreviations.
  new RegExp(`^[ \\t>-]*[(\\[]?${letter}(?:[).\\]](?!\\p{L})(?!\\s*\\p{L}\\.)|[ \\t]*$|[ \\t]+[–—-][ \\t])`, 'dgmu'),
  new RegExp(`[({[]${letter}[)}\\]]`, 'dgu'),
  // `{'answer': 'B'}` as Python writes it, too.
  new RegExp(`${wordStart}${noun}'?\\s*(?:${words.is})?${sign}${article}${opening}${letter}`, 'dgiu'),
  // `B is the right answer`, `B가 정답입니다`.
  new RegExp(`${letter}[)}\\]]*\\s*${words.isRight}`, 'dgiu'),
]);
/** Behind the letter of an answer: not the noun of an article (`The answer is A small cat`), and no `I think`. */
const noAnswer = atFirstUse(() => new RegExp(`^[ \\t]+(?!${words.because}|${words.or}|${words.isRight})\\p{Ll}`, 'u'));
/** Behind a letter that is not chosen, though it stands where a choice does: `Option B is wrong`. */
const wrong = atFirstUse(() => new RegExp(`^[)}\\]]*\\s*[:–—-]?\\s*${words.isWrong}`, 'iu'));
const other = `${opening}[A-Z]${wordEnd}`;
/** What names a letter beyond doubt: a sign of its own, another letter to choose from, `is`, or a word that it stands at without a blank. */
const naming = atFirstUse(() => [
  new RegExp(`${letter}\\s?[):\\]]`, 'dgu'),
  new RegExp(`[({[]${letter}`, 'dgu'),
  new RegExp(`${letter}(?=\\s*(?:[,/&]|${words.or})\\s*${other})`, 'dgu'),
  new RegExp(`(?:[,/&]|${words.or})\\s*${opening}${letter}(?!\\s+\\p{Ll})`, 'dgu'),
  new RegExp(`(?<!\\p{L})${words.is}\\s*${article}${opening}${letter}(?!\\s+\\p{Ll})`, 'dgu'),
  new RegExp(`${letter}\\s+(?:${words.isRight}|${words.is}\\s+${words.right})`, 'dgu'),
  new RegExp(`(?<=${unspaced}\\s?)${letter}`, 'dgu'),
  new RegExp(`${letter}(?=\\s?${unspaced})`, 'dgu'),
]);
/** What may name a letter: all but an article before a noun. */
const mentioning = atFirstUse(() => [
  ...naming(),
  new RegExp(`${letter}(?!\\s+\\p{L})`, 'dgu'),
  new RegExp(`${letter}\\s+(?:${words.is}|${words.isWrong}|${words.isRight})`, 'dgu'),
  new RegExp(`${letter}\\s+(?:isn|wasn|are|could|can|may|might|seems|fits|looks|has)(?!\\p{L})`, 'dgu'),
]);
const denied = atFirstUse(
  () =>
    new RegExp(
      `(?:(?<!\\p{L})|(?<=${unspaced})|(?=n['’]t))${words.not}(?:(?<=${unspaced})\\s*|\\s+)(?:${article}${noun}\\s*)?[({[]?[A-Z][)}\\]]?${wordEnd}`,
      'dgiu',
    ),
);

/**
 * The letters that the text names where it chooses one: a single one is its answer, several are none. A final answer (`Answer: B`) counts before
 * what was weighed, unless something is named behind it.
 */
export function choiceInProse(text: string, options: Options): string[] {
  const plain = withoutFrames(plainSigns(plainForms(text))).replace(denied(), ' ');
  const finals = chosenBy(finalAnswers(), plain, options).sort((one, next) => one.at - next.at);
  const final = finals.at(-1);
  if (final && finals.every((one) => one.letter === final.letter)) {
    const behind = plain.slice(final.at);
    const sentence = /^[^.!?\n]*/.exec(behind)![0];
    const others = [
      ...lettersBy(naming(), sentence, options),
      ...lettersBy(mentioning(), behind.slice(sentence.length), options),
    ];
    if (others.every((one) => one.letter === final.letter)) return [final.letter];
  }
  const chosen = [...chosenBy(choosing(), plain, options), ...finals, ...optionLines(plain, options)];
  const named = [...chosen, ...lettersBy(mentioning(), plain, options)].sort((one, next) => one.at - next.at);
  const letters = [...new Set(named.map((one) => one.letter))];
  return chosen.length > 0 || letters.length > 1 ? letters : [];
}

/** The letters that a text gives as final answers: `Answer: B`. */
export function finalLetters(text: string, options: Options): string[] {
  return chosenBy(finalAnswers(), plainSigns(plainForms(text)), options).map((one) => one.letter);
}

function lettersBy(patterns: readonly RegExp[], text: string, options: Options): Named[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices, 1: letter = '' }) =>
      Object.hasOwn(options, letter) ? [{ letter, at: indices![1]![0] }] : [],
    ),
  );
}

/** Without those that what stands behind them takes back. */
function chosenBy(patterns: readonly RegExp[], text: string, options: Options): Named[] {
  return patterns.flatMap((pattern) =>
    lettersBy([pattern], text, options).filter(({ at }) => {
      const [before, behind] = [text.slice(Math.max(0, at - 100), at), text.slice(at + 1, at + 101)];
      // Where words lead to the letter it may be the article of what they lead to.
      const isArticle = pattern.ignoreCase && (noAnswer().test(behind) || /(?<!\p{L})[A-Z]\s+$/u.test(before));
      return !isArticle && !wrong().test(behind);
    }),
  );
}

const signs: { [sign: string]: string } = {
  '。': '. ',
  '।': '. ',
  '۔': '. ',
  '、': ',',
  '،': ',',
  '؛': ';',
  '؟': '?',
  '【': '[',
  '】': ']',
};

/** Without emphasis and quotes, and with the signs of other scripts as the ones they are like. */
function plainSigns(text: string): string {
  return text
    .replace(/[*_`"“”„«»「」『』]|['‘‚](?=[A-Z]['’‘])|(?<=['‘‚][A-Z])['’‘]/g, '')
    .replace(/[。।۔、،؛؟【】]/g, (sign) => signs[sign]!);
}

/** Lines such as `B: a cat, because ...` and `B = a cat`: the letter with its own option's text. */
function optionLines(text: string, options: Options): Named[] {
  return [...text.matchAll(/^[ \t>-]*\(?([A-Z])\)?[ \t]*[:=][ \t]*(.+)$/gmu)].flatMap(
    ({ index, 1: letter = '', 2: rest = '' }) => {
      const own = Object.hasOwn(options, letter) ? nameKey(options[letter]!) : '';
      const said = nameKey(rest.slice(0, 2000));
      const isOwn = own !== '' && said.startsWith(own) && !/^[\p{L}\p{N}]/u.test(said.slice(own.length));
      return isOwn ? [{ letter, at: index }] : [];
    },
  );
}

/** Takes `Q:` and `A:` from lines that ask and answer. */
function withoutFrames(text: string): string {
  const asks = /^[ \t]*(?:Q|Question|问|問)[ \t]*[:.][^\n]*\n/m.exec(text);
  if (!asks) return text;
  const behind = asks.index + asks[0].length;
  return text.slice(0, asks.index) + text.slice(behind).replace(/^[ \t]*A[ \t]*[:.]/m, 'Answer:');
}

export interface Options {
  [letter: string]: string;
}
