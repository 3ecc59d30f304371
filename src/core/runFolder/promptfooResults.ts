// What promptfoo writes with `-o results.json`, as a report.

import { modelName } from '../convert/modelNames';
import { fieldsIn, listIn, measuredIn, questionIn, reportOf, textIn, type ForeignResult } from './foreignParts';

type Fields = { [key: string]: unknown };

/** Undefined where it is something else. */
export function promptfooResults(value: Fields): unknown {
  const summary = fieldsIn(value['results']);
  const results = listIn(summary['results']).map(fieldsIn);
  const isOne = 'results' in summary && ('stats' in summary || 'version' in summary) && 'config' in value;
  if (!isOne) return undefined;
  if (results.length === 0) throw new Error('These results of promptfoo have no tests.');
  const prompts = [...new Set(results.map(promptKey))];
  const tests = new Map<string, number>();
  const indexOf = ({ testIdx, vars }: Fields): number => {
    if (typeof testIdx === 'number' && Number.isInteger(testIdx) && testIdx >= 0) return testIdx + 1;
    const key = JSON.stringify(vars);
    if (!tests.has(key)) tests.set(key, tests.size + 1);
    return tests.get(key)!;
  };
  const name = textIn(fieldsIn(value['config'])['description']).trim() || 'promptfoo';
  return reportOf(
    name,
    summary['timestamp'],
    results.map((result) => {
      const { promptIdx } = result;
      const number = (typeof promptIdx === 'number' ? promptIdx : prompts.indexOf(promptKey(result))) + 1;
      return resultOf(result, indexOf(result), prompts.length > 1 ? number : null);
    }),
  );
}

/** Which of several prompts was asked: older versions say no number, but what the prompt is called. */
function promptKey({ promptIdx, prompt }: Fields): unknown {
  return promptIdx ?? textIn(fieldsIn(prompt)['label'] ?? fieldsIn(prompt)['display']);
}

/** `variant`: the number of its prompt, from 1, where there are several. */
function resultOf(result: Fields, index: number, variant: number | null): ForeignResult {
  const provider = fieldsIn(result['provider']);
  const id = textIn(provider['id'] ?? result['provider']);
  const label = textIn(provider['label']);
  const prompt = fieldsIn(result['prompt']);
  const response = fieldsIn(result['response']);
  const grading = fieldsIn(result['gradingResult']);
  const marks = [
    ...(label === '' || label === id ? [] : [label]),
    ...(variant === null ? [] : [`prompt ${variant}`]),
  ].map((mark) => mark.replace(/[[\]#]/g, ' '));
  const error = textIn(result['error'] ?? response['error']);
  // What fails its assertions has that as its error, too.
  const isError = result['failureReason'] === 2 || (error !== '' && !('pass' in grading) && !('output' in response));
  // An answer out of a cache took no time of any model.
  const isCached = response['cached'] === true;
  const tokens = fieldsIn(result['tokenUsage'] ?? response['tokenUsage']);
  const details = fieldsIn(tokens['completionDetails']);
  return {
    model: `${modelName(id) ?? (id || 'unknown')}${marks.length === 0 ? '' : ` [${marks.join(', ')}]`}`,
    index,
    prompt: questionOf(textIn(prompt['raw'])),
    response: textIn(response['output']),
    isCorrect: result['success'] === true,
    expected: assertionsIn(grading),
    reason: textIn(grading['reason']),
    ...(isError ? { error: error || 'promptfoo says that it failed and not why.' } : {}),
    ...(isCached ? {} : { totalMs: measuredIn(result['latencyMs']), usd: measuredIn(result['cost']) }),
    tokens: isCached
      ? {}
      : {
          input: measuredIn(tokens['prompt']),
          output: measuredIn(tokens['completion']),
          reasoning: measuredIn(details['reasoning']),
        },
  };
}

/** Of a conversation the question: that is what a benchmark calls the prompt. */
function questionOf(raw: string): string {
  if (!raw.trimStart().startsWith('[')) return raw;
  try {
    return questionIn(JSON.parse(raw)) ?? raw;
  } catch {
    return raw;
  }
}

/** What was asserted, a line each: `contains: Paris`. */
function assertionsIn(grading: Fields): string {
  const assertions = listIn(grading['componentResults']).map((one) => fieldsIn(fieldsIn(one)['assertion']));
  return assertions
    .filter(({ type }) => typeof type === 'string')
    .map(({ type, value }) =>
      value === undefined || value === null ? textIn(type) : `${textIn(type)}: ${textIn(value)}`,
    )
    .join('\n');
}
