// What the filters before models say, in the forms of their services.

import assert from 'node:assert/strict';
import { readError } from '../../../../src/core/providers/errorBody';
import { refusesContent } from '../../../../src/core/providers/refusesContent';

describe('refusesContent', () => {
  const bodies: [string, object, boolean][] = [
    [
      'Azure, with its own name one level further in',
      { error: { message: 'Bad request.', code: 'BadRequest', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
      true,
    ],
    ['Azure, with a code alone', { error: { message: 'Bad request.', code: 'content_filter' } }, true],
    ['xAI', { code: 'invalid', error: 'Content violates usage guidelines. Failed check: SAFETY_CHECK' }, true],
    ['another error', { error: { message: 'Bad request.', code: 'BadRequest', innererror: { code: 'Other' } } }, false],
  ];
  for (const [what, body, isRefused] of bodies)
    it(`${isRefused ? 'knows' : 'leaves alone'} ${what}`, () =>
      assert.equal(refusesContent(readError(body)), isRefused));
});
