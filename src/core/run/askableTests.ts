// Which tests of a run can be asked at all. What can't is said once, and not again when a resumed run finds what it knew before.

import { findTest } from '../../shared/run/runState';
import type { NotRunReason } from '../../shared/run/verdict';
import { reasonNotToAsk, testEyesight } from './reasonNotToAsk';
import type { RunToExecute } from './runToExecute';
import type { ScheduledTest } from './schedule';
import type { RunReporter } from './testToRun';

export class AskableTests {
  private constructor(
    private readonly run: RunToExecute,
    private readonly reporter: Pick<RunReporter, 'record'>,
    private readonly eyesight: Map<string, boolean>,
  ) {}

  /** Asks local servers which of the models take pictures, where the run has some. */
  static async of(run: RunToExecute, reporter: Pick<RunReporter, 'record'>): Promise<AskableTests> {
    const { models, plan } = run.planned;
    const eyesight = await testEyesight(models, plan.prompts, run.settings.access.environment);
    return new AskableTests(run, reporter, new Map(eyesight));
  }

  /** Said at the start, so that nobody waits for what will not come. */
  isAskable(test: ScheduledTest): boolean {
    const reason = this.reasonNotToAsk(test);
    if (reason) this.skip(test, reason);
    return reason === null;
  }

  reasonNotToAsk({ model, index }: ScheduledTest): NotRunReason | null {
    const { plan, models } = this.run.planned;
    const planned = models.find(({ info }) => info.model === model.model)!;
    return reasonNotToAsk(planned, plan.prompts[index - 1]!, this.eyesight);
  }

  /** A model has refused a picture. */
  learnBlind(model: string): void {
    this.eyesight.set(model, false);
  }

  skip({ model: { model }, index }: ScheduledTest, reason: NotRunReason): void {
    const known = findTest(this.run.folder.state, model, index)?.notRun;
    if (known?.kind === reason.kind && known.message === reason.message) return;
    this.reporter.record({ type: 'testSkipped', t: this.run.tools.clock.now(), model, index, reason });
  }
}
