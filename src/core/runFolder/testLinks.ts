// The two parts of a test's result that follow from its place and its verdict.

import type { RecordedImage } from '../../shared/results/picture';
import type { TestLinks, TestResult } from '../../shared/results/testResult';
import { linkFromTest, testFiles } from './runFolderPaths';

/** The links of a test whose prompt shows no picture. */
export const defaultTestLinks: TestLinks = {
  transcript: testFiles.transcript,
  transcriptText: testFiles.transcriptText,
  resultImage: testFiles.resultImage,
  image: null,
};

/** The links of a test whose prompt shows these pictures. */
export function testLinks(images: readonly RecordedImage[]): TestLinks {
  const [first] = images;
  return first ? { ...defaultTestLinks, image: linkFromTest(first.file) } : defaultTestLinks;
}

/** The score of a test type that knows no degrees: 1, 0, or null when there was nothing to judge. */
export function scoreOf(verdict: TestResult['verdict']): number | null {
  return verdict === 'error' ? null : verdict === 'correct' ? 1 : 0;
}
