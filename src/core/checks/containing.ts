// `contains`, `icontains`, `contains_any`, `contains_all`, `starts_with`: whether texts stand in what was said.

import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { pick } from '../../shared/statistics/seededRandom';
import { defineCheck, type CheckJudgement, type CheckSimulation } from './check';
import { saidOf, type Seen } from './seen';
import { caseNote, comparable, ignoreCase, quoted, quotedList, someText, texts } from './textParts';

export const contains = defineCheck({
  word: 'contains',
  judges: 'The text stands somewhere in what was said.',
  shape: { contains: someText.describe('The text that must be there.'), ignore_case: ignoreCase },
  example: 'contains: Paris',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `contains ${quoted(wanted.contains)}${caseNote(wanted.ignore_case)}`,
  judge: (wanted, seen) => judgeAll(seen, [wanted.contains], wanted.ignore_case),
  simulatedAnswers: (wanted, simulation) => wordsWith([wanted.contains], simulation),
});

export const icontains = defineCheck({
  word: 'icontains',
  judges: 'The text stands somewhere in what was said, in any case of letters.',
  shape: { icontains: someText.describe('The text that must be there, in any case of letters.') },
  example: 'icontains: paris',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `contains ${quoted(wanted.icontains)}${caseNote(true)}`,
  judge: (wanted, seen) => judgeAll(seen, [wanted.icontains], true),
  simulatedAnswers: (wanted, simulation) => wordsWith([wanted.icontains], simulation),
});

const listWords = 'a list of texts, such as `[Paris, Lutetia]`';

export const containsAny = defineCheck({
  word: 'contains_any',
  judges: 'One of the texts stands in what was said.',
  shape: { contains_any: texts(listWords).describe('Texts of which one must be there.'), ignore_case: ignoreCase },
  example: 'contains_any: [Paris, Lutetia]',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `contains ${quotedList(wanted.contains_any, 'or')}${caseNote(wanted.ignore_case)}`,
  judge(wanted, seen) {
    const isThere = wanted.contains_any.some((text) => isIn(seen, text, wanted.ignore_case));
    return {
      verdict: isThere ? 'correct' : 'incorrect',
      got: saidOf(seen),
      reason: `None of ${quotedList(wanted.contains_any, 'and')} is there.`,
    };
  },
  simulatedAnswers: (wanted, simulation) => wordsWith([anyOf(wanted.contains_any, simulation.random)], simulation),
});

export const containsAll = defineCheck({
  word: 'contains_all',
  judges: 'All of the texts stand in what was said. The score is the share of them.',
  shape: { contains_all: texts(listWords).describe('Texts that must all be there.'), ignore_case: ignoreCase },
  example: 'contains_all: [Paris, Seine]',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `contains ${quotedList(wanted.contains_all, 'and')}${caseNote(wanted.ignore_case)}`,
  judge: (wanted, seen) => judgeAll(seen, wanted.contains_all, wanted.ignore_case),
  simulatedAnswers: (wanted, simulation) => wordsWith(wanted.contains_all, simulation),
});

export const startsWith = defineCheck({
  word: 'starts_with',
  judges: 'What was said begins with the text.',
  shape: { starts_with: someText.describe('The text that it must begin with.'), ignore_case: ignoreCase },
  example: 'starts_with: Dear',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `starts with ${quoted(wanted.starts_with)}${caseNote(wanted.ignore_case)}`,
  judge(wanted, seen) {
    const said = saidOf(seen);
    const text = comparable(wanted.starts_with, wanted.ignore_case).trimStart();
    const isThere = comparable(said, wanted.ignore_case).startsWith(text);
    const beginning = quoted([...said].slice(0, Math.max(20, wanted.starts_with.length)).join(''));
    return { verdict: isThere ? 'correct' : 'incorrect', got: said, reason: `It begins with ${beginning}.` };
  },
  *simulatedAnswers(wanted, { isCorrect, random }) {
    yield isCorrect
      ? `${wanted.starts_with}${pick(random, ['', ' and so on', '\n\nThat is all.'])}`
      : pick(random, others);
    yield others.join(' ');
    yield '0';
  },
});

function anyOf(all: readonly string[], random: SeededRandom): string {
  return all[Math.floor(random() * all.length)]!;
}

function isIn(seen: Seen, text: string, ignore: boolean | undefined): boolean {
  return comparable(seen.answer.said, ignore).includes(comparable(text, ignore));
}

function judgeAll(seen: Seen, all: readonly string[], ignore: boolean | undefined): CheckJudgement {
  const missing = all.filter((text) => !isIn(seen, text, ignore));
  return {
    verdict: missing.length === 0 ? 'correct' : 'incorrect',
    score: (all.length - missing.length) / all.length,
    got: saidOf(seen),
    reason: `${quotedList(missing, 'and')} ${missing.length === 1 ? 'is' : 'are'} not there.`,
  };
}

const others = ['I do not know.', 'There is no such thing.', 'It depends.'] as const;

function* wordsWith(all: readonly string[], { isCorrect, random }: CheckSimulation): Generator<string> {
  if (isCorrect) yield sentence(all, random);
  else {
    if (all.length > 1) yield sentence(all.slice(1), random);
    yield pick(random, others);
    yield* others;
    yield '0';
  }
}

function sentence(all: readonly string[], random: SeededRandom): string {
  const inWords = all.join(', ');
  return pick(random, [inWords, `The answer is ${inWords}.`, `Here it is:\n\n${inWords}`]);
}
