// A run as the command line asks for it: which rows and prompts of the benchmark, and the requests to estimate it and to make it.

import { resolve } from 'node:path';
import { promptInfos } from '../../core/benchmark/promptInfos';
import type { PromptInfo } from '../../shared/run/events';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import { selectPrompts, type PromptSelection } from '../../core/benchmark/selectPrompts';
import type { EstimateRequest } from '../../core/estimate/estimateBenchmark';
import type { ProjectSettings } from '../../core/project/projectSettings';
import type { Environment } from '../../core/providers/provider';
import type { RunRequest } from '../../core/run/runRequest';
import { variantsOf } from '../../shared/run/basePrompt';
import { rowsMeant, type ModelId } from '../../shared/run/model';
import type { ShardChoice } from '../../shared/run/shard';
import { messageOf } from '../../shared/text/messageOf';
import { nearestName } from '../../shared/text/nearestName';
import type { RunCommand } from '../arguments/runOptions';
import { UsageError } from '../arguments/usageError';
import type { CliContext } from '../terminal/cliContext';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { overridesIn } from './overridesIn';
import { runSettings } from './runSettings';

/** A run with its part of the plan known. */
export type KnownCommand = RunCommand & { shard: ShardChoice | undefined };

/** The benchmark's rows, or those of `--models`, `--model` and `--variant`, in the file's order. Throws a `UsageError` for one that it has not. */
export function chosenModels(benchmark: LoadedBenchmark, command: RunCommand): ModelId[] {
  const isWanted = variantTest(benchmark, command);
  const named = [...command.models, ...command.addedModels];
  if (named.length === 0) return benchmark.modelIds.filter(isWanted);
  const known = benchmark.modelIds.map((id) => id.model);
  const wanted = new Set<ModelId>();
  for (const text of named) {
    const rows = rowsMeant(benchmark.modelIds, text);
    if (rows.length === 0) {
      const nearest = nearestName(text, known);
      const question = nearest === undefined ? '' : `Did you mean ${nearest}? `;
      throw new UsageError(
        `${command.file} has no model ${text}.`,
        `${question}Its models are ${known.join(', ')}. --model NAME asks one that the file does not list.`,
      );
    }
    for (const row of rows) wanted.add(row);
  }
  const rows = benchmark.modelIds.filter((id) => wanted.has(id) && isWanted(id));
  if (rows.length > 0) return rows;
  throw new UsageError(
    `${command.file} has no row for ${named.join(', ')} with the variant ${command.variants.join(', ')}.`,
    `Its models are ${known.join(', ')}.`,
  );
}

/** Whether a row has one of the variants of `--variant`. */
function variantTest({ base_prompt }: LoadedBenchmark, { variants, file }: RunCommand): (row: ModelId) => boolean {
  const known = variantsOf(base_prompt);
  const unknown = variants.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const hint =
      known.length === 0 ? 'Its base_prompt is one text for all models.' : `Its variants are ${known.join(', ')}.`;
    throw new UsageError(`${file} has no variant ${unknown} of base_prompt.`, hint);
  }
  return ({ variant = '' }) => variants.length === 0 || variants.includes(variant);
}

function selectionIn({ tags, prompts, limit }: RunCommand): PromptSelection {
  return { tags, ...(prompts === undefined ? {} : { prompts }), ...(limit === undefined ? {} : { limit }) };
}

/** Where the prompts that are asked stand among those of the benchmark, from 1. Throws a `UsageError` where a flag names one that is not there. */
export function chosenPrompts({ prompts }: LoadedBenchmark, command: RunCommand): number[] {
  try {
    return selectPrompts(prompts, selectionIn(command));
  } catch (error) {
    throw new UsageError(
      `${command.file}: ${messageOf(error)}`,
      'See --tags and --prompts in `iso-speed-bench help run`.',
    );
  }
}

/** What the first event of the run will say of the prompts, but that those with pictures have no hash before these are read. */
export function promptsAsked(benchmark: LoadedBenchmark, places: readonly number[]): PromptInfo[] {
  const prompts = places.map((place) => benchmark.prompts[place - 1]!);
  return promptInfos(benchmark, prompts, ({ images }) => (images.length === 0 ? [] : null), places);
}

/** A run as it was asked for, and what holds of it beside. */
export interface AskedRun {
  command: KnownCommand;
  context: CliContext;
  /** The text of the benchmark. */
  source: string;
  models: readonly ModelId[];
  environment: Environment;
  /** Of the project file. */
  settings: ProjectSettings;
  /** The folder of runs, as people write it. */
  runs: string;
}

export function estimateRequest(run: AskedRun): EstimateRequest {
  const { command, context, runs } = run;
  const place = benchmarkPlaceOf(context.cwd, command.file, command.allowsOutsideImages);
  return { ...runRequest(run, resolve(context.cwd, runs)), place };
}

export function runRequest(
  { command, context, source, models, environment, settings }: AskedRun,
  runsDirectory: string,
): RunRequest {
  return {
    ...runSettings(command, context, environment, settings),
    benchmarkPath: resolve(context.cwd, command.file),
    benchmarkText: source,
    runsDirectory,
    models: models.map((id) => id.model),
    overrides: overridesIn(command),
    ...(command.shard === undefined ? {} : { shard: command.shard }),
    ...(command.comment === undefined ? {} : { comment: command.comment }),
    ...selectionIn(command),
    filesRoot: benchmarkPlaceOf(context.cwd, command.file, command.allowsOutsideImages).filesRoot,
  };
}
