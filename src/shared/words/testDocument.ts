// What is kept of one test as the text of a document.

import type { StoredTest } from '../results/testResult';
import { formatRecord } from '../text/formatRecord';
import type { TestDocument } from './testDocuments';
import { testName, type NamedPrompts } from './testName';
import { transcriptText } from './transcriptText';

/** Null for a transcript that the test has lost. */
export function testDocument(run: NamedPrompts, { result, transcript }: StoredTest, what: TestDocument): string | null {
  if (what === 'result') return formatRecord(result);
  if (!transcript) return null;
  return what === 'transcript'
    ? formatRecord(transcript)
    : transcriptText(result, transcript, null, testName(run, result.index));
}
