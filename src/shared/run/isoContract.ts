// The iso contract: what must be equal for all models of a run for their times and verdicts to be compared, and a sentence for each
// thing that was not. Pure: facts in, sentences out; who gathers the facts is the engine.

import { isMap } from '../text/isMap';
import type { RunMode } from './events';

export interface IsoFacts {
  mode: RunMode;
  models: IsoModel[];
  /** The machines that the run was made on, each as one line of text: more than one when it was resumed elsewhere. */
  machines: string[];
}

export interface IsoModel {
  /** Canonical string. */
  model: string;
  /** What was sent beside model and messages; null when it was not asked. */
  sampling: { [parameter: string]: unknown } | null;
  /** Parameters that its API refused, so that it was asked without them. */
  refused: string[];
  /** A digest of the bytes of all pictures as sent, in prompt order; null when none was sent. */
  imageDigest: string | null;
  /** Hashes of the prompts that it was asked, in any order; trials of one prompt repeat it. */
  promptHashes: string[];
  /** The host that answers it, and how many requests were in flight to it at once at most. */
  queue: string;
  atOnce: number;
  /** Whether a warm-up call came before its first test; null where there is nothing to warm up (model APIs in the cloud). */
  isWarm: boolean | null;
  /** Where its server had the answers from, when it passed the requests on; null when it answered itself. */
  remoteHost: string | null;
  /** The window that its server said it was loaded with, tokens; null where nobody said. */
  window: number | null;
  /** Other windows that it was loaded with before the run was resumed, tokens. */
  earlierWindows: number[];
}

export interface IsoVerdict {
  holds: boolean;
  /** `not iso because ...`, one sentence each, without a full stop; empty when it holds. */
  reasons: string[];
}

/** Names that model APIs have for one and the same parameter. */
const sameParameter: { readonly [name: string]: string } = {
  max_completion_tokens: 'max_tokens',
  max_output_tokens: 'max_tokens',
  maxOutputTokens: 'max_tokens',
  num_predict: 'max_tokens',
  topP: 'top_p',
  topK: 'top_k',
};

/** The tokens that Ollama makes room for; like its other parameters it is one of `options`. */
const windowParameter = 'num_ctx';

/** How the answer is carried, what belongs to the model's own name (`o3-mini:high`), and what a simulated model is made of: not sampling. */
const notSampling: ReadonlySet<string> = new Set([
  ...['stream', 'stream_options', 'keep_alive', 'reasoning_effort'],
  // What model APIs that are no language models say of themselves.
  ...['accuracy', 'errorRate', 'firstTokenMs', 'loadMs', 'tokensPerSecond', 'simulated', 'engine', 'language'],
]);

/** Whether the contract holds, with a sentence for each thing that was not equal. One model is iso with itself, unless its window or the machine changed on the way. */
export function isoVerdict(facts: IsoFacts): IsoVerdict {
  const reasons = isoReasons(facts);
  return { holds: reasons.length === 0, reasons };
}

/** A sentence `not iso because ...` for each thing that was not equal. */
export function isoReasons({ mode, models, machines }: IsoFacts): string[] {
  const asked = models.filter((model) => model.sampling !== null);
  const causes = [
    ...(asked.length < 2
      ? []
      : [
          ...samplingCauses(asked),
          ...windowCauses(asked),
          ...refusedCauses(asked),
          ...equalityCauses(mode, asked),
          ...promptCauses(asked),
        ]),
    ...asked.flatMap(changedWindowCause),
    ...(machines.length > 1 ? [`the run was made on ${machines.length} machines: ${machines.join('; ')}`] : []),
  ];
  return causes.map((cause) => `not iso because ${cause}`);
}

function samplingCauses(models: readonly IsoModel[]): string[] {
  const sampled = models.map((model) => ({ model: model.model, parameters: sampling(model.sampling) }));
  const names = [...new Set(sampled.flatMap(({ parameters }) => Object.keys(parameters)))].sort();
  return names
    .filter((name) => name !== windowParameter)
    .flatMap((name) =>
      differenceCause(
        name,
        sampled.map(({ model, parameters }) => [
          model,
          name in parameters ? valueText(parameters[name]) : "the API's default",
        ]),
      ),
    );
}

/** The window in force counts; where nobody told it, the one that was asked for. A model of which neither is known is not compared. */
function windowCauses(models: readonly IsoModel[]): string[] {
  const windows = models.flatMap(({ model, window, sampling: sent }): [string, string][] => {
    const tokens = window ?? sampling(sent)[windowParameter];
    return tokens === undefined ? [] : [[model, `${valueText(tokens)} tokens`]];
  });
  return differenceCause('the window', windows);
}

