// Judges one answer as a run does, on a picture of 400 x 200 px that was sent at half its size.

import assert from 'node:assert/strict';
import { modelAnswer, type ModelAnswer } from '../../../../src/core/answerText/modelAnswer';
import { findProfile } from '../../../../src/core/coordinates/coordinateProfiles';
import type { Evaluation } from '../../../../src/core/testTypes/testType';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import type { Expectation, TestTypeName } from '../../../../src/shared/run/benchmark';
import { imageTestTypes } from './imageTestTypes';
import { evaluate } from './evaluate';

export const fence = '```';

export function pictureOf(profile = 'pixels'): PictureContext {
  return {
    width: 400,
    height: 200,
    sentWidth: 200,
    sentHeight: 100,
    profile: findProfile(profile)!,
    chosenBy: 'table',
  };
}

/** The evaluation, with everything that must hold of any judgement checked. */
export async function judge(
  name: TestTypeName,
  response: string | ModelAnswer,
  expectation: Expectation | object,
  picture: PictureContext | null = pictureOf(),
): Promise<Evaluation> {
  const evaluation = await evaluate(
    name,
    typeof response === 'string' ? modelAnswer(response) : response,
    expectation as Expectation,
    { picture: picture ?? undefined },
  );
  const { record, error } = evaluation;
  assert.equal(record.testType, name);
  assert.equal(error === undefined, record.verdict !== 'error');
  if (record.verdict === 'error') assert.equal(record.score, undefined);
  else if (imageTestTypes.includes(name)) assert.ok(record.score! >= 0 && record.score! <= 1);
  const hasReason = record.reason !== undefined;
  assert.ok(!(hasReason && record.verdict === 'correct'), 'no reason for what is correct');
  if (imageTestTypes.includes(name))
    assert.equal(hasReason, record.verdict !== 'correct', 'a reason for all that is not');
  for (const value of Object.values(record.measures ?? {})) assert.ok(Number.isFinite(value));
  assert.deepEqual(JSON.parse(JSON.stringify(record)), record, 'plain data');
  return evaluation;
}

/** `correct 1 | 7`, `incorrect 0.86 | 6 | why`, `unparsable | why`. */
export async function verdict(
  name: TestTypeName,
  response: string | ModelAnswer,
  expectation: Expectation | object,
  picture?: PictureContext,
): Promise<string> {
  const { record, error } = await judge(name, response, expectation, picture);
  if (error) return `${error.kind} | ${error.message}`;
  return [
    imageTestTypes.includes(name) ? `${record.verdict} ${Math.round(record.score! * 100) / 100}` : record.verdict,
    record.got,
    ...(record.reason === undefined ? [] : [record.reason]),
  ].join(' | ');
}

/** Answers of a model that never ended, and others that cost much when they are searched carelessly. */
export const endless: readonly string[] = [
  '. '.repeat(60_000),
  '.'.repeat(100_000) + 'x',
  ' '.repeat(100_000) + 'x',
  `B${' '.repeat(100_000)}x`,
  '"'.repeat(100_001),
  `They are 5" wide ${'a'.repeat(100_000)}`,
  `{"text": "${'\\"'.repeat(50_000)}`,
  '{"'.repeat(50_000),
  '{'.repeat(100_000),
  '['.repeat(100_000),
  '7'.repeat(100_000) + 'x',
  '1, 2, 3, '.repeat(10_000),
  'A or B, (C). '.repeat(8_000),
  'The answer is B. '.repeat(8_000),
  `The answer is B${' '.repeat(100_000)}x`,
  `{"text": "${'a b '.repeat(30_000)}"}`,
  `{"labels": [${'"cat", '.repeat(10_000)}"cat"]}`,
  `{"points": [${'[1, 2], '.repeat(4_000)}[1, 2]]}`,
  `{"objects": [${'{"box": [1, 2, 30, 40]}, '.repeat(2_000)}{"box": [1, 2, 30, 40]}]}`,
];
