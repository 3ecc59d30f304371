// What an answer as a whole may be wrapped in without meaning anything by it: emphasis, quotes, `The answer is`. One table for all readers.

import { atFirstUse } from './atFirstUse';
import { unspaced, words, wordStart } from './answerWords';
import { plainDigit } from './plainDigit';

/** How an answer is read: as text that is compared as written, as the letter of an option, as another value to find (a class, a number), as JSON, as a Python expression or program. */
export type AnswerKind = 'text' | 'letter' | 'value' | 'json' | 'expression' | 'program';

export function isPython(kind: AnswerKind): boolean {
  return kind === 'expression' || kind === 'program';
}

type Pattern = Pick<RegExp, 'exec'>;

interface Wrapper {
  /** Matches a text that is wrapped as a whole; its group `inside`, else its first one, is what is inside. */
  pattern: Pattern;
  /** Whom it means nothing to. Quotes, backticks and single stars may belong to a text; `answer = 5` is Python. */
  kinds: readonly AnswerKind[];
  /** What is inside has its quotes escaped. */
  isEscaped?: boolean;
}

const wordsOfValues = 'label|labels|class|category|count';
const before = `(?:${words.so}[,，]?\\s*)?${words.article}?(?:${words.right}\\s*){0,2}`;
const is = `\\s*${words.is}`;
const sign = '\\s*(?:[-=]>|[:：=→⇒]|(?<=\\s)[-–—](?=\\s))';
const answer = `${words.answer}(?:\\s*${words.right}){0,2}`;

/** `The correct answer is: `, `答案：`, `La respuesta correcta es `, `Answer - `. */
export const leadIn = `${wordStart}${before}${answer}(?:${is}(?:${sign})?|${sign})\\s*`;
/** Behind an article of one letter too, `A resposta é`, which may be an option in prose. */
const wholeLeadIn = `(?:(?:az?|o|η)[ \\t]+)?${leadIn}`;
/** `**Answer:** `, `**Answer** - ` */
const boldLeadIn = `\\*{2,3}${before}${answer}(?:${is})?(?:${sign})?\\*{2,3}(?:${sign})?\\s*`;
/** Without a sign too: `option D`. */
const looseLeadIn = `${before}(?:${answer}|${words.option}|${wordsOfValues})(?:${is})?(?:${sign})?\\s*`;
/** What a sentence ends with in tongues that put the verb last, or a polite word: `答えは7です。` */
const verbBehind =
  '(?<!\\s)\\s*(?:です|でした|である|だ|となります|になります|입니다|이에요|예요|이다|है|हैं|است|ครับ|ค่ะ)\\s*[.。।]?';

const hasAnswer = atFirstUse(() => new RegExp(words.answer, 'iu'));
const hasNoun = atFirstUse(() => new RegExp(`${words.answer}|${words.option}|${wordsOfValues}`, 'iu'));

/** A long expression, tried only where a text has what none can do without. */
function ledBy(needed: () => RegExp, source: string, flags: string): Pattern {
  const whole = atFirstUse(() => new RegExp(source, flags));
  return { exec: (text) => (needed().test(text) ? whole().exec(text) : null) };
}

