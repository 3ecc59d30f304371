// Why a response that says nothing can't be judged, in a sentence.

/** For a response without an answer in it; says whether it was empty or only thought. */
export function emptyAnswerReason(response: string): string {
  return response.trim() === ''
    ? 'The model sent an empty response, so there was nothing to judge.'
    : 'The response holds no answer: apart from thinking or an empty code fence there is nothing in it to judge.';
}
