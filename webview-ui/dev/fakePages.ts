// Stands in for the extension host of the test page (/test), the runs overview (/overview), the compare page (/compare) and the pre-run sheet
// (/sheet). Parameters in the address:
//   theme=dark | light | hc | hcLight    fail=1 (opening fails)
//   test page: models=6  index=3  kind=text | error | long | notRun | noVision | imported | rescored, or an image test: point | box | count | ocr |
//     choice | classify | unparsable   image=1 (has a result image)
//   overview: runs=40 (0 is the empty state)
//   compare: runs=2   models=6   prompts=40   kind=usual | equal | nothing | position | loading | problem
//   sheet: models=6   kind=usual | loading | problem

import type { CompareHostMessage, CompareMessage } from '../../src/shared/protocols/compareProtocol';
import type { ListedRunRow, OverviewHostMessage, OverviewMessage } from '../../src/shared/protocols/overviewProtocol';
import { emptyRunFilter } from '../../src/shared/runs/runFilter';
import type { SheetHostMessage, SheetMessage } from '../../src/shared/protocols/sheetProtocol';
import type { TestPageHostMessage, TestPageMessage } from '../../src/shared/protocols/testPageProtocol';
import { applyTheme } from '../src/kit/pageThemes';
import type { ThemeName } from '../src/kit/pageThemes';
import { recordedAnswers, recordedComparison } from './recordedComparison';
import type { RecordedComparisonOptions } from './recordedComparison';
import { recordedRows } from './recordedRuns';
import { recordedSheet } from './recordedSheet';
import { recordedTest } from './recordedTest';

const parameters = new URLSearchParams(location.search);
const models = Number(parameters.get('models') ?? 6);
const kind = parameters.get('kind') ?? 'text';
const first = { row: 0, index: Number(parameters.get('index') ?? 3) };
let rows: ListedRunRow[] = recordedRows(Number(parameters.get('runs') ?? 40));
let filter = emptyRunFilter;

type PageMessage = TestPageMessage | OverviewMessage | CompareMessage | SheetMessage;

const handle: { posted: PageMessage[] } = { posted: [] };
Object.assign(window, {
  /** What the page has posted, for looking from outside. */
  fakeHost: handle,
  acquireVsCodeApi: (): VsCodeApi => ({
    postMessage: (message) => {
      const posted = message as PageMessage;
      handle.posted.push(posted);
      if (location.pathname === '/test') receiveTestPage(posted as TestPageMessage);
      else if (location.pathname === '/compare') receiveCompare(posted as CompareMessage);
      else if (location.pathname === '/sheet') receiveSheet(posted as SheetMessage);
      else receiveOverview(posted as OverviewMessage);
    },
    getState: () => undefined,
    setState: () => undefined,
  }),
});
document.addEventListener('DOMContentLoaded', () => applyTheme((parameters.get('theme') ?? 'dark') as ThemeName));

function receiveTestPage(message: TestPageMessage): void {
  if (message.type === 'ready')
    send({
      type: 'testShown',
      test: recordedTest({ models, kind, ...first, hasImage: parameters.get('image') === '1' }),
      keep: {},
    });
  else if (message.type === 'showTest') {
    const row = recordedTest({ models, kind, ...first, hasImage: false }).sameTest.findIndex(
      (one) => one.model.model === message.model,
    );
    send({
      type: 'testShown',
      test: recordedTest({ models, kind, row, index: message.index, hasImage: parameters.get('image') === '1' }),
      keep: {},
    });
  } else if (parameters.get('fail') === '1')
    send({ type: 'failed', message: 'The run folder was moved or deleted: runs/2026-11-21_17-45-03_simple-math' });
  else console.log('posted', message);
}

function receiveOverview(message: OverviewMessage): void {
  if (message.type === 'changeFilter') filter = message.filter;
  if (message.type === 'deleteRun') rows = rows.filter((row) => row.id !== message.id);
  if (message.type === 'ready' || message.type === 'deleteRun')
    send({ type: 'runsListed', runs: rows, filter, folders: ['runs', '/archive/older-runs'] });
  else if (message.type === 'changeFilter') send({ type: 'filterChanged', filter });
  else if (parameters.get('fail') === '1') send({ type: 'failed', message: 'The run folder was moved or deleted.' });
  else console.log('posted', message);
}

function receiveCompare(message: CompareMessage): void {
  const options: RecordedComparisonOptions = {
    runs: Number(parameters.get('runs') ?? 2),
    models,
    prompts: Number(parameters.get('prompts') ?? 40),
    kind: (['equal', 'nothing', 'position'] as const).find((one) => one === kind) ?? 'usual',
  };
  if (message.type === 'readAnswers')
    send({ type: 'answersRead', id: message.id, answers: recordedAnswers(options, message.tests) });
  else if (message.type !== 'ready' && message.type !== 'changeSides') {
    if (parameters.get('fail') === '1') send({ type: 'failed', message: 'The run folder was moved or deleted.' });
    else console.log('posted', message);
  } else if (kind === 'loading') send({ type: 'comparing', step: 'Reading 2026-11-21_17-45-03_simple-math' });
  else if (kind === 'problem')
    send({
      type: 'notCompared',
      message: '2026-11-21_17-45-03_simple-math is not a run folder: it has no events.jsonl.',
    });
  else {
    const comparison =
      message.type === 'changeSides' ? recordedComparison(options, message.sides) : recordedComparison(options);
    send({ type: 'compared', comparison, keep: { sides: comparison.sides.map(({ run }) => ({ run })) } });
  }
}

function receiveSheet(message: SheetMessage): void {
  if (message.type === 'ready' || message.type === 'leaveOut') {
    if (kind === 'loading') return;
    if (kind === 'problem')
      return send({
        type: 'noSheet',
        file: 'first-run.yaml',
        message:
          'first-run.yaml has 1 problem and was not run; nothing was sent to any model.\nLine 3, column 1: modles is not known here: did you mean models?',
      });
    const leftOut = message.type === 'leaveOut' ? message.models : [];
    send({
      type: 'sheetShown',
      sheet: recordedSheet(models, leftOut),
      warnings: [{ line: 12, message: 'Two prompts are the same: 3 and 7.' }],
      keep: null,
    });
  } else if (parameters.get('fail') === '1') send({ type: 'failed', message: 'The file was moved or deleted.' });
  else console.log('posted', message);
}

/** A copy, as `postMessage` of a real host makes. */
function send(message: TestPageHostMessage | OverviewHostMessage | CompareHostMessage | SheetHostMessage): void {
  const copy = structuredClone(message);
  window.setTimeout(() => window.postMessage(copy, '*'), 30);
}
