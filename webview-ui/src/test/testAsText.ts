// A test as text for the clipboard: what was asked, answered, expected and got.

import type { TestDetail } from '../../../src/shared/protocols/runPanelProtocol';
import type { ModelInfo } from '../../../src/shared/run/model';
import { formatDateTime } from '../../../src/shared/text/format';
import { errorKindWords } from '../../../src/shared/words/testText';
import { gotTitle } from './renderCompared';

export function testAsText(
  name: string,
  { model, isSimulated }: Pick<ModelInfo, 'model' | 'isSimulated'>,
  testType: string,
  result: TestDetail['result'],
): string {
  const { verdict, startedAt, error, prompt, response, expected, got } = result;
  return [
    `${name} ${model}${isSimulated ? ' (simulated)' : ''}: ${verdict}${startedAt ? `, ${formatDateTime(startedAt)}` : ''}`,
    ...(error ? [`Error: ${errorKindWords[error.kind]}. ${error.message}`] : []),
    `Input prompt:\n${prompt}`,
    `Model response:\n${response}`,
    `Expected:\n${expected}`,
    `${gotTitle(testType)}:\n${got}`,
  ].join('\n\n');
}
