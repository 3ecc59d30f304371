// What no line of a run folder can keep is its test's error, and never the run's end: what is odd of it goes, and the rest of what was paid for is kept.

import type { TestFinished } from '../../shared/run/events';
import type { RecordedAttempt } from '../../shared/results/testResult';
import { messageOf } from '../../shared/text/messageOf';
import type { AskOutcome } from '../ask/askModel';
import { attempt as attemptSchema } from '../runFolder/attemptSchemas';
import { cost as costSchema, tokens as tokensSchema } from '../runFolder/recordSchemas';
import { noTokens } from './attemptCost';
import { evidenceOf, type EvidenceContext, type EvidentTest, type Judged } from './testEvidence';

/** Of a text that is kept of what can't be kept whole. */
const mostCharacters = 1_000_000;

interface KeptTest {
  line: string;
  finished: TestFinished;
}

/** The line and the event of a test. */
export async function keptTest(
  context: EvidenceContext,
  test: EvidentTest,
  asked: AskOutcome,
  finished: TestFinished,
  judged: Judged,
): Promise<KeptTest> {
  try {
    return { line: await evidenceOf(context, test, asked, finished, judged), finished };
  } catch (error) {
    const failed = failedTest(finished, error);
    const attempts = asked.attempts.map(keepable);
    // Whatever a test of before had to say may be what is too long.
    const alone = { ...test, previous: null };
    const line = await evidenceOf(context, alone, { ...asked, attempts }, failed, { record: null, at: judged.at });
    return { line, finished: failed };
  }
}

function failedTest(
  { score: _score, measures: _measures, classes: _classes, rubrics: _rubrics, ...finished }: TestFinished,
  error: unknown,
): TestFinished {
  return {
    ...finished,
    verdict: 'error',
    tokens: tokensSchema.safeParse(finished.tokens).success ? finished.tokens : noTokens,
    cost: costSchema.safeParse(finished.cost).success ? finished.cost : { usd: null, source: 'unknown' },
    error: finished.error ?? { kind: 'api', message: `The answer could not be kept as it came: ${messageOf(error)}.` },
  };
}

/** An attempt without what is odd of it. */
function keepable(whole: RecordedAttempt): RecordedAttempt {
  const { attempt, batch, times, request, response, inFlight } = whole;
  const isLong = response !== undefined && response.text.length + response.reasoning.length > mostCharacters;
  if (!isLong && attemptSchema.safeParse(whole).success) return whole;
  return {
    attempt,
    ...(batch ? { batch } : {}),
    times,
    request: { ...request, parameters: {} },
    ...(response ? { response: bareResponse(response) } : {}),
    chunks: [],
    ...(inFlight === undefined ? {} : { inFlight }),
  };
}

type RecordedResponse = NonNullable<RecordedAttempt['response']>;

function bareResponse({ text, reasoning, tokens }: RecordedResponse): RecordedResponse {
  return {
    text: shortText(text),
    reasoning: shortText(reasoning),
    finishReason: null,
    id: null,
    model: null,
    headers: {},
    serverTimings: null,
    tokens: tokensSchema.safeParse(tokens).success ? tokens : noTokens,
  };
}

/** What a server sends for a text may be none. */
function shortText(text: unknown): string {
  return typeof text === 'string' ? text.slice(0, mostCharacters) : '';
}
