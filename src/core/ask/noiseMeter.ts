// How much the engine's own clock was disturbed while a run went on: how late its event loop turned, how much was in flight, how often
// was asked again. A reader sees from it how far the run's times can be trusted.

import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import type { RunNoise } from '../../shared/run/runConditions';
import { roundToMicrosecond } from './runClock';

/** ms between two looks at the loop; what is below it can't be seen. */
const resolutionMs = 10;

export class NoiseMeter {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: resolutionMs });
  private underWay = 0;
  private most = 0;
  private retries = 0;

  constructor() {
    this.delays.enable();
  }

  get inFlight(): number {
    return this.underWay;
  }

  dispatched(): void {
    this.most = Math.max(this.most, ++this.underWay);
  }

  ended(): void {
    this.underWay--;
  }

  repeated(): void {
    this.retries++;
  }

  /** How late timers were until now. */
  reading(): RunNoise {
    const lag = (nanoseconds: number): number => Math.max(0, roundToMicrosecond(nanoseconds / 1e6 - resolutionMs));
    // Nothing was seen in a run shorter than the first look.
    const isEmpty = this.delays.count === 0;
    const { max } = this.delays;
    return {
      eventLoopLagMs: isEmpty
        ? { p50: 0, p95: 0, max: 0 }
        : { p50: lag(this.delays.percentile(50)), p95: lag(this.delays.percentile(95)), max: lag(max) },
      maxInFlight: this.most,
      retries: this.retries,
    };
  }

  stop(): void {
    this.delays.disable();
  }
}
