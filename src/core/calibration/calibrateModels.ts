// Calibrates several models, one after the other, and stores what each showed. What the command line and the engine's thread both call.

import { usualAnswerLimits, type AnswerLimits } from '../../shared/run/answerLimits';
import { parseModel, type ModelId } from '../../shared/run/model';
import { findModelApi, modelApis } from '../providers/modelApis';
import { takeWayOut } from '../providers/wayOut';
import { connectionFor } from '../providers/connections';
import { scrubberOf, scrubIn } from '../providers/scrubber';
import { secretsOf } from '../providers/secretsOf';
import type { Environment } from '../providers/provider';
import type { ModelApi } from '../providers/modelApi';
import type { ServiceRow } from '../providers/services';
import { calibrate, type CalibrateOptions, type ModelCalibration } from './calibrate';
import { storeCalibration } from '../coordinates/calibrationStore';
import { messageOf } from '../../shared/text/messageOf';

/** Plain JSON, so that it can cross to a worker thread as it is. */
export interface CalibrationRequest extends CalibrateOptions {
  /** Model strings, as written or canonical. */
  models: string[];
  /** Keys, base URLs and hosts by variable name. Never written anywhere. */
  environment: Environment;
  services: ServiceRow[];
  /** How much of an answer is taken in, where the user said so. */
  answerLimits: Partial<AnswerLimits>;
  /** The folder that run folders are in; made when missing. */
  runsDirectory: string;
}

/** What the answer of one model showed, or why there is nothing, in a sentence. */
export type CalibrationOutcome = { model: string } & ({ calibration: ModelCalibration } | { problem: string });

/** Never throws for what one model does; throws when the store can't be read or written, and the signal's reason when aborted. */
export async function calibrateModels(
  request: CalibrationRequest,
  onDone: (outcome: CalibrationOutcome) => void,
  signal: AbortSignal,
): Promise<CalibrationOutcome[]> {
  const apis = modelApis(request.services);
  const scrub = scrubberOf(secretsOf(apis, request.environment));
  takeWayOut(request.environment);
  const outcomes: CalibrationOutcome[] = [];
  for (const model of request.models.map(parseModel)) {
    const outcome = await calibrateOne(model, apis, request, signal);
    scrubIn(outcome, scrub);
    if ('calibration' in outcome) {
      const { candidates: _, ...stored } = outcome.calibration;
      await storeCalibration(request.runsDirectory, model.model, stored);
    }
    outcomes.push(outcome);
    onDone(outcome);
  }
  return outcomes;
}

async function calibrateOne(
  model: ModelId,
  apis: readonly ModelApi[],
  request: CalibrationRequest,
  signal: AbortSignal,
): Promise<CalibrationOutcome> {
  try {
    const api = findModelApi(apis, model.provider);
    if (api.reasonNotToAsk)
      throw new Error(`${api.label} is no language model: its coordinates are known and need no calibration.`);
    const connection = connectionFor(api, request.environment);
    const seesImages = await api.seesImages?.(connection, model.name, signal).catch(() => null);
    if (seesImages === false) throw new Error('This model takes no pictures.');
    const provider = await api.connect({
      ...connection,
      limits: { ...usualAnswerLimits, ...request.answerLimits },
    });
    try {
      return { model: model.model, calibration: await calibrate(provider, model, request, signal) };
    } finally {
      await provider.dispose?.();
    }
  } catch (error) {
    signal.throwIfAborted();
    return { model: model.model, problem: messageOf(error) };
  }
}
