// From a file of another tool to a benchmark that can be run. Nothing in the file is executed, and no model is asked.

import { basename } from 'node:path';
import { filesBeside, type BenchmarkFiles } from '../benchmark/benchmarkFiles';
import { loadBenchmark } from '../benchmark/loadBenchmark';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { modelApis } from '../providers/modelApis';
import { createHash } from 'node:crypto';
import { benchmarkTexts } from './benchmarkTexts';
import type { LeftOver } from './carried';
import type { CarriedBenchmark, CarriedCase } from './carried';
import { fittingCase } from './fittingCase';
import { ConversionError } from './conversionError';
import { findFormat } from './findFormat';
import { LeftOvers } from './leftOvers';
import { SourceFiles } from './sourceFiles';

interface ToConvert {
  text: string;
  /** The file's name without its folder. */
  fileName: string;
  /** Where the file is, and how far from it the files may be that it names. */
  place: BenchmarkPlace;
  /** What the benchmark will be called; its data file gets the same beginning. */
  outName: string;
  /** Whether the benchmark is written into the folder of its source, so that it can name the same files. */
  isBeside: boolean;
}

export interface Conversion {
  /** What the file is: `configuration of promptfoo`. */
  kind: string;
  yaml: string;
  /** What goes beside the benchmark, by names without folders. */
  files: { name: string; bytes: Uint8Array }[];
  leftOver: LeftOver[];
  counts: { models: number; prompts: number; skipped: number };
}

/** Throws a `ConversionError` for people when the file is of no known format, can't be read, or has nothing that could be carried over. */
export function convertFile({ text: ofFile, fileName, place, outName, isBeside }: ToConvert): Conversion {
  const text = ofFile.startsWith('\uFEFF') ? ofFile.slice(1) : ofFile;
  const format = findFormat(fileName, text);
  const leftOvers = new LeftOvers();
  const files = new SourceFiles(filesBeside(place), leftOvers);
  const carried = withSoundCases(format.convert({ text, fileName, files, leftOvers }), fileName, leftOvers);
  const leftOver = leftOvers.all;
  const dataName = outName.replace(/(\.bench)?\.ya?ml$/i, '') + '.cases.jsonl';
  const { yaml, data } = benchmarkTexts(carried, dataName, { source: fileName, kind: format.label, leftOver });
  const beside = [
    ...(data ? [{ name: data.name, bytes: Buffer.from(data.text) }] : []),
    ...files.written.map(({ name, text: written }) => ({ name, bytes: Buffer.from(written) })),
  ];
  const itself = 'item' in carried.prompts ? [{ name: fileName, bytes: Buffer.from(text) }] : [];
  const { benchmark, problems } = loadBenchmark(yaml, {
    fileName: outName,
    knownProviders: modelApis(),
    files: withWritten(filesBeside(place), [...beside, ...itself]),
  });
  if (!benchmark) {
    const { line, column, message } = problems.find(({ severity }) => severity === 'error')!;
    throw new ConversionError(
      `What ${basename(fileName)} came to is no benchmark that can be run. Line ${line}, column ${column} of it: ${message}`,
    );
  }
  const skipped = benchmark.prompts.filter(({ skip }) => skip !== undefined).length;
  return {
    kind: format.label,
    yaml,
    // A source that is the data file itself is copied where the benchmark is elsewhere.
    files: isBeside ? beside : [...beside, ...itself],
    leftOver,
    counts: { models: benchmark.modelIds.length, prompts: benchmark.prompts.length, skipped },
  };
}

/** A reason may quote a template, and in `skip` that would be a placeholder. */
function withSoundCases(carried: CarriedBenchmark, file: string, leftOvers: LeftOvers): CarriedBenchmark {
  if ('item' in carried.prompts) return carried;
  const { cases, areData } = carried.prompts;
  const sound = cases.map((one): CarriedCase => {
    const fitting = fittingCase(one, { file, line: 1, column: 1 }, leftOvers);
    return fitting.skip === undefined ? fitting : { ...fitting, skip: fitting.skip.replace(/\{\{\s*|\s*\}\}/g, '') };
  });
  return { ...carried, prompts: { cases: sound, areData } };
}

/** The files as they will be when all is written. */
function withWritten(beside: BenchmarkFiles, written: Conversion['files']): BenchmarkFiles {
  const find = (path: string): Uint8Array | undefined => written.find(({ name }) => name === path)?.bytes;
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  return {
    read(path) {
      const bytes = find(path);
      return bytes ? { bytes: Buffer.from(bytes), sha256: hash(bytes) } : beside.read(path);
    },
    stamp(path) {
      const bytes = find(path);
      return bytes ? `converted ${hash(bytes)}` : beside.stamp(path);
    },
  };
}
