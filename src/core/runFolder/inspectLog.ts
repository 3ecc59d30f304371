// A log of Inspect in JSON, as a report: one model, a sample a test, its epochs trials of it.

import { catalogName } from '../convert/modelNames';
import {
  contentIn,
  fieldsIn,
  listIn,
  measuredIn,
  questionIn,
  reportOf,
  textIn,
  type ForeignResult,
} from './foreignParts';

type Fields = { [key: string]: unknown };

/** Undefined where it is something else. */
export function inspectLog(value: Fields): unknown {
  const about = fieldsIn(value['eval']);
  if (!('task' in about) || !('model' in about) || !('status' in value)) return undefined;
  const samples = listIn(value['samples']).map(fieldsIn);
  if (samples.length === 0)
    throw new Error('This log of Inspect has no samples: it ended before the first, or was written without them.');
  const model = textIn(about['model']);
  const ids = new Map<string, number>();
  const results = samples.map((sample): ForeignResult => {
    const id = textIn(sample['id'] ?? sample['input']);
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return resultOf(sample, catalogName(model) ?? model, ids.get(id)!);
  });
  return reportOf(textIn(about['task']) || 'Inspect', about['created'], results);
}

function resultOf(sample: Fields, model: string, index: number): ForeignResult {
  const output = fieldsIn(sample['output']);
  const choice = fieldsIn(listIn(output['choices'])[0]);
  const usage = fieldsIn(output['usage']);
  const error = sample['error'] ?? output['error'];
  // Of several scorers the first one, as its list of figures begins with that.
  const score = fieldsIn(Object.values(fieldsIn(sample['scores'] ?? { score: sample['score'] }))[0]);
  const message = fieldsIn(choice['message']);
  const seconds = measuredIn(output['time']);
  const isUnscored = !('value' in score);
  const failure = error === undefined || error === null ? undefined : textIn(fieldsIn(error)['message'] ?? error);
  return {
    model,
    index,
    prompt: questionIn(sample['input']) ?? textIn(sample['input']),
    response: 'completion' in output ? textIn(output['completion']) : contentIn(message['content']),
    isCorrect: isRight(score['value']),
    expected:
      listIn(sample['target']).length > 0
        ? listIn(sample['target']).map(textIn).join(' or ')
        : textIn(sample['target']),
    reason: [score['answer'], score['explanation']].map(textIn).find((one) => one !== '') ?? textIn(score['value']),
    ...(failure !== undefined
      ? { error: failure || 'Inspect says that it failed and not why.' }
      : isUnscored
        ? { error: 'Inspect has no score of this sample.' }
        : {}),
    ...(seconds === undefined ? {} : { totalMs: seconds * 1000 }),
    tokens: {
      input: measuredIn(usage['input_tokens']),
      output: measuredIn(usage['output_tokens']),
      reasoning: measuredIn(usage['reasoning_tokens']),
      cached: measuredIn(usage['input_tokens_cache_read']),
    },
  };
}

/** `C` is correct; of a score only the whole is. */
function isRight(value: unknown): boolean {
  return value === true || value === 'C' || (typeof value === 'number' && value >= 1);
}
