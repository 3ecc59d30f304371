// Stands in for the extension host, so that the whole panel runs in a plain browser. Parameters in the address:
//   mode=replay | live | report | none    models=4    prompts=30    theme=dark | light | hc | hcLight
//   rate=300 (live: finished tests a second; without it real time)    slow=3 (durations)    python=open
//   status=interrupted | cancelled (replay: a run that stopped half-way)
//   tests=images (six image test types, tests that are not run)    trials=5 (speed mode, several trials of each prompt)
//   tags=3 (the prompts have so many tags)
//   errors=kinds (several kinds of errors) | all (every test ended in one)
//   reviews=1 (people have said something of every fourth test)
//   conditions=quiet | noisy (how the run was made: iso, noise)
//   start=empty (none: a workspace without benchmarks and runs)
//   batch=collected | waiting (asked in batches: no times)
//   size=44  stats=verbose|simple|hide  replayAs=series|asItHappened  bench=1  fail=1 (requests fail)

import { assertNever } from '../../src/shared/text/assertNever';
import type { RunEvent } from '../../src/shared/run/events';
import type { HostMessage, PanelMessage, PanelRequest, ReplyResult } from '../../src/shared/protocols/runPanelProtocol';
import { shortAnswerOf } from '../../src/shared/results/shortAnswer';
import { bytesOfRun } from '../../src/shared/run/runBytes';
import { emptyRun, findTest } from '../../src/shared/run/runState';
import { abandonTests, applyEvent, foldRun } from '../../src/shared/run/foldRun';
import type { RunState } from '../../src/shared/run/runState';
import { defaultViewSettings } from '../../src/shared/run/viewSettings';
import type { ViewSettings } from '../../src/shared/run/viewSettings';
import { isImageKind, recordedImageResult } from './recordedImageTest';
import { withImageTests } from './recordedImageRun';
import { recordedStart } from './recordedStart';
import { recordedDetail, recordedRun } from './recordedRun';
import { recordedConditions, withTrials } from './recordedTrials';
import { withBatches } from './withBatches';
import { withErrors } from './withErrors';
import { withReviews } from './withReviews';
import { withTags } from './withTags';
import { applyTheme } from '../src/kit/pageThemes';
import type { ThemeName } from '../src/kit/pageThemes';

const parameters = new URLSearchParams(location.search);
const stateKey = 'iso-speed-bench dev state';
/** How long events are gathered, ms; the same as in the real host. */
const batchMs = 50;

const asRecorded = recordedRun({
  models: Number(parameters.get('models') ?? 4),
  prompts: Number(parameters.get('prompts') ?? 30),
  slowness: Number(parameters.get('slow') ?? 1),
  isPythonOpen: parameters.get('python') === 'open',
});
const trials = Number(parameters.get('trials') ?? 1);
const recorded = { ...asRecorded, events: recordedEvents() };
const conditions = recordedConditions(parameters.get('conditions') ?? '', trials);

let settings = settingsFromAddress();
let state: RunState = emptyRun();
let sent = 0;
let timer = 0;

const handle: { posted: PanelMessage[] } = { posted: [] };
Object.assign(window, {
  /** What the panel has posted, for looking from outside. */
  fakeHost: handle,
  acquireVsCodeApi: (): VsCodeApi => ({
    postMessage: (message) => {
      handle.posted.push(message as PanelMessage);
      receive(message as PanelMessage);
    },
    getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
    setState: (value) => sessionStorage.setItem(stateKey, JSON.stringify(value)),
  }),
});
document.addEventListener('DOMContentLoaded', () => applyTheme((parameters.get('theme') ?? 'dark') as ThemeName));

function receive(message: PanelMessage): void {
  switch (message.type) {
    case 'ready':
    case 'needSnapshot':
      return start(parameters.get('mode') ?? 'replay');
    case 'request':
      send({ type: 'reply', id: message.id, result: answer(message.request) }, 60);
      return;
    case 'cancelRun':
      window.clearInterval(timer);
      deliver([{ type: 'runFinished', t: state.elapsed, status: 'cancelled' }]);
      return send({ type: 'imagesDrawn', images: null });
    case 'skipImages':
      return send({ type: 'imagesDrawn', images: null });
    case 'newBench':
      return start('none');
    case 'useSampleData':
      return start('sample');
    case 'fileDropped':
      if (message.name.endsWith('.json')) start('report');
      else if (message.text.includes('models')) start('live');
      else
        send({
          type: 'failed',
          message: `${message.name} has problems:\nline 1, column 1: models: expected a list of model names.`,
        });
      return;
    case 'changeSettings':
      settings = message.settings;
      send({ type: 'settingsChanged', settings });
      return;
    case 'backToRun':
      return start('replay');
    case 'newBenchmark':
    case 'runBenchmark':
    case 'openBenchmark':
    case 'openRun':
    case 'chooseFile':
    case 'openTranscript':
    case 'openResult':
    case 'openTestPage':
    case 'resumeRun':
    case 'revealRun':
    case 'runAction':
    case 'copyText':
      console.log('posted', message);
      return;
    default:
      assertNever(message);
  }
}

