// A test type as one check among others: `test_type: count` with its own `expectation`.

import * as z from 'zod';
import { writtenTestTypes } from '../../shared/run/benchmark';
import { defineCheck } from '../checks/check';
import { anyValue, faultAt, issuesBelow } from '../checks/yamlParts';
import { plainTestTypes } from './plainTestTypes';

export const testTypeCheck = defineCheck({
  word: 'test_type',
  judges: 'The answer is right by a test type, which has an `expectation` of its own.',
  shape: {
    test_type: z
      .enum(writtenTestTypes, { error: `one of ${writtenTestTypes.join(', ')}` })
      .describe('How the answer is judged.'),
    expectation: anyValue.describe('The right answer, in the form of the test type.'),
  },
  finish({ test_type: name, expectation }, isRecorded) {
    const { form } = plainTestTypes[name];
    const read = form.read(expectation, isRecorded);
    if ('issues' in read) return { issues: issuesBelow(['expectation'], read.issues) };
    if (form.rotationsOf(read.value, expectation))
      return faultAt(
        ['expectation', 'circular'],
        'makes several tests of a prompt, so it has no place in a list of checks',
      );
    return { value: { expectation: read.value } };
  },
  example: '{ test_type: count, expectation: 7 }',
  keepsWriting: 'nothing',
  looksAtText: false,
  needs: ({ test_type: name, expectation }) => plainTestTypes[name].needs(expectation),
  answerForm: ({ test_type: name, expectation }, picture) => plainTestTypes[name].answerForm(expectation, picture),
  placesOfTruth: ({ test_type: name, expectation }) =>
    plainTestTypes[name]
      .placesOfTruth(expectation)
      .map((place) => ({ ...place, path: ['expectation', ...place.path] })),
  expectedText: ({ test_type: name, expectation }) => `${name}: ${plainTestTypes[name].expectedText(expectation)}`,
  async judge({ test_type: name, expectation }, _seen, context) {
    const { record, error } = await plainTestTypes[name].evaluate({ ...context, expectation });
    const { verdict, got, score, reason, classes, evidence, python } = record;
    return {
      got,
      ...(classes ? { classes } : {}),
      ...(evidence ? { evidence } : {}),
      ...(python ? { python } : {}),
      ...(verdict === 'error'
        ? { verdict, error: error ?? { kind: 'evaluator', message: reason ?? 'The answer could not be judged.' } }
        : { verdict, ...(score === undefined ? {} : { score }), ...(reason === undefined ? {} : { reason }) }),
    };
  },
  simulatedAnswers: ({ test_type: name, expectation }, simulation) =>
    plainTestTypes[name].simulatedAnswers(expectation, simulation),
});
