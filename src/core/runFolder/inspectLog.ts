// A log of Inspect in JSON, as a report: one model, a sample a test, its epochs trials of it.

import { counted } from '../../shared/text/counted';
import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { catalogName } from '../convert/modelNames';
import {
  contentIn,
  fieldsIn,
  listIn,
  measuredIn,
  questionIn,
  reportOf,
  textIn,
  type EndedEarly,
  type ForeignResult,
} from './foreignParts';

type Fields = { [key: string]: unknown };

/** Undefined where it is something else. */
export function inspectLog(value: Fields): unknown {
  const about = fieldsIn(value['eval']);
  if (!('task' in about) || !('model' in about) || !('status' in value)) return undefined;
  const samples = listIn(value['samples']).map(fieldsIn);
  if (samples.length === 0)
    throw new Error(
      `This log of Inspect has no samples: it ended before the first, or was written without them.${causeText(value)}`,
    );
  const model = textIn(about['model']);
  const ids = new Map<string, number>();
  const results = samples.map((sample): ForeignResult => {
    const id = textIn(sample['id'] ?? sample['input']);
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return resultOf(sample, catalogName(model) ?? model, ids.get(id)!);
  });
  return reportOf(textIn(about['task']) || 'Inspect', about['created'], results, endOf(value));
}

/** How a run ended that did not come to its end; undefined for one that did, and for a word that nobody knows. */
function endOf(log: Fields): EndedEarly | undefined {
  const { status } = log;
  const has = `it has ${countText(log)}, and its figures are of those.${causeText(log)}`;
  if (status === 'cancelled') return { status, note: `Inspect's log says that its run was cancelled: ${has}` };
  if (status === 'error') return { status: 'interrupted', note: `Inspect's log says that its run broke off: ${has}` };
  if (status === 'started')
    return { status: 'interrupted', note: `Inspect's log was written before its run had ended: ${has}` };
  return undefined;
}

/** `4 of 10 samples`, where the log says how many it was to have. */
function countText({ samples, results, eval: about }: Fields): string {
  const has = listIn(samples).length;
  const { epochs } = fieldsIn(fieldsIn(about)['config']);
  const ofData = measuredIn(fieldsIn(fieldsIn(about)['dataset'])['samples']);
  const all = measuredIn(fieldsIn(results)['total_samples']) ?? (ofData && ofData * (measuredIn(epochs) ?? 1));
  return all !== undefined && all > has ? `${formatCount(has)} of ${counted(all, 'sample')}` : counted(has, 'sample');
}

/** What Inspect says of why, as a sentence behind another; empty where it says nothing. */
function causeText({ error }: Fields): string {
  const message = oneLine(textIn(fieldsIn(error)['message'])).trim();
  return message === '' ? '' : ` Inspect says: ${message}`;
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
  const isRight = verdictOf(score['value']);
  const failure = error === undefined || error === null ? undefined : textIn(fieldsIn(error)['message'] ?? error);
  return {
    model,
    index,
    prompt: questionIn(sample['input']) ?? textIn(sample['input']),
    response: 'completion' in output ? textIn(output['completion']) : contentIn(message['content']),
    isCorrect: isRight === true,
    expected:
      listIn(sample['target']).length > 0
        ? listIn(sample['target']).map(textIn).join(' or ')
        : textIn(sample['target']),
    reason: [score['answer'], score['explanation']].map(textIn).find((one) => one !== '') ?? textIn(score['value']),
    ...(failure !== undefined
      ? { error: failure || 'Inspect says that it failed and not why.' }
      : isRight === undefined
        ? { error: unscoredText(score, sample['limit']) }
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

/** As Inspect itself reads a value: `C`, yes, true and 1 are correct, and of a score only the whole is. Undefined for what is no verdict. */
function verdictOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value >= 1;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return value === 'C' || /^(?:yes|true)$/i.test(value) || Number(value) >= 1;
}

/** Why a sample has no verdict. */
function unscoredText({ value }: Fields, limit: unknown): string {
  if (typeof value === 'object' && value !== null)
    return 'Inspect has several figures of this sample, and none of them is its verdict.';
  const { type } = fieldsIn(limit);
  return `Inspect has no score of this sample${typeof type === 'string' ? `: it came to the limit of ${type}` : ''}.`;
}
