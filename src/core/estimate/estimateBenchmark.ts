// Gathers what an estimate of a run needs: the plan, the prices, the past, the sizes of the pictures. Reads files; sends nothing to anybody.

import { basename } from 'node:path';
import { createPriceBook } from '../cost/priceBook';
import { checkImages } from '../images/checkImages';
import type { PictureSize } from '../images/knownPictures';
import type { ImagePlace } from '../images/locatePicture';
import { estimateRun, type RunEstimate } from './estimateRun';
import { plannedModels } from '../run/plannedModel';
import { draftRun, type PlanRequest } from '../run/planRun';
import { readHistory } from './runHistory';
import type { RunRequest } from '../run/runRequest';
import { calibrationsFor, chooseProfiles } from '../run/testPlan';

export interface EstimateRequest
  extends PlanRequest, Pick<RunRequest, 'benchmarkPath' | 'prices' | 'priceFile' | 'runsDirectory' | 'coordinates'> {
  place: ImagePlace;
}

/** Throws `InvalidBenchmark`, or an error that says which model is the matter; keys that are missing are in the estimate. */
export async function estimateBenchmark(request: EstimateRequest): Promise<RunEstimate> {
  const { plan, missing } = draftRun(request, basename(request.benchmarkPath));
  const pictures = new Map<string, PictureSize>();
  await checkImages(plan.images, request.place, undefined, pictures);
  const [prices, history, calibrations] = await Promise.all([
    createPriceBook({
      models: plannedModels(plan),
      overrides: request.prices,
      benchmarkPrices: plan.benchmark.prices,
      priceFile: request.priceFile,
    }),
    readHistory(request.runsDirectory, plan.benchmark.benchmark_name, plan.prompts.length),
    calibrationsFor(plan.prompts, request.runsDirectory),
  ]);
  return estimateRun({
    plan,
    missing,
    prices,
    history,
    pictures,
    profiles: chooseProfiles(plan, request.coordinates, calibrations),
    now: new Date(),
  });
}
