// `ocr`: the answer is the text that stands in the picture.

import type { OcrExpectation } from '../../shared/run/imageExpectation';
import type { ImageEvidence } from '../../shared/results/picture';
import { formatPercent } from '../../shared/text/format';
import { canonicalBox } from '../scores/geometry';
import { normalizeText } from '../scores/normalizeText';
import { anls, characterErrorRate, wordErrorRate, type ErrorRate } from '../scores/textScores';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable, type Comparison } from './judgement';
import { readText } from './readText';

/**
 * Correct when the metric reaches its threshold: at or below for `cer` and `wer`, at or above for `anls`; `exact` needs the same text.
 * The score is 1 - min(1, CER), 1 - min(1, WER), ANLS, or 1 and 0. Of several expected texts the best counts, for each figure by itself.
 */
export const ocr = imageTestType<OcrExpectation>('ocr', ['texts', 'normalize', 'metric', 'threshold'], judgeText);

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

/** The least character error rate. */
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
