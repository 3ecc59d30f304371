// The *Test Runs* tree as plain data: which nodes there are, what is below each, and what is above it. A node is an identity only;
// what it says is looked up when it is drawn (`runsTreeItem`), so that a live run changes nodes without replacing them. No vscode here.

import { testName } from '../../shared/words/testName';
import type { ListedRun } from '../../core/runFolder/listedRun';
import { isEmptyFilter, matchesRun, matchesTest, type RunFilter } from '../../shared/runs/runFilter';
import type { ModelState, RunState, TestState } from '../../shared/run/runState';
import { kindOfTest } from '../../shared/words/testKinds';
import type { ModelSummary } from '../../shared/runs/runManifest';
import { standingOf } from '../../shared/run/verdict';
import { testTypeOf } from '../../shared/run/testTypeOf';

/** The evidence of a test that can be opened from the tree, in the order it is shown. */
export const testEvidence = ['resultImage', 'transcriptText', 'transcript', 'result'] as const;
export type TestEvidence = (typeof testEvidence)[number];

export type RunNode = { kind: 'run'; runDirectory: string };
export type ModelNode = { kind: 'model'; runDirectory: string; model: string };
export type TestNode = { kind: 'test'; runDirectory: string; model: string; index: number };
export type EvidenceNode = {
  kind: 'evidence';
  runDirectory: string;
  model: string;
  index: number;
  evidence: TestEvidence;
};
/** *Show 200 more* at the end of a long list; `parent` is absent for the list of runs. */
export type MoreNode = { kind: 'more'; parent?: ModelNode };
export type RunsTreeNode = RunNode | ModelNode | TestNode | EvidenceNode | MoreNode;

/** How many children of a long list are shown at first, and how many each *Show more* adds. */
export const pageLength = 200;

/** What the tree is drawn from. The maps hold what has been loaded; what is not in them shows no children. */
export interface RunsTreeView {
  /** The runs by run folder, newest first. */
  runs: ReadonlyMap<string, ListedRun>;
  filter: RunFilter;
  /** The tests of the runs that were expanded, by run folder. */
  states: ReadonlyMap<string, RunState>;
  /** What lies in the folders of the tests that were expanded, by node id. */
  evidence: ReadonlyMap<string, readonly TestEvidence[]>;
  /** How many children are shown, by the id of the parent; `pageLength` when absent. */
  shown: ReadonlyMap<string, number>;
  now: Date;
}

const rootId = 'runs';

/** The same for the same thing for as long as it exists: VS Code keeps what is expanded and selected by it. */
export function nodeId(node: RunsTreeNode | undefined): string {
  if (!node) return rootId;
  switch (node.kind) {
    case 'run':
      return node.runDirectory;
    case 'model':
      return [node.runDirectory, node.model].join('|');
    case 'test':
      return [node.runDirectory, node.model, node.index].join('|');
    case 'evidence':
      return [node.runDirectory, node.model, node.index, node.evidence].join('|');
    case 'more':
      return `${nodeId(node.parent)}|more`;
  }
}

export function parentOf(node: RunsTreeNode): RunsTreeNode | undefined {
  switch (node.kind) {
    case 'run':
      return undefined;
    case 'model':
      return { kind: 'run', runDirectory: node.runDirectory };
    case 'test':
      return { kind: 'model', runDirectory: node.runDirectory, model: node.model };
    case 'evidence':
      return { kind: 'test', runDirectory: node.runDirectory, model: node.model, index: node.index };
    case 'more':
      return node.parent;
  }
}

/** The nodes below a node, or the runs; what the filter leaves of them, a page of long lists. */
export function childrenOf(node: RunsTreeNode | undefined, view: RunsTreeView): RunsTreeNode[] {
  if (!node) return pageOf(undefined, matchingRuns(view), view);
  switch (node.kind) {
    case 'run':
      return modelsOf(node, view);
    case 'model':
      return pageOf(node, testsOf(node, view), view);
    case 'test':
      return (view.evidence.get(nodeId(node)) ?? []).map((evidence) => ({ ...node, kind: 'evidence', evidence }));
    case 'evidence':
    case 'more':
      return [];
  }
}

