// What a simulated model says to an image test: a right answer, or a wrong one that a model might give. It is told what is expected, and asks the
// test type's own evaluator whether an answer is as right or as wrong as it is meant to be, so that it holds for any expectation.

import type { ImageTestType } from '../../shared/run/benchmark';
import type {
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
} from '../../shared/run/imageExpectation';
import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';
import { modelAnswer } from '../answerText/modelAnswer';
import { findTestType } from '../testTypes/findTestType';
import type { ModelRequest } from './provider';
import { placeCandidates } from './placeCandidates';

export interface ImageQuestion extends Pick<ModelRequest, 'expectation' | 'picture'> {
  testType: ImageTestType;
}

/**
 * The text of an answer that is judged correct, or incorrect when `isCorrect` is false. Where no such answer exists (the only option there is can't
 * be missed) it is the nearest to it.
 */
export async function simulatedImageAnswer(
  question: ImageQuestion,
  isCorrect: boolean,
  random: SeededRandom,
): Promise<string> {
  const { testType, expectation, picture } = question;
  const wanted = isCorrect ? 'correct' : 'incorrect';
  let answer = '{}';
  for (const candidate of candidates(question, isCorrect, random)) {
    answer = candidate;
    const { record } = await findTestType(testType).evaluate(
      modelAnswer(candidate),
      expectation,
      null,
      new AbortController().signal,
      picture ?? undefined,
    );
    if (record.verdict === wanted) break;
  }
  return answer;
}

/** Answers, the most natural first. Ends at once for an expectation that is not the test type's. */
function* candidates(
  { testType, expectation, picture }: ImageQuestion,
  isCorrect: boolean,
  random: SeededRandom,
): Generator<string> {
  if (typeof expectation !== 'object' || Array.isArray(expectation)) return;
  switch (testType) {
    case 'point':
    case 'box':
      if (picture) yield* placeCandidates(testType, expectation, picture, isCorrect, random);
      return;
    case 'count':
      yield* countCandidates(expectation as unknown as CountExpectation, isCorrect, random);
      return;
    case 'ocr':
      yield* textCandidates(expectation as unknown as OcrExpectation, isCorrect, random);
      return;
    case 'choice':
      yield* choiceCandidates(expectation as unknown as ChoiceExpectation, isCorrect, random);
      return;
    case 'classify':
      yield* labelCandidates(expectation as unknown as ClassifyExpectation, isCorrect, random);
      return;
  }
}

/** JSON alone, in a fence, or in a fence with words around it. */
function inForm(value: unknown, random: SeededRandom): string {
  const json = JSON.stringify(value);
  const form = random();
  if (form < 0.6 || json.includes('```')) return json;
  const fence = `\`\`\`json\n${json}\n\`\`\``;
  return form < 0.85 ? fence : `Here is the answer:\n\n${fence}`;
}

function* countCandidates(
  { count, tolerance }: CountExpectation,
  isCorrect: boolean,
  random: SeededRandom,
): Generator<string> {
  if (isCorrect) {
    yield inForm({ count }, random);
    return;
  }
  const off = Math.floor(tolerance) + pick(random, [1, 1, 1, 2]);
  yield inForm({ count: count >= off && random() < 0.6 ? count - off : count + off }, random);
}

const choiceForms = [
  (letter: string) => JSON.stringify({ answer: letter }),
  (letter: string) => letter,
  (letter: string) => `Answer: ${letter}`,
] as const;

function* choiceCandidates(
  { options, answer }: ChoiceExpectation,
  isCorrect: boolean,
  random: SeededRandom,
): Generator<string> {
  const others = Object.keys(options ?? {}).filter((letter) => letter !== answer);
  const [first = String(answer), ...rest] = isCorrect ? [answer] : others;
  const letter = pick(random, [first, ...rest]);
  yield pick(random, choiceForms)(letter);
  // An option that is called like a letter is said best in full.
  yield JSON.stringify({ answer: letter });
}

function* labelCandidates(
  { choices, labels = [], isMultiple }: ClassifyExpectation,
  isCorrect: boolean,
  random: SeededRandom,
): Generator<string> {
  const others = (choices ?? []).filter((choice) => !labels.includes(choice));
  const [first, ...rest] = others;
  const other = first === undefined ? undefined : pick(random, [first, ...rest]);
  if (!isMultiple) {
    yield inForm({ label: isCorrect ? labels[0] : (other ?? 'something else') }, random);
    return;
  }
  if (isCorrect) {
    yield inForm({ labels }, random);
    return;
  }
  if (labels.length > 1 && random() < 0.5) yield inForm({ labels: labels.slice(0, -1) }, random);
  if (other !== undefined)
    yield inForm({ labels: random() < 0.5 ? [...labels, other] : [...labels.slice(1), other] }, random);
  yield inForm({ labels: [] }, random);
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

function* textCandidates({ texts }: OcrExpectation, isCorrect: boolean, random: SeededRandom): Generator<string> {
  const text = texts?.[0] ?? '';
  if (isCorrect) {
    yield inForm({ text }, random);
    yield JSON.stringify({ text });
    return;
  }
  for (const share of [0.1, 0.25, 0.5, 1]) yield inForm({ text: misread(text, share, random) }, random);
  yield inForm({ text: text.split(/\s+/).slice(1).join(' ') }, random);
  yield inForm({ text: 'lorem ipsum '.repeat(Math.ceil(text.length / 4) + 1).trim() }, random);
}

/** The text with a share of its letters and digits, at least one, taken for others. */
function misread(text: string, share: number, random: SeededRandom): string {
  const characters = [...text];
  const places = characters.flatMap((character, place) => (/[\p{L}\p{N}]/u.test(character) ? [place] : []));
  for (let left = Math.min(places.length, Math.max(1, Math.round(places.length * share))); left > 0; left--) {
    const [place] = places.splice(Math.floor(random() * places.length), 1);
    characters[place!] = lookalikes[characters[place!]!.toLowerCase()] ?? 'x';
  }
  return characters.join('');
}
