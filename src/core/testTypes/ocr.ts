// `ocr`: the answer is the text that stands in the picture.

import * as z from 'zod';
import type { OcrExpectation, TextNormalization } from '../../shared/run/imageExpectation';
import type { ImageEvidence } from '../../shared/results/picture';
import { formatPercent } from '../../shared/text/format';
import { canonicalBox } from '../scores/geometry';
import { normalizeText } from '../scores/normalizeText';
import { anls, characterErrorRate, wordErrorRate, type ErrorRate } from '../scores/textScores';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { list, map, text } from '../checks/yamlParts';
import { boxPart } from './expectationParts';
import { jsonInWords } from './simulatedForms';
import type { Evaluation, Simulation } from './testType';
import { placeOfBox } from '../coordinates/truthPlaces';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable, type Comparison } from './judgement';
import { readText } from './readText';

const ocrDefaults = { normalize: ['nfkc', 'space'] as TextNormalization[], metric: 'cer' as const, threshold: 0.05 };
const thresholdWords = { error: 'a number from 0 to 1' };
const ocrText = text('text, what is written in the picture');
const ocrAlone = ocrText.transform((one) => ({ texts: [one], ...ocrDefaults }));
const ocrMap = map('the text in the picture, or a map with `text`', {
  text: ocrText.optional().describe('What is written in the picture.'),
  texts: list('a list of texts', ocrText)
    .optional()
    .describe('Several readings that are all right; the best fit counts.'),
  normalize: z
    .array(z.enum(['nfkc', 'case', 'space', 'punct'], { error: 'one of nfkc, case, space, punct' }), {
      error: 'a list of nfkc, case, space, punct',
    })
    .default(ocrDefaults.normalize)
    .describe(
      'What is made alike before comparing. `nfkc`: forms of one character. `case`: upper and lower case. `space`: runs of blanks and line ends. `punct`: punctuation is left out.',
    ),
  metric: z
    .enum(['cer', 'wer', 'anls', 'exact'], { error: 'one of cer, wer, anls, exact' })
    .default(ocrDefaults.metric)
    .describe(
      '`cer`: wrong characters. `wer`: wrong words. `anls`: likeness, for short fields. `exact`: the same text.',
    ),
  threshold: z
    .number(thresholdWords)
    .min(0, thresholdWords)
    .max(1, thresholdWords)
    .optional()
    .describe(
      'Correct at or below it for `cer` and `wer` (0.05 when missing), at or above it for `anls` (0.5 when missing).',
    ),
  region: boxPart.optional().describe('Where the text is; drawn on the result image, not judged.'),
})
  .refine((one) => (one.text === undefined) !== (one.texts === undefined), {
    error: 'must have either `text` or `texts`',
  })
  .superRefine((one, context) => {
    const texts = one.texts?.map((value, position) => ({ value, path: ['texts', position] })) ?? [
      { value: one.text ?? '', path: ['text'] },
    ];
    for (const { value, path } of texts)
      if (value !== '' && normalizeText(value, one.normalize) === '')
        context.addIssue({
          code: 'custom',
          path,
          message: 'is only punctuation, and normalize leaves that out, so nothing would be compared',
        });
  })
  .transform(({ text: only, texts, threshold, ...one }) => ({
    ...one,
    texts: texts ?? [only ?? ''],
    threshold: threshold ?? (one.metric === 'anls' ? 0.5 : ocrDefaults.threshold),
  }));

/**
 * Correct when the metric reaches its threshold: at or below for `cer` and `wer`, at or above for `anls`; `exact` needs the same text.
 * The score is 1 - min(1, CER), 1 - min(1, WER), ANLS, or 1 and 0. Of several expected texts the best counts, for each figure by itself.
 */
export const ocr = imageTestType<OcrExpectation>({
  name: 'ocr',
  keys: ['texts', 'normalize', 'metric', 'threshold'],
  form: {
    schema: z.union([ocrAlone, ocrMap]),
    formOf: (value) => (typeof value === 'object' ? ocrMap : ocrAlone),
    example: '"Total: 12.50"',
    keepsWriting: 'scalars',
  },
  likelyTokens: 80,
  expectedText: ({ texts }) => texts[0] ?? '',
  answerForm: () =>
    'Answer with JSON only: {"text": "..."}, the text as it is written in the picture and nothing else. Write line breaks as \\n.',
  placesOfTruth: ({ region }) => (region ? [placeOfBox(region, ['region'])] : []),
  simulatedAnswers: simulatedReadings,
  judge: judgeText,
});

