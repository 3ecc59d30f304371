// What the tooltip of a node of the *Test Runs* tree says. Pure; no vscode here.

import { basename } from 'node:path';
import type { ListedRun } from '../../core/runFolder/listedRun';
import type { OtherCost } from '../../shared/run/otherCost';
import { whenParts, elapsedOf, type ModelSummary } from '../../shared/runs/runManifest';
import { counted } from '../../shared/text/counted';
import { formatDuration, formatCount, formatCost, formatPercent, formatRate } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { withoutVerdictParts } from '../../shared/words/notRun';
import { otherCostText } from '../../shared/words/otherCostText';
import { partText } from '../../shared/words/shardText';
import { costText, hoverFigures } from '../../shared/words/testText';
import {
  type RunsTreeNode,
  type RunsTreeView,
  modelSummary,
  type TestNode,
  testState,
  testLabel,
  testNameOf,
} from './runsTreeModel';

/** The lines of a node's tooltip, made when it is asked for. No name makes a line of its own. */
export function runsTreeTooltip(node: RunsTreeNode, view: RunsTreeView): string[] {
  return linesOf(node, view).map(oneLine);
}

function linesOf(node: RunsTreeNode, view: RunsTreeView): string[] {
  switch (node.kind) {
    case 'run':
      return runTooltip(view.runs.get(node.runDirectory));
    case 'model': {
      const model = modelSummary(node, view);
      return model ? modelTooltip(model) : [];
    }
    case 'test':
      return testTooltip(node, view);
    case 'evidence':
    case 'more':
      return [];
  }
}

function runTooltip(run: ListedRun | undefined): string[] {
  if (!run) return [];
  if ('problem' in run) return [basename(run.runDirectory), run.problem];
  const { manifest } = run;
  const { totals } = manifest;
  const part = partText(manifest);
  return [
    manifest.benchmarkName,
    ...(manifest.purpose === '' ? [] : [manifest.purpose]),
    ...(part === null ? [] : [part]),
    ...(manifest.comment === '' ? [] : [`comment: ${manifest.comment}`]),
    `${manifest.status}, started ${whenParts(manifest, (at) => at).join(', ')}, elapsed ${formatDuration(elapsedOf(manifest))}`,
    `${countsText({ ...totals, submitted: manifest.submitted })} of ${formatCount(totals.tests)} tests`,
    `tokens ${formatCount(totals.inputTokens)} in + ${formatCount(totals.outputTokens)} out`,
    `estimated cost ${formatCost(totals.costUsd)}, ${formatCount(totals.priced)} of ${formatCount(totals.tests)} priced${withOther(totals)}`,
    `test type ${manifest.testTypes.join(', ') || 'not recorded'}`,
    run.runDirectory,
  ];
}

/** `5 correct, 1 incorrect, 0 errors, 80 submitted, 2 not run`. */
function countsText(counts: Pick<ModelSummary, 'correct' | 'incorrect' | 'error' | 'notRun' | 'submitted'>): string {
  return [
    `${formatCount(counts.correct)} correct`,
    `${formatCount(counts.incorrect)} incorrect`,
    counted(counts.error, 'error'),
    ...withoutVerdictParts(counts),
  ].join(', ');
}

/** What was charged beside the answers, behind a cost: `; + $0.00040 for 3 failed attempts`. */
function withOther({ otherCost }: { otherCost: OtherCost }): string {
  const other = otherCostText(otherCost);
  return other === null ? '' : `; ${other}`;
}

function modelTooltip(model: ModelSummary): string[] {
  return [
    `${model.model} (${model.providerLabel})${model.isSimulated ? ', simulated' : ''}`,
    countsText(model),
    `accuracy ${formatPercent(model.accuracy)}`,
    `speed ${formatRate(model.tokensPerSecond)}, average total ${formatDuration(model.averageTotal)}, median TTFT ${formatDuration(model.medianTtft)}`,
    `tokens ${formatCount(model.inputTokens)} in + ${formatCount(model.outputTokens)} out, cost ${costText(model, model)}${withOther(model)}`,
  ];
}

function testTooltip(node: TestNode, view: RunsTreeView): string[] {
  const test = testState(node, view);
  const label = testLabel(node, view);
  return [
    `${testNameOf(node, view)} ${node.model}`,
    ...(label === '' ? [] : [label]),
    ...(test?.phase === 'finished'
      ? [`${test.verdict}, ${hoverFigures(test, test.verdict === 'not_run' ? 'waiting' : test.verdict)}`]
      : []),
    ...(test?.error ? [test.error.message] : []),
  ];
}