function start(mode: string): void {
  window.clearInterval(timer);
  if (mode === 'none') {
    send({ type: 'noRun', settings });
    if (parameters.get('start') !== 'empty') send({ type: 'startListed', list: recordedStart });
    return;
  }
  if (mode === 'live') {
    startLive();
    return;
  }
  state = foldRun(recorded.events);
  if (mode === 'report') forgetWhatReportsLack(state);
  const stopped = parameters.get('status');
  if (stopped === 'interrupted' || stopped === 'cancelled') {
    state = foldRun(recorded.events.slice(0, recorded.events.length / 2));
    abandonTests(state);
    state.status = stopped;
  }
  const source = mode === 'report' ? 'report' : mode === 'sample' ? 'sample' : 'runFolder';
  send({
    type: 'runSnapshot',
    run: packed(state),
    next: recorded.events.length,
    canCancel: false,
    settings,
    source,
    conditions: source === 'runFolder' ? conditions : null,
  });
}

/** As the extension host sends it. */
function packed(run: RunState): ArrayBuffer {
  return bytesOfRun(run, (text) => new TextEncoder().encode(text));
}

/** Sends the events as they would come: in real time, or at a rate of finished tests. */
function startLive(): void {
  state = emptyRun();
  applyEvent(state, recorded.events[0]!);
  sent = 1;
  send({
    type: 'runSnapshot',
    run: packed(state),
    next: sent,
    canCancel: true,
    settings,
    source: 'live',
    conditions: null,
  });
  const rate = Number(parameters.get('rate') ?? 0);
  const began = performance.now();
  timer = window.setInterval(() => {
    const passed = performance.now() - began;
    let end = sent;
    if (rate > 0) end = Math.min(recorded.events.length, 1 + Math.floor((passed / 1000) * rate * 2));
    else while (end < recorded.events.length && recorded.events[end]!.t <= passed) end++;
    if (end > sent) deliver(recorded.events.slice(sent, end));
    if (sent < recorded.events.length) return;
    window.clearInterval(timer);
    send({ type: 'imagesDrawn', images: null });
    if (conditions) send({ type: 'conditionsKnown', conditions }, 40);
  }, batchMs);
}

function deliver(events: RunEvent[]): void {
  const first = sent;
  sent += events.length;
  for (const event of events) applyEvent(state, event);
  send({ type: 'runEvents', first, events });
}

function answer(request: PanelRequest): ReplyResult {
  if (parameters.get('fail') === '1')
    return { ok: false, message: 'The run folder was moved or deleted: runs/2026-11-21_17-45-03_simple-math' };
  if (request.type === 'benchmarkText') return { ok: true, type: 'benchmarkText', text: recorded.text };
  if (request.type === 'shortAnswers') {
    const answers = request.tests.flatMap((test) => {
      const detail = recordedDetail(state, test.model, test.index);
      return detail ? [shortAnswerOf(test, detail.result)] : [];
    });
    return { ok: true, type: 'shortAnswers', answers };
  }
  const detail = recordedDetail(state, request.model, request.index);
  const testType = state.prompts[request.index - 1]?.testType ?? '';
  if (detail && isImageKind(testType)) {
    const { verdict: _verdict, score: _score, ...image } = recordedImageResult(testType);
    const score = findTest(state, request.model, request.index)?.score ?? null;
    return { ok: true, type: 'testDetail', detail: { ...detail, result: { ...detail.result, ...image, score } } };
  }
  return detail ? { ok: true, type: 'testDetail', detail } : { ok: false, message: 'This test has not finished.' };
}

function recordedEvents(): RunEvent[] {
  const tagged = withTags(askedEvents(), Number(parameters.get('tags') ?? 0));
  const events = withErrors(tagged, parameters.get('errors') ?? '');
  return parameters.get('reviews') === '1' ? withReviews(events) : events;
}

function askedEvents(): RunEvent[] {
  const batch = parameters.get('batch');
  if (batch !== null) return withBatches(asRecorded.events, batch);
  if (parameters.get('tests') === 'images') return withImageTests(asRecorded.events, { blind: 1, budget: 3 });
  return trials > 1 ? withTrials(asRecorded.events, trials) : asRecorded.events;
}

function forgetWhatReportsLack(run: RunState): void {
  run.runId = run.benchmarkName;
  run.elapsed = 0;
  for (const test of run.models.flatMap((model) => model.tests)) {
    test.startedAt = null;
    test.tokens = null;
    if (test.timings)
      Object.assign(test.timings, { dispatchedAt: 0, endedAt: 0, queue: null, retry: null, ttft: null, ttfa: null });
  }
}

/** A copy, as `postMessage` of a real host makes. */
function send(message: HostMessage, delay = 0): void {
  const copy = structuredClone(message);
  window.setTimeout(() => window.postMessage(copy, '*'), delay);
}

function settingsFromAddress(): ViewSettings {
  return {
    ...defaultViewSettings,
    squareSize: Number(parameters.get('size') ?? defaultViewSettings.squareSize),
    tickMs: Number(parameters.get('tick') ?? defaultViewSettings.tickMs),
    modelStats: (parameters.get('stats') ?? defaultViewSettings.modelStats) as ViewSettings['modelStats'],
    replayMode: (parameters.get('replayAs') ?? defaultViewSettings.replayMode) as ViewSettings['replayMode'],
    benchMode: parameters.get('bench') === '1',
  };
}
