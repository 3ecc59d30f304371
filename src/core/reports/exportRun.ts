// A run as a report of some form, to a file or wherever its text is wanted. The one way that a run leaves its folder but by copying it.

import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { HeldAgainst } from '../../shared/comparing/regressions';
import { fileFailure } from '../files/fileFailure';
import { isWithin } from '../files/isWithin';
import { makeFolder } from '../files/makeFolder';
import { replaceFile } from '../files/replaceFile';
import { fileList, filesWithSecrets } from '../runFolder/filesWithSecrets';
import { wholeReviewPage } from '../runFolder/writeReviewPage';
import { strictReport } from './strictReport';
import { junitReport } from './junitReport';
import { markdownReport } from './markdownReport';
import type { ReportForm } from './reportForms';
import { openReportedRun, type ReportedRun } from './reportedRun';
import { csvReport, jsonLinesReport } from './tableReports';
import { zipRun } from './zipRun';

export interface ExportOptions {
  /** The keys and passwords that are known here, none of which may leave with a run. */
  secrets: readonly string[];
  /** The folder with `webview/`. */
  distDirectory: string;
  /** Where the run can be looked at by who reads the report. */
  link?: string;
  /** Absolute, where the report is written to; absent for one that is printed or copied. */
  reportFile?: string;
  /** The run against an earlier one, for a summary. */
  held?: HeldAgainst | null;
}

type Piece = string | Uint8Array;

/**
 * Gives the report to `write`, piece by piece. What it gives back is what was odd, a sentence each. Throws for people when the folder is no run, one of its
 * files can't be read, or a secret stands in it.
 */
export async function exportRun(
  form: ReportForm,
  runDirectory: string,
  options: ExportOptions,
  write: (piece: Piece) => Promise<unknown>,
): Promise<string[]> {
  const run = await openReportedRun(runDirectory, options);
  await refuseSecrets(runDirectory, options.secrets);
  const pieces = piecesOf(form, run, options);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return form === 'strict' ? (value ?? []) : run.problems;
    await write(value);
  }
}

/** Writes it to a file, which is replaced as a whole; folders that lack are made. Throws for people also when the file can't be written or is one of the run folder. */
export async function exportRunTo(
  path: string,
  form: ReportForm,
  runDirectory: string,
  options: Omit<ExportOptions, 'reportFile'>,
): Promise<string[]> {
  if (isWithin(path, runDirectory))
    throw new Error(`${path} is in the run folder, where the run's own files are. Choose a file outside of it.`);
  let notes: string[] = [];
  try {
    await makeFolder(dirname(path));
    await writeWhole(path, async (file) => {
      const toFile = { ...options, reportFile: path };
      notes = await exportRun(form, runDirectory, toFile, (piece) => file.appendFile(piece));
    });
  } catch (error) {
    const failure = fileFailure(error);
    if (!failure) throw error;
    throw new Error(`${path} could not be written: ${failure.what}. ${failure.remedy}, or choose another file.`, {
      cause: error,
    });
  }
  return notes;
}

/** A file is replaced as a whole, also one that a link leads to; into what is no file, such as a pipe or `/dev/stdout`, is written. */
async function writeWhole(path: string, write: (file: FileHandle) => Promise<unknown>): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there === null || there.isFile()) {
    const real = there === null ? path : await realpath(path);
    return replaceFile(dirname(real), basename(real), write);
  }
  const file = await open(path, 'w');
  try {
    await write(file);
  } finally {
    await file.close();
  }
}

/** Throws for people where a run folder that is about to leave has a secret in it. */
export async function refuseSecrets(runDirectory: string, secrets: readonly string[]): Promise<void> {
  const files = await filesWithSecrets(runDirectory, secrets);
  if (files.length > 0)
    throw new Error(
      `A key or password of yours stands in ${fileList(files)} of ${basename(runDirectory)}, so nothing was exported. Make a new one at its service and set that, then export again.`,
    );
}

function piecesOf(form: ReportForm, run: ReportedRun, options: ExportOptions): AsyncGenerator<Piece, string[] | void> {
  switch (form) {
    case 'strict':
      return strictReport(run.runDirectory);
    case 'junit':
      return junitReport(run, options.held);
    case 'markdown':
      return markdownReport(run, options.held);
    case 'csv':
      return csvReport(run);
    case 'jsonl':
      return jsonLinesReport(run);
    case 'html':
      return htmlReport(run, options.distDirectory);
    case 'zip':
      return zipRun(run.runDirectory);
  }
}

async function* htmlReport({ runDirectory }: ReportedRun, distDirectory: string): AsyncGenerator<string> {
  yield* await wholeReviewPage(runDirectory, distDirectory);
}