/** How many children the filter leaves in all, shown or not. */
export function childCount(node: ModelNode | undefined, view: RunsTreeView): number {
  return node ? testsOf(node, view).length : matchingRuns(view).length;
}

/** How many children of a list are shown once one more page is. */
export function shownAfterMore(node: MoreNode, view: RunsTreeView): number {
  return (view.shown.get(nodeId(node.parent)) ?? pageLength) + pageLength;
}

/** The state of the model that a node belongs to; absent when the run is not loaded. */
export function modelState(node: ModelNode | TestNode, view: RunsTreeView): ModelState | undefined {
  return view.states.get(node.runDirectory)?.models.find((candidate) => candidate.model === node.model);
}

/** The figures of a node's model, from `run.json` or, of a live run, from its tests so far. */
export function modelSummary({ runDirectory, model }: ModelNode, { runs }: RunsTreeView): ModelSummary | undefined {
  const run = runs.get(runDirectory);
  return run && !('problem' in run) ? run.manifest.models.find((candidate) => candidate.model === model) : undefined;
}

export function testState(node: TestNode, view: RunsTreeView): TestState | undefined {
  return modelState(node, view)?.tests[node.index - 1];
}

/** What tells the prompt of a test from the others; empty when nothing does. */
export function testLabel(node: TestNode, view: RunsTreeView): string {
  return view.states.get(node.runDirectory)?.prompts[node.index - 1]?.label ?? '';
}

/** `#20`, `#20 trial 2/3` */
export function testNameOf(node: TestNode, view: RunsTreeView): string {
  return testName(view.states.get(node.runDirectory) ?? { prompts: [] }, node.index);
}

function matchingRuns(view: RunsTreeView): RunNode[] {
  return [...view.runs.values()]
    .filter((run) => isRunShown(run, view.filter))
    .map(({ runDirectory }) => ({ kind: 'run', runDirectory }));
}

/** A run that can't be read has nothing to filter by: it is there as long as nothing is filtered. */
function isRunShown(run: ListedRun, filter: RunFilter): boolean {
  return 'problem' in run ? isEmptyFilter(filter) : matchesRun(filter, run.manifest);
}

function modelsOf({ runDirectory }: RunNode, { runs, filter }: RunsTreeView): ModelNode[] {
  const run = runs.get(runDirectory);
  if (!run || 'problem' in run) return [];
  const { manifest } = run;
  return manifest.models
    .filter((model) => matchesRun(withoutText(filter), { ...manifest, models: [model] }))
    .map(({ model }) => ({ kind: 'model', runDirectory, model }));
}

function testsOf(node: ModelNode, view: RunsTreeView): TestNode[] {
  const state = view.states.get(node.runDirectory);
  const model = modelState(node, view);
  if (!state || !model) return [];
  const filter = withoutText(view.filter);
  return model.tests
    .filter((test) =>
      matchesTest(filter, model, testTypeOf(state, test.index), {
        standing: standingOf(test),
        kind: kindOfTest(test, state),
        reviews: test.reviews,
        label: '',
        tags: state.prompts[test.index - 1]?.tags,
      }),
    )
    .map((test) => ({ kind: 'test', runDirectory: node.runDirectory, model: node.model, index: test.index }));
}

/** The text finds runs by what `run.json` says: looked for in the tests again, the name of a benchmark would leave none of them. */
function withoutText(filter: RunFilter): RunFilter {
  return { ...filter, text: '' };
}

function pageOf(parent: ModelNode | undefined, all: RunsTreeNode[], view: RunsTreeView): RunsTreeNode[] {
  const shown = view.shown.get(nodeId(parent)) ?? pageLength;
  return all.length <= shown ? all : [...all.slice(0, shown), { kind: 'more', ...(parent ? { parent } : {}) }];
}
