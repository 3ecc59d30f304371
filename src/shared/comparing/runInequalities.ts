// What was not equal between two runs beside what is compared: conditions under which a difference may be no difference of the
// models. Pure; says facts, judges nothing.

import { formatTimeLimit } from '../text/format';
import { machinesText, type ModelDescription, type RunManifest } from '../runs/runManifest';
import type { ModelInfo } from '../run/model';
import { samplingText } from '../runs/samplingTexts';
import { jobsOf } from '../run/parts';
import type { RunState } from '../run/runState';
import { judgeNotes } from '../words/agreementText';

/** One thing that differs, as text; `not recorded` where only one of the two is known. */
export interface Inequality {
  what: string;
  base: string;
  other: string;
}

export interface RunFactsSide {
  state: RunState;
  /** Null when it can't be read; then only what the events tell is compared. */
  manifest: RunManifest | null;
}

type FactsOf = { [what: string]: string | null };

/** Every inequality of two runs and of the models that are compared, given as pairs of canonical strings. */
export function runInequalities(
  base: RunFactsSide,
  other: RunFactsSide,
  modelPairs: readonly { base: string; other: string }[],
): Inequality[] {
  return [
    ...differences(runFacts(base), runFacts(other)),
    ...modelPairs.flatMap((pair) => {
      const name = pair.base === pair.other ? pair.base : `${pair.base} and ${pair.other}`;
      return differences(
        modelFacts(base, pair.base, pair.base === pair.other),
        modelFacts(other, pair.other, pair.base === pair.other),
      ).map((one) => ({ ...one, what: `${one.what} of ${name}` }));
    }),
  ];
}

function differences(base: FactsOf, other: FactsOf): Inequality[] {
  const names = [...new Set([...Object.keys(base), ...Object.keys(other)])];
  return names.flatMap((what) => {
    const [one, two] = [base[what] ?? null, other[what] ?? null];
    return one === two ? [] : [{ what, base: one ?? 'not recorded', other: two ?? 'not recorded' }];
  });
}

function runFacts({ state, manifest }: RunFactsSide): FactsOf {
  const { python } = state;
  return {
    benchmark: state.benchmarkName,
    'test type': state.testType || null,
    status: state.status,
    mode: state.mode,
    'processes at once': String(jobsOf(state.merged)),
    Python: python && `${python.runner}${python.isFull ? '' : ', isolation not full'}`,
    'judge models': judgeNotes(state).join('\n') || 'none',
    ...(manifest ? madeFacts(manifest) : {}),
  };
}

function madeFacts(manifest: RunManifest): FactsOf {
  const { concurrency, versions, rescores } = manifest;
  return {
    'trials of each prompt': String(manifest.trials),
    'picture size': manifest.imageSize,
    'started from': manifest.startedBy.from,
    machine: machinesText(manifest),
    'time-out of an attempt': formatTimeLimit(manifest.attemptTimeoutMs),
    'attempts at most': manifest.maxAttempts === null ? null : String(manifest.maxAttempts),
    'thinking tags': manifest.thinkingTags && (manifest.thinkingTags.join(', ') || 'none'),
    ...named('requests at once to', concurrency),
    ...named('version of', versions),
    'judged again':
      rescores.length === 0
        ? 'no'
        : Object.entries(rescores.at(-1)!.versions)
            .map(([name, version]) => `by ${name} ${version}`)
            .join(', ') || 'yes',
  };
}

function named(what: string, entries: { readonly [name: string]: string | number }): FactsOf {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [`${what} ${name}`, String(value)]));
}

/** What served a model and how it was asked. Weights are compared only of the same model: two models have two digests. */
function modelFacts({ state, manifest }: RunFactsSide, model: string, isSameModel: boolean): FactsOf {
  const isMadeHere = manifest !== null && manifest.importedAt === null;
  const summary = manifest?.models.find((one) => one.model === model);
  const row = state.models.find((one) => one.model === model);
  const warmUp = row?.warmUp;
  return {
    ...(row?.variant === undefined ? {} : { 'base prompt': variantText(row) }),
    ...(isSameModel ? serverFacts(summary?.server ?? null) : {}),
    sampling: manifest?.sampling ? samplingText(manifest.sampling[model]) : null,
    'refused parameters': isMadeHere ? (manifest.refusedParameters[model] ?? []).join(', ') || 'none' : null,
    'warm-up':
      warmUp === undefined || manifest?.importedAt ? null : warmUp === null ? 'none' : warmUp.error ? 'failed' : 'made',
  };
}

/** Two texts may have one name in two runs. */
function variantText({ variant, variantHash }: Pick<ModelInfo, 'variant' | 'variantHash'>): string {
  return `${variant}${variantHash === undefined ? '' : ` (text ${variantHash.slice(0, 8)})`}`;
}

function serverFacts(server: ModelDescription | null): FactsOf {
  return {
    digest: server?.digest ?? null,
    quantisation: server?.quantization ?? null,
    'parameter size': server?.parameterSize ?? null,
    window: server?.contextLength === undefined ? null : `${server.contextLength} tokens`,
    endpoint: server && (server.endpoint ?? 'the usual one'),
    'answered by': server && (server.remoteHost ?? 'the server itself'),
  };
}
