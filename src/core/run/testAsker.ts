// The asking part of a run: which tests are asked at all, in what order, with what warm-up, within what budget.

import { serverNow } from '../providers/serverNow';
import { waitByHeaders } from '../providers/waitByHeaders';
import type { AskOutcome } from '../ask/askModel';
import type { AskableTests } from './askableTests';
import { budgetOf, type Budget } from './budget';
import type { RunToExecute } from './runToExecute';
import type { PlannedModel } from './plannedModel';
import { LoadedWindows } from './loadedWindows';
import { promptWindows, type PromptWindows } from './promptWindows';
import type { GateLane } from './requestGate';
import { runTest } from './runTest';
import { testOf } from './testOf';
import type { RunContext, TestToRun } from './testToRun';
import { runQueues, type AskedPlace, type ScheduledTest } from './schedule';
import type { QuietTime } from './quietTime';
import { warmUp } from './warmUp';

/** What a place gets for a test that was not asked. */
const notAsked: AskedPlace = { isAnswered: false, tokens: 0, finish: () => Promise.resolve() };

export class TestAsker {
  private readonly queuedAt: number;
  private readonly unreachable = new Set<string>();
  private readonly warm = new Set<string>();
  private readonly budget: Budget;
  private readonly loadedWindows: LoadedWindows;
  private windows: PromptWindows['windows'] = new Map();

  /** `endTest` takes what a test threw: it ends the run, or is quiet about a test that was cancelled. */
  constructor(
    private readonly run: RunToExecute,
    private readonly context: RunContext,
    private readonly stop: AbortSignal,
    private readonly endTest: (error: unknown) => void,
    /** In speed mode. */
    private readonly quiet: QuietTime | null,
    private readonly askable: AskableTests,
  ) {
    this.queuedAt = run.tools.clock.now();
    this.budget = budgetOf(run);
    this.loadedWindows = new LoadedWindows(run.settings.access.environment, context.notes, stop);
  }

  /** Resolves when every test of the plan was asked, skipped or given up. */
  async all(): Promise<void> {
    const { settings, planned, tools } = this.run;
    const { plan } = planned;
    const { windows, problems } = await promptWindows(planned, tools, settings.access.environment);
    this.windows = windows;
    this.context.notes.noteProblems(problems);
    const queues = plan.queues.map((queue) => ({
      ...queue,
      tests: queue.tests.filter((test) => this.askable.isAskable(test)),
    }));
    const { quiet } = this;
    if (!quiet) return runQueues(queues, (test, lane) => this.ask(test, lane), this.stop);
    await runQueues(queues, (test, lane) => this.askInQuiet(quiet, test, lane), this.stop, 1);
  }

  /** A local model has the machine to itself; what there is to do with the answer ends before the next request. */
  private async askInQuiet(quiet: QuietTime, scheduled: ScheduledTest, lane: GateLane): Promise<AskedPlace> {
    const ask = (): Promise<AskedPlace> => this.ask(scheduled, lane);
    const asked = await (this.planned(scheduled.model.model).info.isLocal ? quiet.request(ask) : ask());
    const finish = async (): Promise<void> => {
      await asked.finish();
      await this.context.reporter.written().catch(this.endTest);
    };
    return { ...asked, finish: () => quiet.work(finish) };
  }

  private async ask(scheduled: ScheduledTest, lane: GateLane): Promise<AskedPlace> {
    const model = scheduled.model.model;
    // A model may have refused a picture since the run began.
    const reason = this.askable.reasonNotToAsk(scheduled) ?? this.budget.reserve(model);
    if (reason) {
      this.askable.skip(scheduled, reason);
      return notAsked;
    }
    try {
      await this.warmUpFirst(scheduled);
      const { asked, cost, failedAttemptsCost, finish } = await runTest(
        this.context,
        this.testToRun(scheduled, lane),
        this.stop,
      );
      // Before the place is free: the next test must know what this one cost.
      this.budget.pay(failedAttemptsCost.usd);
      this.budget.settle(model, cost);
      this.learn(model, asked, lane);
      if (asked.reply) await this.loadedWindows.askOnce(this.planned(model), this.windows.get(model));
      const judge = async (): Promise<void> => {
        const finished = await finish();
        this.budget.pay(finished?.judgingCost?.usd ?? 0);
      };
      const { input, output } = asked.reply?.tokens ?? { input: 0, output: 0 };
      return {
        isAnswered: asked.reply !== undefined,
        tokens: (input ?? 0) + (output ?? 0),
        finish: () => judge().catch(this.endTest),
      };
    } catch (error) {
      this.budget.settle(model, null);
      this.endTest(error);
      return notAsked;
    }
  }

  private async warmUpFirst({ model }: ScheduledTest): Promise<void> {
    if (this.run.planned.plan.mode !== 'speed' || this.warm.has(model.model)) return;
    this.warm.add(model.model);
    const cost = await warmUp(this.context, this.planned(model.model), this.windows.get(model.model));
    this.budget.pay(cost?.usd ?? 0);
  }

  /**
   * A model that could not be reached in all attempts of one test gets a single attempt for the next ones, until one succeeds: a server
   * that is down is not worth the waits of every prompt.
   */
  private learn(model: string, asked: AskOutcome, lane: GateLane): void {
    if (asked.error?.kind === 'network') this.unreachable.add(model);
    else this.unreachable.delete(model);
    if (asked.refusedImages) this.askable.learnBlind(model);
    if (asked.error?.kind === 'rateLimited') lane.backOff(0);
    const headers = asked.attempts.at(-1)?.response?.headers ?? {};
    const wait = waitByHeaders(headers, serverNow(headers.date));
    if (wait > 0) lane.pause(wait);
  }

  private planned(model: string): PlannedModel {
    return this.run.planned.models.find((one) => one.info.model === model)!;
  }

  private testToRun(scheduled: ScheduledTest, lane: GateLane): TestToRun {
    const { model } = scheduled.model;
    return testOf(this.run, scheduled, {
      window: this.windows.get(model),
      queuedAt: this.queuedAt,
      isUnreachable: this.unreachable.has(model),
      onRetry: (error, retryInMs) => {
        if (error.kind === 'rateLimited') lane.sendAgain(retryInMs);
      },
    });
  }
}
