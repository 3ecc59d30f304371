// `trend NAME|FILE`: all runs of one benchmark over time, from each run.json alone. Only reads.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename, resolve } from 'node:path';
import { filesBeside } from '../../core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../core/benchmark/loadBenchmark';
import { trendOf } from '../../shared/comparing/benchmarkTrend';
import { emptyRunFilter, filterChoices } from '../../shared/runs/runFilter';
import type { RunManifest } from '../../shared/runs/runManifest';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { TrendCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { suggestion } from '../arguments/suggestion';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { readTextFile } from './readTextFile';
import { resolveFilter, unknownText } from './resolveFilter';
import { colorsOf, widthOf } from '../terminal/terminal';
import { trendLines } from '../text/trendLines';
import { runsFolderOf } from './readProject';
import { runsIn } from './runsIn';
import { UsageError } from '../arguments/usageError';

export async function trendCommand(command: TrendCommand, context: CliContext): Promise<ExitCode> {
  const runs = await runsFolderOf(command.runs, context);
  const runsDirectory = resolve(context.cwd, runs);
  const listed = await runsIn(runs, context.cwd);
  // A run folder goes by its folder's name, which somebody may have changed.
  const all = listed.flatMap((run) => ('manifest' in run ? [{ ...run.manifest, id: basename(run.runDirectory) }] : []));
  const name = /\.ya?ml$/i.test(command.benchmark) ? await nameInFile(command.benchmark, context) : command.benchmark;
  const manifests = runsOf(name, all, shownPath(context.cwd, runsDirectory));
  const trends = trendOf(manifests);
  const wanted = command.models.length === 0 ? null : wantedModels(command.models, manifests);
  const shown = wanted === null ? trends : trends.filter((trend) => wanted.includes(trend.model));
  const benchmark = manifests[0]!.benchmarkName;
  if (command.isJson) {
    await writeOut(context.stdout, `${JSON.stringify({ benchmark, runsDirectory, models: shown }, null, 2)}\n`);
    return exitCodes.done;
  }
  const colors = colorsOf(context.stdout, context.environment);
  const lines = [
    colors.bold(oneLine(benchmark)),
    '',
    ...trendLines(shown, widthOf(context.stdout), colors),
    '',
    `${counted(manifests.length, 'run')} in ${shownPath(context.cwd, runsDirectory)}; accuracy with its 95% interval in percent, cost of the whole run. Two runs in detail: compare.`,
  ];
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}

async function nameInFile(file: string, context: CliContext): Promise<string> {
  const { benchmark, problems } = loadBenchmark(await readTextFile(context.cwd, file, 'benchmark file'), {
    fileName: basename(file),
    knownProviders: [],
    files: filesBeside(benchmarkPlaceOf(context.cwd, file, false)),
  });
  if (benchmark) return benchmark.benchmark_name;
  throw new UsageError(
    `${file} is no valid benchmark: ${problems[0]?.message ?? 'unknown reason'}`,
    "Write the benchmark's name instead of the file, or see `iso-speed-bench validate`.",
  );
}

/** The runs of the benchmark of that name, upper and lower case aside; else of the only one whose name it is a part of. */
function runsOf(name: string, all: readonly RunManifest[], place: string): RunManifest[] {
  if (all.length === 0) throw new UsageError(`There are no runs in ${place}.`, 'Runs elsewhere: --runs DIR.');
  const folded = name.trim().toLowerCase();
  const exact = all.filter((run) => run.benchmarkName.toLowerCase() === folded);
  if (exact.length > 0) return exact;
  const found = all.filter((run) => run.benchmarkName.toLowerCase().includes(folded));
  const names = [...new Set(found.map((run) => run.benchmarkName))];
  if (names.length === 1) return found;
  const known = [...new Set(all.map((run) => run.benchmarkName))];
  if (names.length > 1)
    throw new UsageError(
      `${name} can mean ${names.length} benchmarks: ${names.map(oneLine).join(', ')}.`,
      'Write the whole name, in quotes.',
    );
  throw new UsageError(
    `No run in ${place} is of a benchmark ${name}.`,
    suggestion(name, known) ?? `There are runs of ${known.map(oneLine).join(', ')}.`,
  );
}

function wantedModels(asked: readonly string[], manifests: readonly RunManifest[]): string[] {
  const { filter, unknown } = resolveFilter({ ...emptyRunFilter, models: [...asked] }, filterChoices(manifests));
  const [first] = unknown;
  if (first) throw new UsageError(`The runs of this benchmark: ${unknownText(first)}`);
  return filter.models;
}
