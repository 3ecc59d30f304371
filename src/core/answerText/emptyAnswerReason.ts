// Why a response that says nothing can't be judged, in a sentence.

import type { ModelAnswer } from './modelAnswer';

/** For a response without an answer in it: it was empty, or only reasoned, or has nothing beside thinking and empty fences. */
export function emptyAnswerReason({ raw, hasReasoning }: ModelAnswer): string {
  if (raw.trim() !== '')
    return 'The response holds no answer: apart from thinking or an empty code fence there is nothing in it to judge.';
  return hasReasoning
    ? 'The model only reasoned and gave no answer after it, so there was nothing to judge.'
    : 'The model sent an empty response, so there was nothing to judge.';
}
