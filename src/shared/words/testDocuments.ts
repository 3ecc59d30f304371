// What is kept of one test as documents that a person opens. They are views: made when somebody asks, and stored nowhere.

import type { StoredTest } from '../results/testResult';
import { formatRecord } from '../text/formatRecord';
import { testName, type NamedPrompts } from './testName';
import { transcriptText } from './transcriptText';

export const testDocuments = {
  /** The whole history for people. */
  transcriptText: 'transcript.md',
  transcript: 'transcript.json',
  result: 'result.json',
} as const;

export type TestDocument = keyof typeof testDocuments;

/** Null for a transcript that the test has lost. */
export function testDocument(run: NamedPrompts, { result, transcript }: StoredTest, what: TestDocument): string | null {
  if (what === 'result') return formatRecord(result);
  if (!transcript) return null;
  return what === 'transcript'
    ? formatRecord(transcript)
    : transcriptText(result, transcript, null, testName(run, result.index));
}
