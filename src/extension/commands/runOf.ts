// Which run a command is meant for.

import { Uri } from 'vscode';
import { chooseRun } from '../runs/chooseRuns';
import type { TestRuns } from '../runs/testRuns';
import { nodeIn } from '../tree/chosenNodes';

/** The run of a node, the folder of a menu or a panel, or, from the command palette, the run that the user picks. */
export async function runOf(
  argument: unknown,
  testRuns: TestRuns,
  question = 'Which run?',
): Promise<string | undefined> {
  if (argument instanceof Uri) return argument.fsPath;
  const node = nodeIn(argument);
  if (node && node.kind !== 'more') return node.runDirectory;
  return chooseRun(testRuns, question);
}
