// One run as the extension holds it, live, opened from its folder or imported from a report: the state that panels show,
// kept by the same fold everywhere. Knows no panel; any number may look at it.

import * as vscode from 'vscode';
import type { OpenedRun } from '../../core/runFolder/openRun';
import type { RunListener, RunOutcome } from '../../core/run/runRequest';
import type { RunEvent } from '../../shared/run/events';
import type { BenchmarkText, RunSource, TestDetail } from '../../shared/protocols/runPanelProtocol';
import type { ShortAnswer } from '../../shared/results/shortAnswer';
import { conditionsOf, type RunConditions } from '../../shared/run/runConditions';
import { abandonedStatus, emptyRun, type RunState } from '../../shared/run/runState';
import { applyEvent, foldRun } from '../../shared/run/foldRun';
import type { DrawingImages } from '../../shared/run/drawingImages';
import { liveProgress, progressText, type LiveProgress } from '../../shared/words/liveProgress';
import { drawingText } from '../../shared/words/drawingText';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import type { EngineRun } from './engineRun';
import { PackedRun } from './packedRun';
import { SaidAfterwards } from './saidAfterwards';
import { folderEvidence, noEvidence, reportEvidence, type RunEvidence } from './runEvidence';
import { counted } from '../../shared/text/counted';

export interface NumberedEvents {
  /** The number of the run's first event in `events`, from 0. */
  first: number;
  events: RunEvent[];
}

/** How a run can be opened again after a window reload. */
export type RunOrigin =
  { kind: 'runFolder'; runDirectory: string } | { kind: 'report'; path: string } | { kind: 'sample' };

export interface SessionStart {
  benchmarkName: string;
  purpose: string;
  /** Absolute path of the benchmark, also when it has never been saved. */
  benchmarkPath: string;
  /** Who asked for it, where somebody has to know their own runs from others. */
  askedBy?: symbol | undefined;
  /** The run that is gone on with, as its folder has it. */
  resumed?: { runDirectory: string; state: RunState };
}

export class RunSession extends Disposable {
  private readonly added = this.register(new vscode.EventEmitter<NumberedEvents>());
  private readonly endedEmitter = this.register(new vscode.EventEmitter<void>());
  private readonly conditionsRead = this.register(new vscode.EventEmitter<RunConditions>());
  private readonly drew = this.register(new vscode.EventEmitter<DrawingImages>());
  private evidence: RunEvidence;
  private madeUnder: RunConditions | null = null;
  private engine: EngineRun | undefined;
  private eventTotal = 0;
  private folder: string | undefined;
  private problemText: string | undefined;
  private reportOrigin: RunOrigin | undefined;
  private besideText: string | null = null;
  /** The run's own clock at its newest event, ms. */
  private clock = 0;
  private drawing: DrawingImages | null = null;
  /** Absent while the run goes on, and for a report. */
  private afterwards: SaidAfterwards | undefined;
  private packed = new PackedRun();

  /** Fires after the events are in `state`. */
  readonly onDidAddEvents = this.added.event;
  /** Fires once, when a live run has ended, well or not. */
  readonly onDidEnd = this.endedEmitter.event;
  /** Fires after `onDidEnd` of a live run, once its `run.json` has been read; not when it can't be. */
  readonly onDidReadConditions = this.conditionsRead.event;

  /** Fires a few times a second while result images are drawn after the last test. */
  readonly onDidDraw = this.drew.event;

  /** How many panels show it. */
  private holders = 0;

  private constructor(
    readonly source: RunSource,
    readonly state: RunState,
    evidence: RunEvidence,
    /** The file that a live run was started from. */
    readonly benchmarkPath?: string,
    readonly askedBy?: symbol,
  ) {
    super();
    this.evidence = evidence;
  }

  /**
   * A run that is starting now. `startEngine` is called at once with what the engine has to report to.
   * `ended` of the engine is handled here: a failure becomes the session's `problem`.
   */
  static startLive(start: SessionStart, startEngine: (listener: RunListener) => EngineRun): RunSession {
    const { benchmarkName, purpose, resumed } = start;
    const state: RunState = { ...(resumed?.state ?? emptyRun()), status: 'running', benchmarkName, purpose };
    const session = new RunSession('live', state, noEvidence, start.benchmarkPath, start.askedBy);
    if (resumed) session.takeFolder(resumed.runDirectory);
    const engine = startEngine({
      onPreparing: (pictures) => (session.besideText = `preparing ${counted(pictures, 'picture')}`),
      onStarted: (runDirectory) => {
        session.besideText = null;
        session.takeFolder(runDirectory);
      },
      onEvents: (events) => session.add(events),
      onDrawn: (done, asked) => {
        if (session.state.status === 'running') return;
        session.besideText = drawingText({ done, asked });
        session.drawing = { done, asked };
        session.drew.fire({ done, asked });
      },
    });
    session.engine = session.register(engine);
    void engine.ended.then(
      (outcome) => session.end(outcome),
      (error: unknown) => session.fail(messageOf(error)),
    );
    return session;
  }

  /** Throws when the folder is no run folder. `open` reads its state. */
  static async openFolder(
    runDirectory: string,
    open: (runDirectory: string) => Promise<OpenedRun>,
  ): Promise<RunSession> {
    // Before the run is read, so that nothing is missed. Why it can't be read is said by opening it.
    const afterwards = await SaidAfterwards.of(runDirectory).catch(() => undefined);
    const { state, problem, packed } = await open(runDirectory);
    const session = new RunSession('runFolder', state, folderEvidence(runDirectory, state));
    session.packed = new PackedRun(packed);
    session.folder = runDirectory;
    session.problemText = problem;
    session.afterwards = afterwards;
    session.madeUnder = state.status === 'running' ? null : await readConditions(runDirectory);
    return session;
  }

