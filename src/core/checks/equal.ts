// `equals` and `one_of`: whether the answer is a text. Read as `raw_string_evaluator` reads it: as it stands, else out of its fence.

import * as z from 'zod';
import { pick } from '../../shared/statistics/seededRandom';
import { hiddenDifference } from '../answerText/hiddenDifference';
import { defineCheck, type CheckJudgement, type CheckSimulation } from './check';
import { readingsOf, type Seen } from './seen';
import { anyText, caseNote, comparable, ignoreCase, quoted, quotedList } from './textParts';

export const equals = defineCheck({
  word: 'equals',
  judges: 'The answer is the text.',
  shape: { equals: anyText.describe('The text that the answer must be.'), ignore_case: ignoreCase },
  example: 'equals: Paris',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `equals ${quoted(wanted.equals)}${caseNote(wanted.ignore_case)}`,
  judge: (wanted, seen) => judgeEqual(seen, [wanted.equals], wanted.ignore_case),
  simulatedAnswers: (wanted, simulation) => textsOf([wanted.equals], simulation),
});

const oneOfWords = 'a list of texts, such as `[Paris, Lutetia]`';

export const oneOf = defineCheck({
  word: 'one_of',
  judges: 'The answer is one of the texts.',
  shape: {
    one_of: z
      .array(anyText, { error: oneOfWords })
      .min(1, { error: oneOfWords })
      .describe('The texts of which the answer must be one.'),
    ignore_case: ignoreCase,
  },
  example: 'one_of: [Paris, Lutetia]',
  keepsWriting: 'text',
  looksAtText: true,
  expectedText: (wanted) => `is one of ${quotedList(wanted.one_of, 'and')}${caseNote(wanted.ignore_case)}`,
  judge: (wanted, seen) => judgeEqual(seen, wanted.one_of, wanted.ignore_case),
  simulatedAnswers: (wanted, simulation) => textsOf(wanted.one_of, simulation),
});

function judgeEqual(seen: Seen, all: readonly string[], ignore: boolean | undefined): CheckJudgement {
  const readings = readingsOf(seen);
  const wanted = new Set(all.map((text) => comparable(text, ignore).trim()));
  const right = readings.find((reading) => wanted.has(comparable(reading, ignore)));
  // What stands in a fence is what the model meant, where it is anything.
  const got = right ?? readings.findLast((reading) => reading !== '') ?? '';
  const hidden = all.length === 1 ? hiddenDifference(all[0]!, got) : undefined;
  return {
    verdict: right === undefined ? 'incorrect' : 'correct',
    got,
    ...(hidden === undefined ? {} : { reason: `It differs only in ${hidden}.` }),
  };
}

function* textsOf(all: readonly string[], { isCorrect, random }: CheckSimulation): Generator<string> {
  if (isCorrect) {
    const text = all[Math.floor(random() * all.length)]!;
    yield pick(random, [text, text, `\`\`\`\n${text}\n\`\`\``]);
    yield text;
    return;
  }
  yield pick(random, ['I do not know.', `${all[0]}, or something like it`]);
  yield 'I do not know.';
  yield '0';
}
