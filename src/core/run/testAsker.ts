// The asking part of a run: which tests are asked at all, in what order, with what warm-up, within what budget.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { RunEvent } from '../../shared/run/events';
import { otherUsd, totalOtherCost } from '../../shared/run/otherCost';
import { findTest } from '../../shared/run/runState';
import type { NotRunReason } from '../../shared/run/verdict';
import { waitByHeaders } from '../providers/waitByHeaders';
import { reasonNotToAsk, testEyesight } from './reasonNotToAsk';
import type { AskOutcome } from '../ask/askModel';
import { Budget } from './budget';
import type { RunToExecute } from './runToExecute';
import type { PlannedModel } from './plannedModel';
import { LoadedWindows } from './loadedWindows';
import { promptWindows, type PromptWindows } from './promptWindows';
import type { GateLane } from './requestGate';
import { runTest } from './runTest';
import type { RunContext, TestToRun } from './testToRun';
import { runQueues, type AskedPlace, type ScheduledTest } from './schedule';
import type { QuietTime } from './quietTime';
import { questionFor } from './testPlan';
import { warmUp } from './warmUp';

/** What a place gets for a test that was not asked. */
const notAsked: AskedPlace = { isAnswered: false, tokens: 0, finish: () => Promise.resolve() };

export class TestAsker {
  private readonly queuedAt: number;
  private readonly unreachable = new Set<string>();
  private readonly warm = new Set<string>();
  private readonly budget: Budget;
  private readonly loadedWindows: LoadedWindows;
  private eyesight = new Map<string, boolean>();
  private windows: PromptWindows['windows'] = new Map();

  /** `endTest` takes what a test threw: it ends the run, or is quiet about a test that was cancelled. */
  constructor(
    private readonly run: RunToExecute,
    private readonly context: RunContext,
    private readonly stop: AbortSignal,
    private readonly endTest: (error: unknown) => void,
    /** In speed mode. */
    private readonly quiet: QuietTime | null,
  ) {
    this.queuedAt = run.tools.clock.now();
    this.budget = new Budget(run.planned.plan.budgetUsd);
    this.loadedWindows = new LoadedWindows(run.settings.access.environment, context.notes, stop);
    this.budget.pay(otherUsd(totalOtherCost([], run.folder.state.judges)));
    for (const { model, tests, otherCost } of run.folder.state.models) {
      for (const { cost } of tests) this.budget.recall(model, cost);
      this.budget.pay(otherUsd(otherCost));
    }
  }

  /** Resolves when every test of the plan was asked, skipped or given up. */
  async all(): Promise<void> {
    const { settings, planned, tools } = this.run;
    const { plan, models } = planned;
    this.eyesight = new Map(await testEyesight(models, plan.prompts, settings.access.environment));
    const { windows, problems } = await promptWindows(planned, tools, settings.access.environment);
    this.windows = windows;
    this.context.notes.noteProblems(problems);
    const queues = plan.queues.map((queue) => ({
      ...queue,
      tests: queue.tests.filter((test) => this.isAskable(test)),
    }));
    const { quiet } = this;
    if (!quiet) return runQueues(queues, (test, lane) => this.ask(test, lane), this.stop);
    await runQueues(queues, (test, lane) => this.askInQuiet(quiet, test, lane), this.stop, 1);
  }

  /** Said at the start, so that nobody waits for what will not come. */
  private isAskable(test: ScheduledTest): boolean {
    const reason = this.reasonNotToAsk(test);
    if (reason) this.skip(test, reason);
    return reason === null;
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
    const reason = this.reasonNotToAsk(scheduled) ?? this.budget.reserve(model);
    if (reason) {
      this.skip(scheduled, reason);
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
    if (asked.refusedImages) this.eyesight.set(model, false);
    if (asked.error?.kind === 'rateLimited') lane.backOff(0);
    const wait = waitByHeaders(asked.attempts.at(-1)?.response?.headers ?? {}, Date.now());
    if (wait > 0) lane.pause(wait);
  }

  private reasonNotToAsk({ model, index }: ScheduledTest): NotRunReason | null {
    return reasonNotToAsk(this.planned(model.model), this.run.planned.plan.prompts[index - 1]!, this.eyesight);
  }

  /** Not told again when a resumed run finds what it knew before. */
  private skip({ model, index }: ScheduledTest, reason: NotRunReason): void {
    const known = findTest(this.run.folder.state, model.model, index)?.notRun;
    if (known?.kind === reason.kind && known.message === reason.message) return;
    const event: RunEvent = { type: 'testSkipped', t: this.run.tools.clock.now(), model: model.model, index, reason };
    this.context.reporter.record(event);
  }

  private planned(model: string): PlannedModel {
    return this.run.planned.models.find((one) => one.info.model === model)!;
  }

  private testToRun(scheduled: ScheduledTest, lane: GateLane): TestToRun {
    const { tools, folder } = this.run;
    const { plan, profiles } = this.run.planned;
    const { info, api } = this.planned(scheduled.model.model);
    const prompt = plan.prompts[scheduled.index - 1]!;
    return {
      model: info,
      api,
      prompt,
      index: scheduled.index,
      ...questionFor(
        { images: tools.images, profile: profiles.get(info.model)! },
        basePromptFor(plan.benchmark.base_prompt, info),
        prompt,
        folder.state.runId,
      ),
      window: this.windows.get(info.model),
      queuedAt: this.queuedAt,
      isUnreachable: this.unreachable.has(info.model),
      previous: folder.repeated.get(`${info.model}#${scheduled.index}`) ?? null,
      onRetry: (error, retryInMs) => {
        if (error.kind === 'rateLimited') lane.sendAgain(retryInMs);
      },
    };
  }
}
