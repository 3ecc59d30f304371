// Which letters of a text mark a choice. What only frames an answer (`A: no. B: no. D: yes.`) is no choice, and no letter is read more gladly than
// another. The grammar is in docs/benchmark-file.md.

import { nameKey } from '../scores/normalizeText';
import type { Options } from './readChoice';
import { leadIn, plainForms } from './wrappers';

interface Named {
  letter: string;
  at: number;
}

const letter = "(?<![\\p{L}\\p{N}'’])([A-Z])(?![\\p{L}\\p{N}'’])";
/** `The answer is (B`, `答案：B`. */
const finalAnswer = new RegExp(`${leadIn}[({[]*${letter}`, 'giu');
/** Where prose marks letters as choices. */
const choosing = [
  // At the start of a line, with a sign behind it or alone there; `C. f. ` and `D. J. ` are abbreviations.
  new RegExp(`^[ \\t>-]*[(\\[]?${letter}(?:[).\\]](?!\\p{L})(?!\\s*\\p{L}\\.)|[ \\t]*$|[ \\t]+[–—-][ \\t])`, 'gmu'),
  new RegExp(`[({[]${letter}[)}\\]]`, 'gu'),
  new RegExp(`(?:[Oo]ption|OPTION|[Cc]hoice|CHOICE)(?:\\s+is)?\\s*[:=]?\\s*\\(?${letter}`, 'gu'),
  new RegExp(`answer(?:\\s+is)?\\s*[:=]?\\s*\\(?${letter}`, 'giu'),
];
/** Behind the letter of an answer: not the noun of an article (`The answer is A small cat`), and no `I think`. */
const noAnswer =
  /^[ \t]+(?!(?:because|since|as|for|due|which|with|where|and|or|nor|not|rather|instead|by|based|given|in|from|here|but)(?!\p{L}))\p{Ll}/u;
/** What names a letter beyond doubt: a sign of its own, or another letter to choose from. */
const naming = [
  new RegExp(`${letter}\\s?[):\\]]`, 'gu'),
  new RegExp(`[({[]${letter}`, 'gu'),
  new RegExp(`${letter}(?=\\s*(?:,|/|&|\\bor\\b|\\band\\b|\\bto\\b)\\s*[({[]?[A-Z](?![\\p{L}\\p{N}'’]))`, 'gu'),
  new RegExp(`(?:,|/|&|\\bor|\\band)\\s*[({[]?${letter}(?!\\s+\\p{Ll})`, 'gu'),
];
/** What may name a letter: all but an article before a noun. */
const mentioning = [
  ...naming,
  new RegExp(`${letter}(?!\\s+\\p{L})`, 'gu'),
  new RegExp(
    `${letter}\\s+(?:is|was|isn|wasn|are|would|could|can|must|may|might|seems|fits|looks|has)(?!\\p{L})`,
    'gu',
  ),
];
const denied =
  /(?:(?<!\p{L})(?:not|nor|never|rather than|instead of|except)|n['’]t)\s+(?:option\s+|answer\s+)?[({[]?[A-Z][)}\]]?(?!\p{L})/giu;

/**
 * The letters that the text names where it chooses one: a single one is its answer, several are none. A final answer (`Answer: B`) counts before
 * what was weighed, unless something is named behind it.
 */
export function choiceInProse(text: string, options: Options): string[] {
  const plain = withoutFrames(plainForms(text).replace(/[*_`"“”]/g, '')).replace(denied, ' ');
  const found = (patterns: readonly RegExp[], part = plain): Named[] => lettersBy(patterns, part, options);
  const final = found([finalAnswer]).at(-1);
  if (final && found([finalAnswer]).every((one) => one.letter === final.letter)) {
    const behind = plain.slice(final.at);
    const sentence = /^[^.!?\n]*/.exec(behind)![0];
    const others = [...found(naming, sentence), ...found(mentioning, behind.slice(sentence.length))];
    if (others.every((one) => one.letter === final.letter)) return [final.letter];
  }
  const chosen = [...found([...choosing, finalAnswer]), ...optionLines(plain, options)];
  const named = [...chosen, ...found(mentioning)].sort((one, other) => one.at - other.at);
  const letters = [...new Set(named.map((one) => one.letter))];
  return chosen.length > 0 || letters.length > 1 ? letters : [];
}

function lettersBy(patterns: readonly RegExp[], text: string, options: Options): Named[] {
  const isAnswer = (pattern: RegExp, match: RegExpExecArray): boolean =>
    !pattern.ignoreCase ||
    !noAnswer.test(text.slice(match.index + match[0].length, match.index + match[0].length + 100));
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].filter((match) => isAnswer(pattern, match)))
    .map((match) => ({ letter: match[1]!.toUpperCase(), at: match.index + match[0].lastIndexOf(match[1]!) }))
    .filter((one) => Object.hasOwn(options, one.letter) && text[one.at] === one.letter);
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
