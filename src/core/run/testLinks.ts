// The two parts of a test's result that follow from its place and its verdict.

import type { TestLinks, TestResult } from '../../shared/testResult';
import { testFiles } from './runFolder';

/** Of a test whose prompt shows no picture. */
export const defaultTestLinks: TestLinks = {
  transcript: testFiles.transcript,
  transcriptText: testFiles.transcriptText,
  resultImage: testFiles.resultImage,
  image: null,
};

/** The score of a test type that knows no degrees: 1, 0, or null when there was nothing to judge. */
export function scoreOf(verdict: TestResult['verdict']): number | null {
  return verdict === 'error' ? null : verdict === 'correct' ? 1 : 0;
}
