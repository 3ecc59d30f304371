// *Compare* in the tree and the command palette: finds out which runs are meant and opens their comparison.

import { basename } from 'node:path';
import { commandIds, type CommandActions } from '../host/commands';
import type { ComparedPlace } from '../pages/comparePage';
import type { ComparePages } from '../pages/comparePages';
import { chooseRun, chooseRuns } from '../runs/chooseRuns';
import { runOf } from './runOf';
import type { TestRuns } from '../runs/testRuns';
import { chosenRunsAndModels } from '../tree/chosenNodes';
import type { ModelNode, RunNode } from '../tree/runsTreeModel';
import { runMoment } from '../../shared/runs/runManifest';

interface CompareCommandParts {
  testRuns: TestRuns;
  comparePages: ComparePages;
}

export function compareCommands({ testRuns, comparePages }: CompareCommandParts) {
  const compareSelected = async (argument: unknown, selected: unknown): Promise<void> => {
    const chosen = await withOther(testRuns, chosenRunsAndModels(argument, selected));
    if (!chosen) return;
    const order = await oldestFirst(
      testRuns,
      chosen.map(({ runDirectory }) => runDirectory),
    );
    const places = chosen.map(({ runDirectory, ...node }): ComparedPlace => ({
      runDirectory,
      ...(node.kind === 'model' ? { model: node.model } : {}),
    }));
    // Models of one run stay in the order of the run.
    await comparePages.show(
      places.sort((one, other) => order.indexOf(one.runDirectory) - order.indexOf(other.runDirectory)),
    );
  };
  return {
    [commandIds.compareSelectedRuns]: compareSelected,
    [commandIds.compareSelectedModels]: compareSelected,
    [commandIds.compareRuns]: async () => {
      const chosen = await chooseRuns(testRuns, 'Compare Which Runs? The oldest is the base');
      if (!chosen) return;
      if (chosen.length < 2) throw new Error('Choose two runs or more to compare.');
      await comparePages.show((await oldestFirst(testRuns, chosen)).map((runDirectory) => ({ runDirectory })));
    },
    [commandIds.compareWithPrevious]: async (argument) => {
      const runDirectory = await runOf(argument, testRuns, 'Compare Which Run with the One Before?');
      if (runDirectory === undefined) return;
      await comparePages.show([{ runDirectory: await previousRun(testRuns, runDirectory) }, { runDirectory }]);
    },
  } satisfies CommandActions;
}

/**
 * What is compared. An entry alone, as one that was clicked outside of the selection, is held against a run that is asked for; absent when the user
 * chooses none. Throws for people when there is no entry.
 */
async function withOther(
  testRuns: TestRuns,
  chosen: readonly (RunNode | ModelNode)[],
): Promise<readonly (RunNode | ModelNode)[] | undefined> {
  const [node] = chosen;
  if (!node) throw new Error('Select two or more to compare: hold Ctrl (on a Mac Cmd) while clicking the others.');
  if (chosen.length > 1) return chosen;
  const runDirectory = await chooseRun(testRuns, 'Compare with Which Run?', [node.runDirectory]);
  return runDirectory === undefined ? undefined : [{ ...node, runDirectory }, node];
}

/** The folders in the order in which the runs were started; those that can't be read last. */
async function oldestFirst(testRuns: TestRuns, runDirectories: readonly string[]): Promise<string[]> {
  const newest = [...(await testRuns.list()).keys()];
  const place = (runDirectory: string): number => -newest.indexOf(runDirectory);
  return [...new Set(runDirectories)].sort((one, other) => place(one) - place(other));
}

/** The newest run of the same benchmark that was started before this one. Throws for people when there is none. */
async function previousRun(testRuns: TestRuns, runDirectory: string): Promise<string> {
  const runs = await testRuns.list();
  const run = runs.get(runDirectory);
  if (!run || 'problem' in run)
    throw new Error(
      `${basename(runDirectory)} can't be compared. ${run && 'problem' in run ? run.problem : 'It is in none of the folders that are looked into.'}`,
    );
  const { benchmarkName } = run.manifest;
  const moment = Date.parse(runMoment(run.manifest));
  const earlier = [...runs.values()].flatMap((one) =>
    'manifest' in one && one.manifest.benchmarkName === benchmarkName && one.runDirectory !== runDirectory ? [one] : [],
  );
  const found = earlier.find((one) => Date.parse(runMoment(one.manifest)) <= moment);
  if (!found)
    throw new Error(
      `There is no earlier run of ${benchmarkName} in the folders that are looked into. Run it again to have two, compare it with a run of another benchmark ("Compare Runs..."), or add the folder with older runs ("Add Runs Folder...").`,
    );
  return found.runDirectory;
}
