// Judging one answer, for a run and for judging it again: whatever goes wrong in it is an error of that test.

import type { RecordedAttempt } from '../../shared/results/testResult';
import { besideText } from '../answerText/besideText';
import { modelAnswer } from '../answerText/modelAnswer';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import type { JudgingContext, TestFacts } from '../checks/check';
import type { PictureContext } from '../coordinates/pictureContext';
import { evaluation as evaluationSchema } from '../runFolder/attemptSchemas';
import { faultFinder } from '../files/faultFinder';
import { findTestType } from '../testTypes/findTestType';
import { failedEvaluation } from '../testTypes/judgement';
import type { Evaluation } from '../testTypes/testType';

const evaluationFault = faultFinder(evaluationSchema);

interface JudgingTools extends Pick<JudgingContext, 'python' | 'javascript' | 'files' | 'judges' | 'promptText'> {
  thinkingTags: readonly string[];
  /** What was measured of the asking. */
  facts: TestFacts;
}

type JudgedPrompt = Pick<LoadedPrompt, 'testType' | 'expectation' | 'dynamic_variables'>;

/** `text` is what the model said. Throws the signal's reason when aborted, and nothing else. */
export async function judgeAnswer(
  { testType, expectation, dynamic_variables: variables = {} }: JudgedPrompt,
  { text, response }: { text: string; response: RecordedAttempt['response'] },
  { thinkingTags, ...tools }: JudgingTools,
  picture: PictureContext | undefined,
  signal: AbortSignal,
): Promise<Evaluation> {
  try {
    const answer = modelAnswer(text, { beside: besideText(response), thinkingTags });
    const evaluation = await findTestType(testType).evaluate({
      answer,
      expectation,
      signal,
      picture,
      variables,
      ...tools,
    });
    const fault = evaluationFault(evaluation.record);
    if (fault !== null) throw new Error(`what came of judging is none: ${fault}`);
    return evaluation;
  } catch (error) {
    signal.throwIfAborted();
    const expected = expectedText({ testType, expectation });
    return failedEvaluation({ testType, answer: text, expected, got: '' }, 'evaluator', error);
  }
}

/** What a test expects, in words for people; empty where there are none to be had, which makes no verdict another. */
export function expectedText({ testType, expectation }: Pick<LoadedPrompt, 'testType' | 'expectation'>): string {
  try {
    return findTestType(testType).expectedText(expectation);
  } catch {
    // Whoever judges by it is told.
    return '';
  }
}
