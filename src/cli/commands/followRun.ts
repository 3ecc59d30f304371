// A run under way on the terminal, new or resumed: progress while it goes, Ctrl+C, then the table or the JSON and the exit code.

import { brokenOff } from './brokenOff';
import { shellWord } from '../../shared/text/shellWord';
import { openPlainFile } from '../../core/files/plainFile';
import { graceMs } from '../../core/run/graceAfter';
import { runFiles } from '../../core/runFolder/runFolderPaths';
import type { RunListener, RunOutcome } from '../../core/run/runRequest';
import type { RunEvent } from '../../shared/run/events';
import { openBatches } from '../../shared/run/batches';
import { batchesText } from '../../shared/words/batchText';
import type { RunState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { regressions, type HeldAgainst } from '../../shared/comparing/regressions';
import { checkedRequirements } from '../../shared/figures/checkedRequirements';
import { modelStats } from '../../shared/figures/runStats';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { RunOptions } from '../arguments/runOptions';
import { CountProgress } from '../progress/countProgress';
import { counted } from '../../shared/text/counted';
import { exitCodeOf, exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { LiveProgress } from '../progress/liveProgress';
import { PlainProgress } from '../progress/plainProgress';
import type { Progress } from '../progress/progress';
import { redrawing, type Redraw } from '../progress/redrawing';
import { missingLines } from '../text/missingLines';
import { resultTable } from '../text/resultTable';
import { comparisonLines } from '../text/comparisonLines';
import { regressionText, untoldText } from '../text/regressionText';
import { summaryLines } from '../text/summaryLines';
import { heldAgainst, type Baseline } from './baseline';
import { writeReports } from './writeReports';
import { colorsOf, widthOf } from '../terminal/terminal';

/** What the engine does when it is told to start; throws when the run could not be started or written. */
type StartRun = (listener: RunListener, signal: AbortSignal) => Promise<RunOutcome>;

/** How a run is followed; `heldTo` is what it is compared with at its end. */
type FollowedOptions = RunOptions & { heldTo: Baseline | null };

/** Starts a run and shows it. `state` is what there is of it already, and is folded on. */
export async function followRun(
  start: StartRun,
  state: RunState,
  options: FollowedOptions,
  context: CliContext,
): Promise<ExitCode> {
  const shown = new ShownRun(state, options, context, await redrawing(context.stderr, context.environment));
  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => {
    shown.sayThatItStops();
    cancel.abort(new Error('The run was interrupted.'));
  });
  let outcome: RunOutcome;
  try {
    outcome = await start(shown, cancel.signal);
  } catch (error) {
    if (cancel.signal.aborted) return await brokenOff('The run was interrupted before it had begun.', options, context);
    throw error;
  } finally {
    shown.end();
    stopListening();
  }
  return showOutcome(outcome, options, context, cancel.signal.aborted);
}

/** What the terminal shows of a run while it goes on: its tests, and then the result images that are not drawn yet. */
class ShownRun implements RunListener {
  private readonly progress: Progress;
  private readonly drawing: CountProgress;
  private readonly merging: CountProgress;
  private isMerging = false;
  private startedAt = performance.now();
  /** No more tests; result images may still be drawn. */
  private isOver = false;

  constructor(
    private readonly state: RunState,
    { isJson }: RunOptions,
    private readonly context: CliContext,
    redraw: (() => Redraw) | null,
  ) {
    const { stdout, stderr, environment } = context;
    const colors = colorsOf(stderr, environment);
    const before = state.elapsed;
    const now = (): number => before + performance.now() - this.startedAt;
    const tableFollows = stdout.isTTY && !isJson;
    this.progress = redraw
      ? new LiveProgress(state, stderr, redraw(), colors, now, !tableFollows)
      : new PlainProgress(state, stderr, colors, now);
    this.drawing = new CountProgress(stderr, 'result images drawn', redraw?.() ?? null);
    this.merging = new CountProgress(stderr, 'tests merged', redraw?.() ?? null);
  }

  onPreparing(pictures: number): void {
    this.progress.note(`Preparing ${counted(pictures, 'picture')}`);
  }

  onStarted(runDirectory: string): void {
    this.startedAt = performance.now();
    this.progress.onStarted(runDirectory);
  }

  onAsking(): void {
    this.context.giveWay?.();
  }

  onEvents(events: RunEvent[]): void {
    for (const event of events) applyEvent(this.state, event);
    this.progress.onEvents(events);
    if (!events.some((event) => event.type === 'runFinished')) return;
    this.isOver = true;
    this.progress.finish();
  }

  onDrawn(done: number, asked: number): void {
    if (this.isOver) this.drawing.show(done, asked);
  }

  onMerging(...counts: Parameters<NonNullable<RunListener['onMerging']>>): void {
    if (!this.isMerging) this.drawing.finish();
    this.isMerging = true;
    this.merging.show(...counts);
  }

  sayThatItStops(): void {
    if (this.isMerging)
      this.merging.note(
        'All has been asked, and what the processes made is merged first. Ctrl+C again stops at once: their run folders stay, and `iso-speed-bench merge` makes one run of them.',
      );
    else if (this.isOver)
      this.drawing.note(
        'Stopping: the result images that are missing can be drawn with `annotate`. Ctrl+C again stops at once.',
      );
    else if (this.state.mode === 'batch' && openBatches(this.state.batches).length > 0)
      this.progress.note(
        [
          'Leaving: the batches go on at the model APIs. `resume` collects them.',
          ...(openBatches(this.state.batches).some(({ id, sentAt }) => id === null && sentAt !== null)
            ? [`One is being submitted: its answer is waited for, ${graceMs / 1000} s at most.`]
            : []),
          'Ctrl+C again stops at once.',
        ].join(' '),
      );
    else
      this.progress.note(
        'Stopping: tests under way are given up and the run folder is finished. Ctrl+C again stops at once.',
      );
  }

  end(): void {
    if (!this.isOver) this.progress.finish();
    if (this.isMerging) this.merging.finish();
    else this.drawing.finish();
  }
}

/** Writes what came of a run to stdout and gives its exit code. */
export async function showOutcome(
  outcome: RunOutcome,
  options: FollowedOptions,
  context: CliContext,
  wasInterrupted: boolean,
): Promise<ExitCode> {
  const { heldTo, isJson, reports, failUnder, allowsErrors } = options;
  // Of a run that was broken off nobody can say how it compares.
  const isWaiting = outcome.state.status === 'waiting';
  const held = heldTo === null || wasInterrupted || isWaiting ? null : await heldAgainst(heldTo, outcome);
  // The report has no place for them.
  if (isJson) for (const problem of outcome.problems) await writeOut(context.stderr, `${printable(problem)}\n`);
  await (isJson ? writeJson(outcome, held, context.stdout) : writeText(outcome, held, context));
  await writeReports(reports, outcome.runDirectory, context, held);
  // Of what is to be collected nobody knows yet how good it is.
  if (isWaiting && !wasInterrupted) return options.isSubmitOnly ? exitCodes.done : exitCodes.testErrors;
  // A process of --jobs ended before its part was complete.
  if (outcome.state.status === 'interrupted' && !wasInterrupted) return exitCodes.badUsage;
  const stats = modelStats(outcome.state.models.flatMap((model) => model.tests));
  const against = held === null || !heldTo?.fails ? 'fine' : await saidOf(held, context);
  const isUnmet = checkedRequirements(outcome.state).some(({ isMet }) => !isMet);
  return exitCodeOf({ ...stats, wasInterrupted, failUnder, allowsErrors, isUnmet, against });
}

async function saidOf(held: HeldAgainst, context: CliContext): Promise<'worse' | 'untold' | 'fine'> {
  if (regressions(held.comparison, held.rule).length > 0) return 'worse';
  const untold = untoldText([held]);
  if (untold === null) return 'fine';
  await writeOut(context.stderr, `${untold}\n`);
  return 'untold';
}

async function writeText(
  { runDirectory, state, problems }: RunOutcome,
  held: HeldAgainst | null,
  context: CliContext,
): Promise<void> {
  const colors = colorsOf(context.stdout, context.environment);
  const width = widthOf(context.stdout);
  const folder = shownPath(context.cwd, runDirectory);
  const waiting = batchesText(state.batches);
  const lines = [
    resultTable(state.models, width, colors),
    '',
    ...summaryLines(state, colors),
    ...problems.map((problem) => colors.yellow(printable(problem))),
    ...(waiting === null
      ? []
      : [
          `${waiting}. \`iso-speed-bench resume ${shellWord(folder)}\` collects, and with --cancel-batches cancels them.`,
        ]),
    ...missingLines(state, folder, colors),
    `Run folder: ${folder}`,
    ...(held === null
      ? []
      : ['', ...comparisonLines(held.comparison, width, colors), '', regressionText([held], colors)]),
  ];
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
}

/** The report is copied as it is on disk, piece by piece, because a long run's can be too long for one string. */
async function writeJson(
  { runDirectory }: RunOutcome,
  held: HeldAgainst | null,
  stdout: NodeJS.WriteStream,
): Promise<void> {
  await writeOut(stdout, `{"runDirectory": ${JSON.stringify(runDirectory)}, "report": `);
  const report = await openPlainFile(runDirectory, runFiles.report);
  for await (const piece of report.createReadStream({ encoding: 'utf8' })) await writeOut(stdout, String(piece));
  if (held !== null) {
    const worse = regressions(held.comparison, held.rule).map(({ other }) => other);
    await writeOut(
      stdout,
      `, "comparison": ${JSON.stringify(held.comparison)}, "regressions": ${JSON.stringify(worse)}`,
    );
  }
  await writeOut(stdout, '}\n');
}