function judgeText(test: ImageTest<OcrExpectation>): Evaluation {
  const { texts, normalize, metric, threshold } = test.wanted;
  const read = readText(test.said, test.picture);
  const evidence = evidenceOf(test, read.words);
  if ('unreadable' in read) return unparsable({ ...comparisonOf(test, ''), ...evidence }, read.unreadable);
  const truths = texts.map((text) => normalizeText(text, normalize));
  // Right as it stands comes first. A sign may itself have stars or `Answer:` on it: of the ways to read an answer the one counts that fits best.
  const standing = truths.includes(normalizeText(test.said, normalize));
  const [text, found] = (standing ? [test.said.trim()] : read.readings)
    .map((reading) => [reading, normalizeText(reading, normalize)] as const)
    .reduce((best, one) => (distanceTo(truths, one[1]) < distanceTo(truths, best[1]) ? one : best));
  const characters = truths.map((truth) => characterErrorRate(truth, found));
  const cer = least(characters);
  const wer = least(truths.map((truth) => wordErrorRate(truth, found)));
  const exact = truths.includes(found) ? 1 : 0;
  const similarity = anls(characters, found);
  const measures = { cer: cer.rate, wer: wer.rate, anls: similarity, exact, characters: cer.length, words: wer.length };
  // The text that fits best, so that what is compared for people is what was compared here.
  const expected = texts.length > 1 ? texts[characters.indexOf(cer)]! : test.expected;
  const comparison: Comparison = { ...comparisonOf(test, text), expected, measures, ...evidence };
  switch (metric) {
    case 'cer':
      return judged(
        { ...comparison, score: 1 - Math.min(1, cer.rate) },
        cer.rate <= threshold,
        rateReason(cer, 'character', threshold),
      );
    case 'wer':
      return judged(
        { ...comparison, score: 1 - Math.min(1, wer.rate) },
        wer.rate <= threshold,
        rateReason(wer, 'word', threshold),
      );
    case 'anls':
      return judged(
        { ...comparison, score: similarity },
        similarity >= threshold,
        `ANLS is ${similarity.toFixed(3)}, where at least ${threshold} is needed.`,
      );
    case 'exact':
      return judged(
        { ...comparison, score: exact },
        exact === 1,
        `The text is not the same: ${cer.errors === 1 ? '1 character differs' : `${cer.errors} characters differ`}.`,
      );
  }
}

/** `2 edits on 20 characters: CER 10%, where at most 5% is allowed.` */
function rateReason({ errors, length, rate }: ErrorRate, unit: 'character' | 'word', threshold: number): string {
  const edits = `${errors} ${errors === 1 ? 'edit' : 'edits'} on ${length} ${length === 1 ? unit : `${unit}s`}`;
  return `${edits}: ${unit === 'character' ? 'CER' : 'WER'} ${formatPercent(rate)}, where at most ${formatPercent(threshold)} is allowed.`;
}

/** The character error rate to the truth that is nearest. */
function distanceTo(truths: readonly string[], found: string): number {
  return least(truths.map((truth) => characterErrorRate(truth, found))).rate;
}

function least(rates: readonly ErrorRate[]): ErrorRate {
  return rates.reduce((best, one) => (one.rate < best.rate ? one : best));
}

function evidenceOf(
  { wanted, picture }: ImageTest<OcrExpectation>,
  words: NonNullable<ImageEvidence['overlay']>['found'],
): { evidence?: ImageEvidence } {
  if (!picture || (!wanted.region && words.length === 0)) return {};
  const truth = wanted.region ? [{ shape: canonicalBox(wanted.region, picture), isMissed: false }] : [];
  return { evidence: { overlay: { truth, found: words } } };
}

/** Letters that are taken for others in small print. */
const lookalikes: { readonly [letter: string]: string } = {
  l: 'i',
  i: 'j',
  o: 'a',
  e: 'c',
  a: 'o',
  n: 'r',
  m: 'n',
  s: 'z',
  t: 'f',
  u: 'v',
  h: 'b',
  r: 'n',
  c: 'e',
  d: 'b',
  0: '8',
  1: '7',
  5: '6',
  8: '3',
};

function* simulatedReadings({ texts }: OcrExpectation, { isCorrect, random }: Simulation): Generator<string> {
  const truth = texts[0] ?? '';
  if (isCorrect) {
    yield jsonInWords({ text: truth }, random);
    yield JSON.stringify({ text: truth });
    return;
  }
  for (const share of [0.1, 0.25, 0.5, 1]) yield jsonInWords({ text: misread(truth, share, random) }, random);
  yield jsonInWords({ text: truth.split(/\s+/).slice(1).join(' ') }, random);
  yield jsonInWords({ text: 'lorem ipsum '.repeat(Math.ceil(truth.length / 4) + 1).trim() }, random);
}

/** The text with a share of its letters and digits, at least one, taken for others. */
function misread(truth: string, share: number, random: SeededRandom): string {
  const characters = [...truth];
  const places = characters.flatMap((character, place) => (/[\p{L}\p{N}]/u.test(character) ? [place] : []));
  for (let left = Math.min(places.length, Math.max(1, Math.round(places.length * share))); left > 0; left--) {
    const [place] = places.splice(Math.floor(random() * places.length), 1);
    characters[place!] = lookalikes[characters[place!]!.toLowerCase()] ?? 'x';
  }
  return characters.join('');
}
