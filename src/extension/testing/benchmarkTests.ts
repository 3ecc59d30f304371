// Benchmarks in the Testing view of VS Code. They are run as from anywhere else: the same questions come before anything is sent, the same panel shows
// the run. What is run elsewhere in the window is told of here, too, once the benchmark's entry has been opened: others get no list of thousands of
// entries, and no results that they did not ask for. There is a controller only where there is a benchmark, so that nobody else gets a view; what is
// below a benchmark is read when it is opened.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { KnownFiles } from '../benchmarks/knownFiles';
import { Disposable } from '../host/disposable';
import { showInformation } from '../host/notices';
import { Turns } from '../host/turns';
import { cancelRun } from '../running/cancelRun';
import type { LiveRuns } from '../running/liveRuns';
import type { RunSession } from '../running/runSession';
import type { StartOptions } from '../running/startOptions';
import { BenchmarkItems } from './benchmarkItems';
import { TestReport } from './testReport';
import { UntoldRuns } from './untoldRuns';
import { runsFor, type ChosenPart, type ChosenRun } from './testSelection';

interface TestPlace {
  runDirectory: string;
  model: string;
  index: number;
}

/** Of a benchmark, by its name; `model` and `places` as in an entry, absent for all. */
interface BenchmarkPart {
  benchmarkName: string;
  model?: string;
  places?: { from: number; to: number };
}

interface AskedRun {
  run: vscode.TestRun;
  /** Only these of the benchmark's models; all when absent. */
  models?: readonly string[] | undefined;
}

interface BenchmarkTestsParts {
  benchmarks: KnownFiles;
  /** The benchmarks of the workspace that are no part of a run folder. */
  list(): Promise<vscode.Uri[]>;
  checker: BenchmarkChecker;
  runs: Pick<LiveRuns, 'onDidStart'>;
  /** Fires when a benchmark may be another one though nobody typed in it. */
  onDidChangeFiles: vscode.Event<void>;
  /** Runs and shows a benchmark; absent when the user decided against it. Throws for a file with errors. */
  start(uri: vscode.Uri, chosen: Pick<StartOptions, 'models' | 'places' | 'askedBy'>): Promise<RunSession | undefined>;
  /** The newest run of a benchmark, or the newest test of some of its prompts; undefined where there is none. */
  findNewest(
    part: BenchmarkPart,
  ): Promise<{ runDirectory: string; test: Omit<TestPlace, 'runDirectory'> | null } | undefined>;
  openTest(place: TestPlace): Promise<unknown>;
  openRun(runDirectory: string): Promise<unknown>;
  log: vscode.LogOutputChannel;
}

export class BenchmarkTests extends Disposable {
  /** Absent until there is a benchmark. */
  controller: vscode.TestController | undefined;
  private items: BenchmarkItems | undefined;
  /** What asked from here for a run that is about to start or going on, by what its session is known by. */
  private readonly asking = new Map<symbol, AskedRun>();
  /** Those of benchmarks whose entries nobody has opened yet. */
  private readonly untold = new UntoldRuns();
  private readonly lists = new Turns();
  /** Resolves when a run is over and told of. */
  private readonly followed = new WeakMap<RunSession, Promise<void>>();

  constructor(private readonly parts: BenchmarkTestsParts) {
    super();
    const { benchmarks } = parts;
    this.register(benchmarks.onDidChange(() => this.refreshOrNote()));
    this.register(parts.runs.onDidStart((session) => this.followed.set(session, this.follow(session))));
    this.register(parts.onDidChangeFiles(() => void this.resolveOpened()));
    this.register(vscode.workspace.onDidSaveTextDocument(({ uri }) => void this.resolveOpened(uri)));
  }

  /** Lists the benchmarks anew; with the first of them the controller is made. Rejects when the workspace can't be looked through. */
  async refresh(): Promise<void> {
    const turn = this.lists.begin();
    const benchmarks = await this.parts.list();
    if (this.isDisposed || !this.lists.take(turn)) return;
    if (benchmarks.length > 0 && !this.controller) this.begin();
    this.items?.setBenchmarks(benchmarks);
  }

  private refreshOrNote(): void {
    this.refresh().catch((error: unknown) => this.parts.log.warn(`benchmarks not listed: ${messageOf(error)}`));
  }

  private begin(): void {
    const controller = this.register(vscode.tests.createTestController('isoSpeedBench.tests', 'Iso Speed Bench'));
    this.controller = controller;
    this.items = new BenchmarkItems(controller, this.parts.checker);
    controller.resolveHandler = async (item) => (item ? this.resolve(item) : this.refresh());
    controller.refreshHandler = async () => {
      await this.refresh();
      await this.resolveOpened();
    };
    const { Run, Debug } = vscode.TestRunProfileKind;
    controller.createRunProfile('Run', Run, (request, token) => this.run(request, token), true);
    controller.createRunProfile('Open Test Page', Debug, (request) => this.open(request), true);
  }

  /** Somebody opens an entry: what was run of it before is told now. */
  private async resolve(item: vscode.TestItem): Promise<void> {
    await this.items?.resolve(item);
    const session = item.children.size > 0 ? this.untold.take(item.id) : undefined;
    if (session) void this.tell(item, session);
  }

