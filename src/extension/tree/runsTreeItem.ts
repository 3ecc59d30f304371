// What a node of the *Test Runs* tree says: label, description, icon, and the facts that menus look at. Pure; no vscode here.

import { reviewParts } from '../../shared/words/reviewText';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename } from 'node:path';
import { formatCost, formatCount, formatDuration, formatPercent, formatRate } from '../../shared/text/format';
import { elapsedOf, missingCount, whenParts, type ModelSummary, type RunManifest } from '../../shared/runs/runManifest';
import type { RunStatus, TestState } from '../../shared/run/runState';
import { accuracyOf } from '../../shared/figures/runStats';
import { waitingStatus } from '../../shared/words/batchText';
import { partText } from '../../shared/words/shardText';
import { errorKindWords, modelTitle, testRate } from '../../shared/words/testText';
import { whenText } from '../runs/whenText';
import {
  childCount,
  childrenOf,
  modelState,
  modelSummary,
  nodeId,
  pageLength,
  testLabel,
  testNameOf,
  testState,
  type EvidenceNode,
  type ModelNode,
  type MoreNode,
  type RunNode,
  type RunsTreeNode,
  type RunsTreeView,
  type TestEvidence,
  type TestNode,
} from './runsTreeModel';
import { counted } from '../../shared/text/counted';

/** An icon of VS Code's icon font and the theme color it has. */
export interface TreeIcon {
  name: string;
  color?: string;
}

interface TreeItemText {
  id: string;
  label: string;
  description: string;
  /** A picture never says alone what matters: the screen reader gets this. */
  accessibleLabel: string;
  icon: TreeIcon;
  /** Words that menus look for: `run finished errors`. */
  facts: string;
  canExpand: boolean;
}

/** `spoken`: what a screen reader gets where that is another than label and description. */
type ItemParts = Omit<TreeItemText, 'id' | 'accessibleLabel'> & { spoken?: { name: string; rest: string } };

const statusIcons: { [status in RunStatus]: TreeIcon } = {
  running: { name: 'sync~spin' },
  finished: { name: 'checklist' },
  cancelled: { name: 'circle-slash' },
  interrupted: { name: 'debug-disconnect', color: 'list.warningForeground' },
  waiting: { name: 'watch' },
};

const correctIcon: TreeIcon = { name: 'pass', color: 'testing.iconPassed' };
const incorrectIcon: TreeIcon = { name: 'error', color: 'testing.iconFailed' };
const errorIcon: TreeIcon = { name: 'warning', color: 'testing.iconErrored' };
const notRunIcon: TreeIcon = { name: 'circle-outline', color: 'testing.iconUnset' };
const mostlyCorrectIcon: TreeIcon = { name: 'circle-large-filled', color: 'testing.iconPassed' };
const mostlyIncorrectIcon: TreeIcon = { name: 'circle-large', color: 'testing.iconFailed' };
const importedIcon: TreeIcon = { name: 'inbox' };
const runningIcon: TreeIcon = { name: 'loading~spin' };

const evidenceWords: { [evidence in TestEvidence]: { label: string; icon: string } } = {
  resultImage: { label: 'result image', icon: 'file-media' },
  transcriptText: { label: 'transcript', icon: 'comment-discussion' },
  transcript: { label: 'transcript.json', icon: 'json' },
  result: { label: 'result.json', icon: 'json' },
};

/** How a node looks. */
export function runsTreeItem(node: RunsTreeNode, view: RunsTreeView): TreeItemText {
  const id = nodeId(node);
  const { spoken, ...item } = itemOf(node, view);
  const label = oneLine(item.label);
  const description = oneLine(item.description);
  const said = spoken ? [oneLine(spoken.name), oneLine(spoken.rest)] : [label, description];
  return { id, ...item, label, description, accessibleLabel: said.filter((text) => text !== '').join(', ') };
}

function itemOf(node: RunsTreeNode, view: RunsTreeView): ItemParts {
  switch (node.kind) {
    case 'run':
      return runItem(node, view);
    case 'model':
      return modelItem(node, view);
    case 'test':
      return testItem(node, view);
    case 'evidence':
      return evidenceItem(node);
    case 'more':
      return moreItem(node, view);
  }
}

function runItem({ runDirectory }: RunNode, view: RunsTreeView): ItemParts {
  const run = view.runs.get(runDirectory);
  if (!run || 'problem' in run) {
    return {
      label: basename(runDirectory),
      description: 'can’t be read',
      icon: errorIcon,
      facts: 'brokenRun',
      canExpand: false,
    };
  }
  const { manifest } = run;
  return {
    // A narrow sidebar shows the start of a line: what tells runs apart comes first. A screen reader says the name first.
    label: withResult(manifest.benchmarkName, accuracyOf(manifest.totals), manifest.totals.error),
    description: joined(
      ...whenParts(manifest, (at) => whenText(at, view.now).replace(/^today /, '')),
      ...progressOf(manifest),
      ...partsOf(manifest),
      ...reviewParts(manifest.review, manifest.totals.tests),
      ...simulatedWord(manifest),
    ),
    spoken: {
      name: manifest.benchmarkName,
      rest: joined(
        ...whenParts(manifest, (at) => whenText(at, view.now)),
        ...progressOf(manifest),
        ...reviewParts(manifest.review, manifest.totals.tests),
        ...runFigures(manifest),
      ),
    },
    icon: manifest.importedAt !== null && manifest.status === 'finished' ? importedIcon : statusIcons[manifest.status],
    facts: [
      'run',
      manifest.status,
      ...(manifest.totals.error > 0 ? ['errors'] : []),
      ...(missingCount(manifest) > 0 ? ['unfinished'] : []),
      ...(isAtBudget(manifest) ? ['budget'] : []),
      ...(manifest.importedAt === null ? [] : ['imported']),
      ...(partText(manifest) === null ? [] : ['shard']),
    ].join(' '),
    canExpand: true,
  };
}

