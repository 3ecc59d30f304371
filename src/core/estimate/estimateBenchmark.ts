// Gathers what an estimate of a run needs: the plan, the prices, the past, the sizes of the pictures. Reads files; sends nothing to anybody.

import { basename } from 'node:path';
import { createPriceBook, type PriceBook } from '../cost/priceBook';
import type { PriceOverrides } from '../cost/priceOverride';
import { filesBeside } from '../benchmark/benchmarkFiles';
import { checkImages } from '../images/checkImages';
import type { PictureSize } from '../images/knownPictures';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { estimateRun, type RunEstimate } from './estimateRun';
import { unpricedIn } from './unpricedIn';
import { plannedModels } from '../run/plannedModel';
import { draftRun, type PlanRequest } from '../run/planRun';
import { readHistory } from './runHistory';
import type { RunRequest } from '../run/runRequest';
import { calibrationsFor, chooseProfiles } from '../run/testPlan';

export interface EstimateRequest extends PlanRequest, Pick<RunRequest, 'benchmarkPath' | 'runsDirectory' | 'reading'> {
  place: BenchmarkPlace;
}

/** Throws `InvalidBenchmark`, or an error that says which model is the matter; keys that are missing are in the estimate. */
export async function estimateBenchmark(request: EstimateRequest): Promise<RunEstimate> {
  const { plan, missing } = draftRun(request, {
    fileName: basename(request.benchmarkPath),
    files: filesBeside(request.place),
  });
  const pictures = new Map<string, PictureSize>();
  await checkImages(plan.images, request.place, undefined, pictures);
  const priceBook = (benchmarkPrices: PriceOverrides, projectPrices?: PriceOverrides): Promise<PriceBook> =>
    createPriceBook({
      models: [...plannedModels(plan), ...plannedModels({ ...plan, models: plan.judges })],
      overrides: request.money.prices,
      benchmarkPrices,
      projectPrices,
      priceFile: request.money.priceFile,
    });
  const [prices, otherPrices, history, calibrations] = await Promise.all([
    priceBook(plan.benchmark.prices, request.money.projectPrices),
    priceBook({}),
    readHistory(request.runsDirectory, plan.benchmark.benchmark_name, plan.prompts.length),
    calibrationsFor(plan.prompts, request.runsDirectory),
  ]);
  const sources = {
    plan,
    missing,
    history,
    pictures,
    profiles: chooseProfiles(plan, request.reading.coordinates, calibrations),
    now: new Date(),
  };
  const estimate = estimateRun({ ...sources, prices });
  const without = estimateRun({ ...sources, prices: otherPrices });
  const likely = [estimate.costToConfirm, without.costToConfirm].filter((usd) => usd !== null);
  const pricedByFiles = unpricedIn(without).filter((model) => !unpricedIn(estimate).includes(model));
  return { ...estimate, costToConfirm: likely.length === 0 ? null : Math.max(...likely), pricedByFiles };
}