  /** `origin` is where the text was read from; absent when it was dropped on a panel. Throws when the text is no report. */
  static async openReport(
    text: string,
    origin: Exclude<RunOrigin, { kind: 'runFolder' }> | undefined,
  ): Promise<RunSession> {
    const { importReport } = await import('../../core/runFolder/importReport');
    const report = importReport(text);
    const state = foldRun(report.events);
    state.status = report.status;
    const session = new RunSession(origin?.kind ?? 'report', state, reportEvidence(report));
    if (report.notes.length > 0) session.problemText = report.notes.join(' ');
    session.eventTotal = report.events.length;
    session.reportOrigin = origin;
    return session;
  }

  /** A panel shows the run until it lets go of what is returned, once. What no panel shows any more is disposed of, but for a run that goes on. */
  hold(): vscode.Disposable {
    this.holders += 1;
    return {
      dispose: () => {
        this.holders -= 1;
        if (this.holders === 0 && !this.isRunning) this.dispose();
      },
    };
  }

  /** How far the tests of a live run are. */
  get progress(): LiveProgress {
    return liveProgress(this.state, this.clock);
  }

  /** What a live run does before its first and after its last test, in words; null while it asks. */
  get doingBeside(): string | null {
    return this.besideText;
  }

  /** What a live run does at the moment, in words. */
  get doing(): string {
    return this.besideText ?? progressText(this.progress);
  }

  /** How many result images are drawn of a run whose last test has ended; null before and after. */
  get imagesBeingDrawn(): DrawingImages | null {
    return this.isRunning ? this.drawing : null;
  }

  /** The number that the run's next event will have. */
  get eventCount(): number {
    return this.eventTotal;
  }

  /** Absolute path; absent for a report and until a live run's folder exists. */
  get runDirectory(): string | undefined {
    return this.folder;
  }

  /** Absent for a report that came without a file, and until a live run's folder exists. */
  get origin(): RunOrigin | undefined {
    return this.folder === undefined ? this.reportOrigin : { kind: 'runFolder', runDirectory: this.folder };
  }

  /** What went wrong with the run as a whole, for people. */
  get problem(): string | undefined {
    return this.problemText;
  }

  /** The conditions of the run as its `run.json` has them; null while it goes on, and for a report. */
  get conditions(): RunConditions | null {
    return this.isRunning ? null : this.madeUnder;
  }

  get isRunning(): boolean {
    return this.engine !== undefined;
  }

  /** The state as it is now, as `bytesOfRun` makes it. */
  pack(): ArrayBuffer {
    return this.packed.of(this);
  }

  /** Cancelling is asking: `onDidEnd` fires when it is done. Does nothing to a run that is over. Open batches go on, see `cancelRun`. */
  cancel(): void {
    this.engine?.cancel();
  }

  /** Cancels the batches of a run at their model APIs. The run ends when what they had answered is collected. */
  cancelBatches(): void {
    this.engine?.cancelBatches();
  }

  /** Ends a run whose last test has ended without the result images that are still to be drawn. */
  skipImages(): void {
    if (this.drawing) this.engine?.skipImages();
  }

  /** Takes in what has been said of a run that is over since it was read. Throws when its folder can't be read. */
  async takeSaid(): Promise<void> {
    const events = (await this.afterwards?.read()) ?? [];
    if (events.length > 0 && !this.isDisposed) this.add(events);
  }

  testDetail(model: string, index: number): Promise<TestDetail> {
    return this.evidence.testDetail(model, index);
  }

  /** Of the tests that have any: the others are left out. */
  shortAnswers(tests: readonly { model: string; index: number }[]): Promise<ShortAnswer[]> {
    return this.evidence.shortAnswers(tests);
  }

  benchmarkText(): Promise<BenchmarkText> {
    return this.evidence.benchmarkText();
  }

  private takeFolder(runDirectory: string): void {
    this.folder = runDirectory;
    this.evidence = folderEvidence(runDirectory, this.state);
  }

  private add(events: RunEvent[]): void {
    const first = this.eventTotal;
    for (const event of events) {
      applyEvent(this.state, event);
      if ('t' in event) this.clock = event.t;
    }
    this.eventTotal += events.length;
    this.added.fire({ first, events });
  }

  private end(outcome: RunOutcome): void {
    this.takeFolder(outcome.runDirectory);
    // A run that lacked nothing when it was resumed has no new event to say how it stands.
    if (this.state.status === 'running') this.state.status = outcome.state.status;
    this.close();
    void SaidAfterwards.of(outcome.runDirectory).then(
      (afterwards) => (this.afterwards = afterwards),
      // The folder has gone: nobody can say anything of it.
      () => undefined,
    );
    void readConditions(outcome.runDirectory).then((conditions) => {
      if (conditions === null || this.isDisposed) return;
      this.madeUnder = conditions;
      this.conditionsRead.fire(conditions);
    });
  }

  private fail(message: string): void {
    if (this.isDisposed) return;
    this.problemText = message;
    this.close();
  }

  private close(): void {
    this.engine = undefined;
    // An engine that died has said nothing of the end.
    if (this.state.status === 'running') this.state.status = abandonedStatus(this.state);
    this.endedEmitter.fire();
  }
}

/** Null when the folder has no `run.json` that can be read: the run is shown without. Never rejects. */
async function readConditions(runDirectory: string): Promise<RunConditions | null> {
  const { readListedRun } = await import('../../core/runFolder/listRuns');
  const listed = await readListedRun(runDirectory);
  return listed && 'manifest' in listed ? conditionsOf(listed.manifest) : null;
}