const wrappers: readonly Wrapper[] = [
  // Where letters are asked for, an A may be the answer.
  { pattern: /^A\s*[:：]\s*(\S.*)$/s, kinds: ['value'] },
  { pattern: /^\*{2,3}([^*]+)\*{2,3}$/, kinds: ['text', 'letter', 'value', 'json', 'expression', 'program'] },
  {
    pattern: /^\\(?:text|textbf|textit|texttt|mathrm|mathbf|mathsf)\{([^{}]*)\}$/,
    kinds: ['text', 'letter', 'value', 'json', 'expression', 'program'],
  },
  {
    pattern: /^\\\[([^\\]+)\\\]$|^\\\(([^\\]+)\\\)$|^\$\$([^$]+)\$\$$/,
    kinds: ['text', 'letter', 'value', 'json', 'expression', 'program'],
  },
  {
    pattern: ledBy(hasAnswer, `^(?:${boldLeadIn}|${wholeLeadIn})(\\S.*?)${verbBehind}$`, 'isu'),
    kinds: ['letter', 'value'],
  },
  {
    pattern: ledBy(hasAnswer, `^(?:${boldLeadIn}|${wholeLeadIn})(\\S.*)$`, 'isu'),
    kinds: ['text', 'letter', 'value', 'json'],
  },
  // `选d`: where the word before it has no blank behind it, only a letter alone is one.
  {
    pattern: ledBy(hasNoun, `^${looseLeadIn}(?<=${unspaced})([([{（【]*[A-Za-z][)\\]}）】]*)[项項]?[.。]?$`, 'isu'),
    kinds: ['letter'],
  },
  {
    pattern: ledBy(hasNoun, `^${looseLeadIn}(?<![\\p{L}\\p{N}])(\\S.*)$`, 'isu'),
    kinds: ['letter', 'value'],
  },
  { pattern: /^`{1,2}([^`]+)`{1,2}$/, kinds: ['letter', 'value', 'json', 'expression', 'program'] },
  {
    pattern: /^"([^"]+)"$|^'([^']+)'$|^“([^”]+)”$|^‘([^’]+)’$|^«([^»]+)»$|^「([^」]+)」$|^『([^』]+)』$/,
    kinds: ['letter', 'value'],
  },
  { pattern: /^[*_]{1,3}([^*_]+)[*_]{1,3}$/, kinds: ['letter', 'value'] },
  { pattern: /^\$([^$]+)\$$/, kinds: ['letter', 'value', 'json', 'expression'] },
  {
    pattern: /^<(b|strong|i|em|p|span|div|mark|u|h[1-6]|code)>(?<inside>[^<>]+)<\/\1>$/i,
    kinds: ['letter', 'value'],
  },
  // Tags that say what is in them, and the name of a language whose fence a server took away: neither is JSON or Python.
  { pattern: /^<([a-z_-]+)>(?<inside>\s*[{[][^]*[}\]]\s*)<\/\1>$/i, kinds: ['json'] },
  { pattern: /^json\s*\n(?=\s*[{[])([^]+)$/i, kinds: ['json'] },
  { pattern: /^<(code|pre|python|py|execute)>(?<inside>[^]+)<\/\1>$/i, kinds: ['expression', 'program'] },
  { pattern: /^\[PYTHON\]([^]+?)(?:\[\/PYTHON\])?$/, kinds: ['expression', 'program'] },
  { pattern: /^(?:python3?|py)[ \t]*\n([^]+)$/i, kinds: ['expression', 'program'] },
  // A program in quotes would do nothing at all; one that begins and ends with texts of its own has none of its quotes behind a bracket or a sign.
  { pattern: /^"([^"\n]*[^"\n\\])"$|^'([^'\n]*[^'\n\\])'$/, kinds: ['program'] },
  { pattern: /^“([^”\n]+)”$/, kinds: ['expression', 'program'] },
  {
    pattern:
      /^"(?=[^"\n]*[([{,=+%:\s][a-z]{0,2}"[^"\n]*")([^\n]+)"$|^'(?=[^'\n]*[([{,=+%:\s][a-z]{0,2}'[^'\n]*')([^\n]+)'$/i,
    kinds: ['program'],
  },
  { pattern: /^"((?:[^"\n\\]|\\[^\n])+)"$|^'((?:[^'\n\\]|\\[^\n])+)'$/, kinds: ['program'], isEscaped: true },
];

/** Wrappers inside wrappers are few; more than these are no wrappers. */
const maxDepth = 6;

/** The text out of all it is wrapped in, trimmed. A value also loses its wide forms: `Ｂ` is `B`. */
export function unwrapped(text: string, kind: AnswerKind): string {
  let inside = (kind === 'value' || kind === 'letter' ? plainForms(text) : text).trim();
  for (let depth = 0; depth < maxDepth; depth++) {
    const { found, isEscaped } = firstWrapper(inside, kind);
    const content = found?.groups?.inside ?? found?.slice(1).find((group) => group !== undefined) ?? '';
    if (content.trim() === '') break;
    inside = (isEscaped ? content.replace(/\\(["'\\])/g, '$1') : content).trim();
  }
  return inside;
}

function firstWrapper(text: string, kind: AnswerKind): { found?: RegExpExecArray; isEscaped?: boolean } {
  for (const { kinds, pattern, isEscaped = false } of wrappers) {
    const found = kinds.includes(kind) ? pattern.exec(text) : null;
    if (found) return { found, isEscaped };
  }
  return {};
}

const leadingLine = ledBy(hasAnswer, `^[ \\t>#]*(?:${boldLeadIn}|${leadIn})(\\S.*)$`, 'iu');

/** What the last of several lines gives as the answer, `Final answer: 8`; undefined where another line gives another one. */
export function finalLine(text: string): string | undefined {
  const lines = text.trim().split('\n');
  const answers = lines.map((line) => leadingLine.exec(line)?.[1]?.trim());
  const last = answers.at(-1);
  return lines.length > 1 && answers.every((one) => one === undefined || one === last) ? last : undefined;
}

/** Letters and digits of another width, weight or script (`Ｂ`, `𝐁`, `Ⓑ`, `７`, `٧`) and wide punctuation as the plain ones. */
export function plainForms(text: string): string {
  return text.replace(/[\p{L}\p{Nd}\u24b6-\u24e9\uff01-\uff5e\u{1f130}-\u{1f149}]/gu, (character) =>
    plainDigit(character.normalize('NFKC')),
  );
}
