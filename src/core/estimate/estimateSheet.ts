// An estimate as the sheet that VS Code shows before a run. Pure: it only words what was estimated.

import type { SheetModel, ShownSheet } from '../../shared/protocols/sheetProtocol';
import { counted } from '../../shared/text/counted';
import { formatCost, formatCount, formatDuration } from '../../shared/text/format';
import type { ModelEstimate, RunEstimate } from './estimateRun';
import {
  basisText,
  callsText,
  costRangeText,
  durationText,
  notesBesideKeys,
  priceText,
  rangeText,
} from './estimateWords';

/** `whole` is of all models, `chosen` of those that are to run: totals and notes are theirs. */
export function estimateSheet(whole: RunEstimate, chosen: RunEstimate): ShownSheet {
  const { mode, budgetUsd, models, prompts } = chosen;
  const running = new Map(models.map((model) => [model.model, model]));
  return {
    benchmarkName: chosen.benchmarkName,
    totals: [
      {
        name: 'Calls',
        value: `${callsText(chosen)} (${counted(models.length, 'model')} x ${counted(prompts, 'prompt')})`,
      },
      { name: 'Cost', value: costRangeText(chosen) },
      { name: 'Input tokens', value: rangeText(chosen.input, formatCount) },
      { name: 'Output tokens', value: rangeText(chosen.output, formatCount) },
      { name: 'Time', value: durationText(chosen) },
      { name: 'Mode', value: mode },
      { name: 'Budget', value: budgetUsd === null ? 'none' : formatCost(budgetUsd) },
    ],
    models: whole.models.map((model) => ({
      ...modelRow(running.get(model.model) ?? model, whole),
      isChosen: running.has(model.model),
    })),
    missingKeys: chosen.missingKeys,
    notes: notesBesideKeys(chosen),
    basis: basisText(chosen),
  };
}

function modelRow(model: ModelEstimate, { missingKeys, prompts }: RunEstimate): Omit<SheetModel, 'isChosen'> {
  const notRun = prompts - model.calls;
  const keys = missingKeys.filter(({ models }) => models.includes(model.model));
  return {
    model: model.model,
    calls: formatCount(model.calls),
    input: rangeText(model.input, formatCount),
    output: rangeText(model.output, formatCount),
    cost: model.free ? '$0' : rangeText(model.cost, formatCost),
    perTest: formatDuration(model.totalMs),
    price: priceText(model),
    lacks: [
      ...keys.map(({ keyVariable }) => `${keyVariable} is not set`),
      ...(notRun > 0 ? [`${formatCount(notRun)} of ${formatCount(prompts)} not run`] : []),
    ],
  };
}
