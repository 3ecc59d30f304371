// The iso contract: what must be equal for all models of a run for their times and verdicts to be compared, and a sentence for each
// thing that was not. Pure: facts in, sentences out; who gathers the facts is the engine.

import { differenceCause, groupsText } from './differenceCause';
import type { RunMode } from './runMode';
import { parametersInForce, valueText } from './parametersInForce';
import { samplingCauses } from './samplingCauses';
import { isThroughVsCode } from './throughVsCode';
import { counted } from '../text/counted';
import type { IsoModel } from './isoModel';

export interface IsoFacts {
  mode: RunMode;
  models: IsoModel[];
  /** The machines that the run was made on, each as one line of text: more than one when it was resumed elsewhere. */
  machines: string[];
}

export interface IsoVerdict {
  holds: boolean;
  /** `not iso because ...`, one sentence each, without a full stop; empty when it holds. */
  reasons: string[];
}

/** Whether the contract holds, with a sentence for each thing that was not equal. One model is iso with itself, unless its window or the machine changed on the way. */
export function isoVerdict(facts: IsoFacts): IsoVerdict {
  const reasons = isoReasons(facts);
  return { holds: reasons.length === 0, reasons };
}

/** A sentence `not iso because ...` for each thing that was not equal. */
export function isoReasons({ mode, models, machines }: IsoFacts): string[] {
  const asked = models.filter((model) => model.sampling !== null);
  const isBatch = mode === 'batch';
  const others = [
    ...(asked.length < 2
      ? []
      : [
          ...samplingCauses(asked.filter(({ isSampled }) => isSampled)),
          ...windowCauses(asked),
          ...(isBatch ? [] : carriageCauses(asked)),
          ...vsCodeCauses(asked),
          ...(isBatch ? [] : equalityCauses(mode, asked)),
          ...promptCauses(asked),
        ]),
    ...asked.flatMap(changedWindowCause),
    ...(machines.length > 1 && !isBatch
      ? [`the run was made on ${machines.length} machines: ${machines.join('; ')}`]
      : []),
  ];
  const untimed = isBatch ? ['answers of batches have no times: only accuracy, tokens and cost can be compared'] : [];
  const causes = [...variantCauses(asked, others.length === 0), ...others, ...untimed];
  return causes.map((cause) => `not iso because ${cause}`);
}

/** Rows of different variants were asked with different texts; those of one variant are held against each other by all the other causes. */
function variantCauses(models: readonly IsoModel[], isElseEqual: boolean): string[] {
  const variants = models.map(({ model, variant }): [string, string] => [model, variant ?? 'none']);
  if (new Set(variants.map(([, variant]) => variant)).size < 2) return [];
  const within = isElseEqual ? '. Within a variant everything that must be equal was' : '';
  return [`the base prompt was not the same for all rows: ${groupsText(variants, (variant) => variant)}${within}`];
}

/** How the answers came: as streams or in one piece, and of models of one API from which part of it. What was cut of a prompt was not asked. */
function carriageCauses(models: readonly IsoModel[]): string[] {
  const streamed = models
    .filter(({ isSampled }) => isSampled)
    .map(({ model, refused }): [string, string] => [
      model,
      refused.includes('stream') ? 'in one piece' : 'as a stream',
    ]);
  const byProvider = new Map<string, IsoModel[]>();
  for (const one of models) byProvider.set(one.provider, [...(byProvider.get(one.provider) ?? []), one]);
  const cut = models.filter(({ cutPrompts }) => cutPrompts > 0);
  return [
    ...(new Set(streamed.map(([, how]) => how)).size < 2 ? [] : [`answers came ${groupsText(streamed, (how) => how)}`]),
    ...[...byProvider].flatMap(([provider, own]) =>
      differenceCause(
        `the part of ${provider} that answered`,
        own.map(({ model, endpoint }) => [model, endpoint ?? 'the usual one']),
      ),
    ),
    ...(cut.length === 0
      ? []
      : [
          `not all of every prompt was shown: ${cut.map(({ model, cutPrompts }) => `${cutPrompts} cut for ${model}`).join(', ')}`,
        ]),
  ];
}

/** VS Code is between: its own way is in the times, and what it was told of parameters the model's provider may pass over in silence. */
function vsCodeCauses(models: readonly IsoModel[]): string[] {
  const through = models.filter(isThroughVsCode);
  const told = through.filter(({ sampling: sent }) => parametersInForce(sent ?? {}).size > 0);
  const names = (of: readonly IsoModel[]): string => of.map(({ model }) => model).join(', ');
  return [
    ...(through.length === 0 || through.length === models.length
      ? []
      : [`times taken through VS Code are not comparable with those of models asked directly: ${names(through)}`]),
    ...(told.length === 0 ? [] : [`VS Code does not say whether parameters were followed: ${names(told)}`]),
  ];
}

/** The window in force counts; where nobody told it, the one that was asked for. A model of which neither is known is not compared. */
function windowCauses(models: readonly IsoModel[]): string[] {
  const windows = models.flatMap(({ model, window, sampling: sent }): [string, string][] => {
    const tokens = window ?? parametersInForce(sent ?? {}).get('num_ctx');
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
    counted(promptHashes.length, 'test'),
  ]);
  return [`not all models were asked the same tests: ${groupsText(counts, (text) => text)}`];
}
