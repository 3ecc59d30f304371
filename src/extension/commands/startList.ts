// What a panel without a run offers: the benchmarks of the workspace, as the *Benchmarks* view has them, and the newest runs.

import { dirname } from 'node:path/posix';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { accuracyOf } from '../../shared/figures/runStats';
import type { StartBenchmark, StartList, StartRun } from '../../shared/protocols/startList';
import { runMoment } from '../../shared/runs/runManifest';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { planText } from '../../shared/text/planText';
import { whenText } from '../runs/whenText';
import type { TestRuns } from '../runs/testRuns';
import type { BenchmarkNode, BenchmarksTree } from '../tree/benchmarksTree';

/** More is what the sidebar is for. */
const most = { benchmarks: 12, runs: 8 };

export async function startList(benchmarks: BenchmarksTree, testRuns: TestRuns): Promise<Omit<StartList, 'back'>> {
  const [nodes, listed] = await Promise.all([benchmarks.getChildren(), testRuns.list()]);
  const now = new Date();
  const runs = [...listed.values()].flatMap((run): StartRun[] =>
    'manifest' in run
      ? [
          {
            runDirectory: run.runDirectory,
            benchmarkName: oneLine(run.manifest.benchmarkName),
            accuracy: accuracyOf(run.manifest.totals),
            errors: run.manifest.totals.error,
            when: whenText(runMoment(run.manifest), now),
          },
        ]
      : [],
  );
  return {
    benchmarks: nodes.slice(0, most.benchmarks).map(benchmarkOf),
    runs: runs.slice(0, most.runs),
    more: {
      benchmarks: Math.max(0, nodes.length - most.benchmarks),
      runs: Math.max(0, runs.length - most.runs),
    },
  };
}

function benchmarkOf({ uri, checked: { benchmark, problems } }: BenchmarkNode): StartBenchmark {
  const folder = dirname(vscode.workspace.asRelativePath(uri));
  return {
    uri: uri.toString(),
    name: oneLine(basename(uri.fsPath)),
    folder: folder === '.' ? '' : oneLine(folder),
    size: benchmark ? planText(benchmark.modelIds, benchmark.prompts.length) : null,
    errors: problems.filter((problem) => problem.severity === 'error').length,
  };
}
