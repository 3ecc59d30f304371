// `convert FILE`: a file of another tool as a benchmark beside it, and every place of it that could not be carried over.

import { basename, dirname, resolve } from 'node:path';
import { convertFile, type Conversion } from '../../core/convert/convertFile';
import { benchmarkNameFor } from '../../core/convert/benchmarkNameFor';
import { FilesAreThere, writeConversion } from '../../core/convert/writeConversion';
import { counted } from '../../shared/text/counted';
import type { ConvertCommand } from '../arguments/commands';
import { UsageError } from '../arguments/usageError';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { colorsOf, type Colors } from '../terminal/terminal';
import { printable } from '../text/fitText';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { readTextFile } from './readTextFile';

export async function convertCommand(command: ConvertCommand, context: CliContext): Promise<ExitCode> {
  const { file, out, replaces, isJson } = command;
  const { cwd } = context;
  const text = await readTextFile(cwd, file, 'file');
  const fileName = basename(file);
  const path = out === undefined ? resolve(cwd, dirname(file), benchmarkNameFor(fileName)) : resolve(cwd, out);
  const conversion = convertFile({
    text,
    fileName,
    place: benchmarkPlaceOf(cwd, file, false),
    outName: basename(path),
    isBeside: dirname(path) === dirname(resolve(cwd, file)),
  });
  const written = await writeConversion(path, conversion, replaces).catch((error: unknown) => {
    if (!(error instanceof FilesAreThere)) throw error;
    const paths = error.paths.map((one) => shownPath(cwd, one));
    throw new UsageError(
      new FilesAreThere(paths).message,
      'Write --out OTHER.yaml, or --force to replace what is there.',
    );
  });
  const { kind, leftOver, counts } = conversion;
  const shown = written.map((one) => shownPath(cwd, one));
  const colors = colorsOf(context.stdout, context.environment);
  const result = isJson
    ? JSON.stringify({ kind, files: written, ...counts, leftOver }, null, 2)
    : conversionLines(conversion, shown, colors).join('\n');
  await writeOut(context.stdout, `${result}\n`);
  return exitCodes.done;
}

function conversionLines({ kind, leftOver, counts }: Conversion, shown: readonly string[], colors: Colors): string[] {
  const [benchmark = '', ...others] = shown;
  const { models, prompts, skipped } = counts;
  const left = skipped === 0 ? '' : `, ${formatSkipped(skipped)}`;
  return [
    ...leftOver.map(({ file, line, column, what, why }) =>
      printable(`${file}:${line}:${column}: ${what}: ${why}`).replace(/^\S+:\d+:\d+:/, (place) => colors.bold(place)),
    ),
    ...(leftOver.length === 0 ? [] : ['']),
    `${colors.green('ok')} ${kind}: ${counted(prompts, 'prompt')}, ${counted(models, 'model')}${left}`,
    leftOver.length === 0
      ? 'All of it was carried over.'
      : `${counted(leftOver.length, 'place')} to look at; they are in the head of the benchmark, too.`,
    `Benchmark: ${printable(benchmark)}`,
    ...others.map((one) => `Beside it: ${printable(one)}`),
  ];
}

function formatSkipped(count: number): string {
  return `${counted(count, 'prompt')} skipped as what ${count === 1 ? 'it needs' : 'they need'} could not be carried over`;
}