/** A run that stopped at its budget can be resumed with more of it. */
function isAtBudget({ models }: RunManifest): boolean {
  return models.some((model) => (model.details?.notRunKinds.budget ?? 0) > 0);
}

/** How far a run came that has not run everything. */
function progressOf(run: RunManifest): string[] {
  const { status, totals } = run;
  const missing = missingCount(run);
  if (status === 'finished' && missing === 0) return [];
  return [waitingStatus(run) ?? `${status} ${formatCount(totals.tests - missing)}/${formatCount(totals.tests)}`];
}

function runFigures(manifest: RunManifest): string[] {
  const { error, costUsd } = manifest.totals;
  return [
    formatPercent(accuracyOf(manifest.totals)),
    ...(error > 0 ? [counted(error, 'error')] : []),
    formatCost(costUsd),
    formatDuration(elapsedOf(manifest)),
    ...simulatedWord(manifest),
  ];
}

function simulatedWord({ models }: RunManifest): string[] {
  return models.length > 0 && models.every((model) => model.isSimulated) ? ['simulated'] : [];
}

/** `84.5% ! 3 · First run`; the name alone where nothing has been judged and nothing went wrong. */
function withResult(name: string, accuracy: number | null, errors: number): string {
  const figures = [accuracy === null ? '' : formatPercent(accuracy), errors > 0 ? `! ${formatCount(errors)}` : ''];
  return [figures.filter((text) => text !== '').join(' '), name].filter((text) => text !== '').join(' · ');
}

function modelItem(node: ModelNode, view: RunsTreeView): ItemParts {
  const model = modelSummary(node, view);
  if (!model) return { label: node.model, description: '', icon: notRunIcon, facts: 'model', canExpand: false };
  const description = joined(
    `${formatCount(model.correct)}/${formatCount(model.total)}`,
    ...(model.tokensPerSecond === null ? [] : [formatRate(model.tokensPerSecond)]),
    formatCost(model.costUsd),
  );
  return {
    label: withResult(modelTitle(model), model.accuracy, model.error),
    description,
    spoken: { name: modelTitle(model), rest: joined(formatPercent(model.accuracy), description) },
    icon: modelIcon(model, isRunning(node.runDirectory, view)),
    facts: 'model',
    canExpand: true,
  };
}

/** By accuracy: a tick when every test is correct, a cross when none is, a full and an empty ring between; a sign where nothing was judged. */
function modelIcon({ accuracy, notRun, error }: ModelSummary, isLive: boolean): TreeIcon {
  if (isLive && notRun > 0) return runningIcon;
  if (accuracy === null) return error > 0 ? errorIcon : notRunIcon;
  if (accuracy === 1 && error + notRun === 0) return correctIcon;
  if (accuracy === 0) return incorrectIcon;
  return accuracy >= 0.5 ? mostlyCorrectIcon : mostlyIncorrectIcon;
}

function testItem(node: TestNode, view: RunsTreeView): ItemParts {
  const test = testState(node, view);
  const label = testLabel(node, view);
  return {
    label: `${testNameOf(node, view)} ${label}`.trim(),
    description: test ? testDescription(test, modelState(node, view)?.isSimulated ?? false) : '',
    icon: test ? testIcon(test) : notRunIcon,
    facts: `test ${test?.phase === 'finished' ? test.verdict : 'not_run'}`,
    canExpand: test?.phase === 'finished',
  };
}

function testDescription(test: TestState, isSimulated: boolean): string {
  if (test.phase === 'running' || test.phase === 'submitted') return test.phase;
  if (test.phase !== 'finished') return 'not run';
  const rate = testRate(test);
  const elapsed = test.timings?.total ?? null;
  return joined(
    test.verdict === 'error' && test.error ? `error: ${errorKindWords[test.error.kind]}` : test.verdict,
    ...(elapsed === null ? [] : [formatDuration(elapsed)]),
    ...(rate === null ? [] : [formatRate(rate.value)]),
    ...(test.cost && test.cost.usd !== null ? [formatCost(test.cost.usd)] : []),
    ...(isSimulated ? ['simulated'] : []),
  );
}

function testIcon(test: TestState): TreeIcon {
  if (test.phase === 'running') return runningIcon;
  switch (test.verdict) {
    case 'correct':
      return correctIcon;
    case 'incorrect':
      return incorrectIcon;
    case 'error':
      return errorIcon;
    case 'not_run':
      return notRunIcon;
  }
}

function evidenceItem({ evidence }: EvidenceNode): ItemParts {
  const { label, icon } = evidenceWords[evidence];
  return { label, description: '', icon: { name: icon }, facts: `evidence ${evidence}`, canExpand: false };
}

function moreItem(node: MoreNode, view: RunsTreeView): ItemParts {
  const all = childCount(node.parent, view);
  const hidden = all - (childrenOf(node.parent, view).length - 1);
  return {
    label: `Show ${formatCount(Math.min(hidden, pageLength))} more`,
    description: `of ${formatCount(hidden)}`,
    icon: { name: 'ellipsis' },
    facts: 'more',
    canExpand: false,
  };
}

/** `shard 3 of 16`, of a run that is one or was merged from such. */
function partsOf(manifest: RunManifest): string[] {
  const text = partText(manifest);
  return text === null ? [] : [text];
}

function isRunning(runDirectory: string, { runs }: RunsTreeView): boolean {
  const run = runs.get(runDirectory);
  return run !== undefined && !('problem' in run) && run.manifest.status === 'running';
}

function joined(...parts: string[]): string {
  return parts.join(' · ');
}
