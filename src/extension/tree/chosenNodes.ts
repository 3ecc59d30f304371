// What a command of the Test Runs view was called on: the entry that was clicked, and all that are selected. No vscode here.

import { nodeId, type ModelNode, type RunNode, type RunsTreeNode } from './runsTreeModel';

const kinds: { readonly [kind in RunsTreeNode['kind']]: true } = {
  run: true,
  model: true,
  test: true,
  evidence: true,
  more: true,
};

/** An argument of a command as the tree's entry that it is; absent for anything else. */
export function nodeIn(argument: unknown): RunsTreeNode | undefined {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return undefined;
  return typeof argument.kind === 'string' && Object.hasOwn(kinds, argument.kind)
    ? (argument as RunsTreeNode)
    : undefined;
}

/** The runs and models that are selected, when the one that was clicked is among them; else that one. */
export function chosenRunsAndModels(argument: unknown, selected: unknown): (RunNode | ModelNode)[] {
  const clicked = nodeIn(argument);
  const nodes = (Array.isArray(selected) ? selected : []).map(nodeIn);
  const isAmong = clicked !== undefined && nodes.some((node) => node && nodeId(node) === nodeId(clicked));
  return (isAmong ? nodes : [clicked]).flatMap((node) =>
    node?.kind === 'run' || node?.kind === 'model' ? [node] : [],
  );
}

/** The folders of the runs among them. */
export function chosenRuns(argument: unknown, selected: unknown): string[] {
  return chosenRunsAndModels(argument, selected).flatMap((node) => (node.kind === 'run' ? [node.runDirectory] : []));
}