  /** What was opened is read again; of one benchmark, or of all. */
  private async resolveOpened(uri?: vscode.Uri): Promise<void> {
    for (const [id, item] of this.controller?.items ?? [])
      if (item.children.size > 0 && (uri?.toString() ?? id) === id) await this.items?.resolve(item);
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const { controller } = this;
    if (!controller) return;
    const run = controller.createTestRun(request);
    try {
      for (const [benchmark, parts] of this.chosenIn(request))
        for (const chosen of runsFor(parts))
          if (!token.isCancellationRequested) await this.runChosen(run, benchmark, chosen);
    } finally {
      run.end();
    }
  }

  private async runChosen(run: vscode.TestRun, benchmark: vscode.TestItem, chosen: ChosenRun): Promise<void> {
    if (!benchmark.uri) return;
    const askedBy = Symbol(benchmark.id);
    this.asking.set(askedBy, { run, models: chosen.models });
    try {
      const session = await this.parts.start(benchmark.uri, { ...chosen, askedBy });
      if (!session) return run.appendOutput(`${benchmark.label} was not run.\r\n`);
      await this.followed.get(session);
    } catch (error) {
      run.errored(benchmark, new vscode.TestMessage(messageOf(error)));
    } finally {
      this.asking.delete(askedBy);
    }
  }

  /** Tells of a run while it goes on, as part of what asked for it here, or by itself where it was begun elsewhere. Never rejects. */
  private async follow(session: RunSession): Promise<void> {
    const { benchmarkPath: path, askedBy } = session;
    if (path === undefined) return;
    const id = vscode.Uri.file(path).toString();
    const benchmark = this.controller?.items.get(id);
    const asked = askedBy && this.asking.get(askedBy);
    if (benchmark && asked) await this.report(asked, benchmark, session);
    else if (benchmark && benchmark.children.size > 0) await this.tell(benchmark, session);
    else this.untold.add(id, session);
  }

  /** Tells of a run that was begun elsewhere. Never rejects. */
  private async tell(benchmark: vscode.TestItem, session: RunSession): Promise<void> {
    if (!this.controller) return;
    const run = this.controller.createTestRun(new vscode.TestRunRequest([benchmark]));
    await this.report({ run }, benchmark, session);
    run.end();
  }

  private async report({ run, models }: AskedRun, benchmark: vscode.TestItem, session: RunSession): Promise<void> {
    const { items } = this;
    if (!items) return;
    const cancelling = run.token.onCancellationRequested(() => void cancelRun(session));
    try {
      await items.resolve(benchmark);
      for (const [id, model] of benchmark.children) if (models?.includes(id) ?? true) await items.resolve(model);
      const report = new TestReport({ run, items, benchmark, session });
      report.catchUp();
      const listening = session.onDidAddEvents(({ events }) => report.take(events));
      try {
        await endOf(session);
      } finally {
        listening.dispose();
      }
      await report.end();
      if (session.problem !== undefined) throw new Error(session.problem);
    } catch (error) {
      run.errored(benchmark, new vscode.TestMessage(messageOf(error)));
    } finally {
      cancelling.dispose();
    }
  }

  /** The page of the newest test of the first entry that was chosen; of a benchmark or a model the panel of its newest run. */
  private async open({ include = [] }: vscode.TestRunRequest): Promise<void> {
    const [item] = include;
    const meaning = item && this.items?.meaningOf(item);
    if (!meaning)
      return void showInformation('Choose a benchmark, a model or a prompt whose newest test is to be opened.');
    const benchmarkName = await this.items?.nameOf(benchmarkOf(item));
    const found =
      benchmarkName === undefined
        ? undefined
        : await this.parts.findNewest({
            benchmarkName,
            ...(meaning.kind !== 'benchmark' && { model: meaning.model }),
            ...(meaning.kind === 'prompts' && { places: meaning }),
          });
    if (found?.test) await this.parts.openTest({ runDirectory: found.runDirectory, ...found.test });
    else if (found) await this.parts.openRun(found.runDirectory);
    else void showInformation(`There is no run of ${item.label} yet. Run it first, then its test page can be opened.`);
  }

  /** By benchmark, what was chosen of it. */
  private chosenIn({ include, exclude = [] }: vscode.TestRunRequest): Map<vscode.TestItem, ChosenPart[]> {
    const chosen = new Map<vscode.TestItem, ChosenPart[]>();
    const left = new Set(exclude);
    const hidden = new Set([...exclude].flatMap(above));
    const add = (item: vscode.TestItem): void => {
      if (left.has(item)) return;
      if (hidden.has(item)) return item.children.forEach(add);
      const benchmark = benchmarkOf(item);
      chosen.set(benchmark, [...(chosen.get(benchmark) ?? []), this.partOf(item)]);
    };
    if (include) include.forEach(add);
    else this.controller?.items.forEach(add);
    return chosen;
  }

  private partOf(item: vscode.TestItem): ChosenPart {
    const meaning = this.items?.meaningOf(item);
    if (meaning?.kind === 'model') return { model: meaning.model };
    if (meaning?.kind !== 'prompts') return {};
    const { model, from, to } = meaning;
    return { model, places: Array.from({ length: to - from + 1 }, (_, position) => from + position) };
  }
}

/** From the benchmark down, without the entry itself. */
function above({ parent }: vscode.TestItem): vscode.TestItem[] {
  return parent ? [...above(parent), parent] : [];
}

function benchmarkOf(item: vscode.TestItem): vscode.TestItem {
  return above(item)[0] ?? item;
}

function endOf(session: RunSession): Promise<void> {
  return new Promise((resolve) => {
    if (!session.isRunning) return resolve();
    const waiting = session.onDidEnd(() => {
      waiting.dispose();
      resolve();
    });
  });
}
