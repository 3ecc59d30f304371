// The filters of *Test Runs*, each asked for in a quick pick: what the known runs offer, with the present choice ticked.

import { noticeText } from '../host/noticeText';
import * as vscode from 'vscode';
import { commandIds, type CommandActions } from '../host/commands';
import { showInformation } from '../host/notices';
import { nodeIn } from '../tree/chosenNodes';
import { emptyRunFilter, filterChoices, type RunFilter } from '../../shared/runs/runFilter';
import type { RunManifest } from '../../shared/runs/runManifest';
import { isTestKind, kindHelp, kindWord } from '../../shared/words/testKinds';
import { standingWords } from '../../shared/words/testText';
import { reviewKinds } from '../../shared/run/reviews';
import { standings } from '../../shared/run/verdict';
import type { FilterStore } from '../runs/filterStore';
import type { TestRuns } from '../runs/testRuns';

type FilterList = 'apis' | 'models' | 'testTypes' | 'tags' | 'verdicts' | 'kinds' | 'reviews';

const titles: { [list in FilterList]: string } = {
  apis: 'Show Runs of These Model APIs',
  models: 'Show Runs of These Models',
  testTypes: 'Show Runs of These Test Types',
  tags: 'Show Tests with These Tags',
  verdicts: 'Show Tests with These Verdicts',
  kinds: 'Show Tests with These Errors or Not Run for These Reasons',
  reviews: 'Show Tests by What Reviewers Say of Them',
};

const nothingToChoose: { [list in FilterList]?: string } = {
  tags: 'No prompt of the known runs has a tag.',
  kinds: 'No test of the known runs ended in error or was left out.',
};

interface FilterCommandParts {
  testRuns: TestRuns;
  filter: FilterStore;
}

export function filterCommands({ testRuns, filter }: FilterCommandParts) {
  return {
    [commandIds.filterByApi]: () => chooseFilter(testRuns, filter, 'apis'),
    [commandIds.filterByModel]: () => chooseFilter(testRuns, filter, 'models'),
    [commandIds.filterByTestType]: () => chooseFilter(testRuns, filter, 'testTypes'),
    [commandIds.filterByTag]: () => chooseFilter(testRuns, filter, 'tags'),
    [commandIds.filterByVerdict]: () => chooseFilter(testRuns, filter, 'verdicts'),
    [commandIds.filterByKind]: () => chooseFilter(testRuns, filter, 'kinds'),
    [commandIds.filterByReview]: () => chooseFilter(testRuns, filter, 'reviews'),
    [commandIds.filterByText]: () => writeTextFilter(filter),
    [commandIds.showFailed]: (argument) => showFailed(filter, argument),
    [commandIds.clearFilter]: () => filter.clear(),
  } satisfies CommandActions;
}

/** Leaves of the tree what a model got wrong, or could not answer. */
function showFailed(filter: FilterStore, argument: unknown): void {
  const node = nodeIn(argument);
  if (node?.kind !== 'model') return;
  filter.change({ ...emptyRunFilter, models: [node.model], verdicts: ['incorrect', 'error'] });
}

/** Lets the user tick values of one list of the filter; none ticked lets everything through. */
async function chooseFilter(runs: TestRuns, store: FilterStore, list: FilterList): Promise<void> {
  const choices = await choicesOf(runs, list);
  const present: readonly string[] = store.current[list];
  // What is filtered by stays in the list though no run offers it any more, so that it can be taken away.
  const gone = present
    .filter((value) => !choices.some((choice) => choice.value === value))
    .map((value) => ({ value, label: isTestKind(value) ? kindWord(value) : value }));
  const items = [...choices, ...gone].map(({ value, label }) => ({
    label: noticeText(label),
    ...(isTestKind(value) && list === 'kinds'
      ? { detail: kindHelp[value] }
      : { description: label === value ? '' : value }),
    picked: present.includes(value),
    value,
  }));
  if (items.length === 0) return void showInformation(nothingToChoose[list] ?? 'There are no runs to filter yet.');
  const chosen = await vscode.window.showQuickPick(items, {
    title: titles[list],
    placeHolder: 'None ticked shows all',
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return;
  store.change({ ...store.current, [list]: chosen.map(({ value }) => value) } satisfies RunFilter);
}

/** Lets the user write words that a run's name, id, purpose, comment, test type, tags or models must have. */
async function writeTextFilter(store: FilterStore): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: 'Show Runs with These Words',
    prompt:
      'In the benchmark’s name or purpose, the run’s id or comment, the test type, a tag or a model. Empty shows all.',
    value: store.current.text,
  });
  if (text !== undefined) store.change({ ...store.current, text: text.trim() });
}

async function choicesOf(runs: TestRuns, list: FilterList): Promise<{ value: string; label: string }[]> {
  if (list === 'verdicts') return standings.map((value) => ({ value, label: standingWords[value] }));
  if (list === 'reviews') return reviewKinds.map((value) => ({ value, label: value }));
  const manifests = [...(await runs.list()).values()].flatMap((run): RunManifest[] =>
    'manifest' in run ? [run.manifest] : [],
  );
  return filterChoices(manifests)[list];
}
