// Why a response that says nothing can't be judged, in a sentence.

import type { BesideText, ModelAnswer } from './modelAnswer';

const reasons: { readonly [beside in BesideText]: string } = {
  toolCall:
    'The model called a tool, though it was offered none, and gave no answer beside that, so there was nothing to judge.',
  loading: 'The server only loaded or unloaded the model and let it answer nothing, so there was nothing to judge.',
  reasoning: 'The model only reasoned and gave no answer after it, so there was nothing to judge.',
};

/** For a response without an answer in it: what came in its place, or that it was empty or has nothing beside thinking and empty fences. */
export function emptyAnswerReason({ raw, beside }: ModelAnswer): string {
  // Whoever thinks in the text and then calls a tool has called a tool.
  if (raw.trim() !== '' && beside !== 'toolCall')
    return 'The response holds no answer: apart from thinking or an empty code fence there is nothing in it to judge.';
  return beside === null ? 'The model sent an empty response, so there was nothing to judge.' : reasons[beside];
}