/** Of one model alone, too: its own answers were not given under equal conditions. */
function changedWindowCause({ model, window, earlierWindows }: IsoModel): string[] {
  if (earlierWindows.length === 0) return [];
  return [
    `the window of ${model} was ${earlierWindows.join(', then ')} tokens before the run was resumed, and ${window} since`,
  ];
}

/** The sampling parameters by the name that is used here for all model APIs. */
export function sampling(parameters: IsoModel['sampling']): { [parameter: string]: unknown } {
  const { options, ...rest } = parameters ?? {};
  const known = Object.entries({ ...rest, ...(isMap(options) ? options : {}) }).filter(
    ([name]) => !notSampling.has(name),
  );
  return Object.fromEntries(
    known.map(([name, value]) => [Object.hasOwn(sameParameter, name) ? sameParameter[name]! : name, value]),
  );
}

function refusedCauses(models: readonly IsoModel[]): string[] {
  return models.flatMap(({ model, refused }) => {
    const names = refused.filter((name) => !notSampling.has(name)).sort();
    return names.length === 0 ? [] : [`the API of ${model} refused ${names.join(', ')}`];
  });
}

function equalityCauses(mode: RunMode, models: readonly IsoModel[]): string[] {
  const warm = models.flatMap(({ model, isWarm }): [string, string][] =>
    isWarm === null ? [] : [[model, isWarm ? 'warm' : 'cold']],
  );
  const pictures = models.map(({ model, imageDigest }): [string, string] => [model, imageDigest ?? 'none']);
  const atOnce = models.map(({ model, atOnce: limit }): [string, string] => [model, String(limit)]);
  const shared = mode === 'speed' ? [] : sharedQueues(models);
  return [
    ...(new Set(pictures.map(([, digest]) => digest)).size < 2
      ? []
      : [`not all models got the same picture bytes: ${groupsText(pictures, (_, at) => `picture set ${at + 1}`)}`]),
    ...differenceCause('the number of requests at once', atOnce),
    ...shared,
    ...remoteCauses(models),
    ...differenceCause('the state of the model before the first test', warm),
  ];
}

/** Names the models that share a host: in throughput mode they wait for each other, and models with a host of their own don't. */
function sharedQueues(models: readonly IsoModel[]): string[] {
  const byQueue = new Map<string, string[]>();
  for (const { queue, model } of models) byQueue.set(queue, [...(byQueue.get(queue) ?? []), model]);
  const sizes = new Set([...byQueue.values()].map((sharing) => sharing.length));
  if (sizes.size < 2) return [];
  const crowded = [...byQueue].filter(([, sharing]) => sharing.length > 1);
  return [
    `some models shared the requests at once of their host and others did not: ${crowded.map(([queue, sharing]) => `${sharing.join(', ')} on ${queue}`).join('; ')}`,
  ];
}

/** A server that passes requests on adds its own way to a time, and is not the machine that the others were answered by. */
function remoteCauses(models: readonly IsoModel[]): string[] {
  const hosts = models.map(({ model, remoteHost }): [string, string] => [model, remoteHost ?? 'the server itself']);
  return differenceCause('where the server had the answers from', hosts);
}

function promptCauses(models: readonly IsoModel[]): string[] {
  const sets = models.map(({ model, promptHashes }): [string, string] => [model, [...promptHashes].sort().join(' ')]);
  if (new Set(sets.map(([, hashes]) => hashes)).size < 2) return [];
  const counts = models.map(({ model, promptHashes }): [string, string] => [
    model,
    `${promptHashes.length} ${promptHashes.length === 1 ? 'test' : 'tests'}`,
  ]);
  return [`not all models were asked the same tests: ${groupsText(counts, (text) => text)}`];
}

/** `temperature was 0 for a, b and 1 for c`; nothing where all are equal. */
function differenceCause(what: string, values: readonly [model: string, value: string][]): string[] {
  if (new Set(values.map(([, value]) => value)).size < 2) return [];
  return [`${what} was ${groupsText(values, (value) => value)}`];
}

/** `0 for a, b and 1 for c`: the models of each value, values in the order they come. */
function groupsText(
  values: readonly [model: string, value: string][],
  name: (value: string, at: number) => string,
): string {
  const groups = new Map<string, string[]>();
  for (const [model, value] of values) groups.set(value, [...(groups.get(value) ?? []), model]);
  return [...groups].map(([value, models], at) => `${name(value, at)} for ${models.join(', ')}`).join(' and ');
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
