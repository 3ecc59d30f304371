// The kinds of files that menus of ours show on: benchmarks, reports, and folders with runs in them.

import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import { afterActivation } from '../host/afterActivation';
import { isBenchmark } from './benchmarkSource';
import { KnownFiles, type FileKind } from './knownFiles';

/** A run folder is named after the moment at which its run began. */
const runFolderName = /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_/;

/** Larger YAML is no benchmark written by hand. */
const largestBenchmarkBytes = 1_000_000;

const benchmarkKind: FileKind = {
  contextKey: 'isoSpeedBench.benchmarks',
  glob: '**/*.{yaml,yml}',
  headBytes: largestBenchmarkBytes,
  isOne: async (_uri, head) => {
    const { looksLikeBenchmark } = await import('../../core/benchmark/looksLikeBenchmark');
    return Buffer.byteLength(head) < largestBenchmarkBytes && looksLikeBenchmark(head);
  },
  isOpenOne: isBenchmark,
};

const reportKind: FileKind = {
  contextKey: 'isoSpeedBench.reports',
  glob: '**/*.json',
  // The prompts of a report stand before its answers.
  headBytes: 65_536,
  isOne: async (_uri, head) => {
    const { startsLikeReport } = await import('../../core/benchmark/looksLikeBenchmark');
    return startsLikeReport(head);
  },
};

const runsFolderKind: FileKind = {
  contextKey: 'isoSpeedBench.runsFolders',
  glob: '**/run.json',
  headBytes: 0,
  isOne: ({ path }) => runFolderName.test(basename(dirname(path))),
  shownOn: (uri) => vscode.Uri.joinPath(uri, '..', '..'),
};

export interface MenuFiles {
  benchmarks: KnownFiles;
  reports: KnownFiles;
  runsFolders: KnownFiles;
}

/** The files of each kind; once the extension is activated the workspace is looked through in the background. */
export function findMenuFiles(log: vscode.LogOutputChannel): { files: MenuFiles; looking: vscode.Disposable } {
  const files = {
    benchmarks: new KnownFiles(benchmarkKind, log),
    reports: new KnownFiles(reportKind, log),
    runsFolders: new KnownFiles(runsFolderKind, log),
  };
  const looking = afterActivation(() => {
    for (const kind of Object.values(files))
      kind
        .inWorkspace()
        .catch((error: unknown) => log.warn(`the workspace was not looked through: ${messageOf(error)}`));
  });
  return { files, looking };
}
