// What a run is likely to be, before it is one: calls, tokens, costs, minutes, and what will be in its way. Pure: it asks nobody and sends nothing.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { TokenUsage } from '../../shared/run/testMeasurement';
import type { RunMode } from '../../shared/run/runMode';
import type { NotRunKind } from '../../shared/run/verdict';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { outputTokens, textTokens, type Range } from '../cost/guessTokens';
import { pictureTokens } from '../cost/pictureTokens';
import { isOverride, type PriceBook } from '../cost/priceBook';
import type { PixelSize } from '../coordinates/visionSize';
import { sharedSize } from '../images/sharedSize';
import type { MissingKey } from '../providers/connections';
import { takesImages } from '../providers/takesImages';
import { textOfMessages } from '../benchmark/messagesBefore';
import { picturesShown } from '../benchmark/picturesShown';
import { reasonNotToAsk } from '../run/reasonNotToAsk';
import { plannedModels, type PlannedModel } from '../run/plannedModel';
import type { RunPlan } from '../run/planRun';
import { estimateJudges, type JudgeEstimate } from './estimateJudges';
import { rangeOf, sum, sumKnown, sumRanges } from './ranges';
import type { ModelHistory, RunHistory } from './runHistory';
import { textFor, type ChosenProfile } from '../run/testPlan';

interface EstimateSources {
  plan: RunPlan;
  missing: readonly MissingKey[];
  prices: PriceBook;
  history: RunHistory;
  /** px of every picture, as people see it, by its name in the file. */
  pictures: ReadonlyMap<string, PixelSize>;
  profiles: ReadonlyMap<string, ChosenProfile>;
  now: Date;
}

export interface RunEstimate {
  benchmarkName: string;
  mode: RunMode;
  /** USD; null for no limit. */
  budgetUsd: number | null;
  prompts: number;
  /** Prompts x models, asked or not. */
  tests: number;
  /** Tests that will be asked; warm-up calls are not among them. */
  calls: number;
  warmUpCalls: number;
  /** Calls to judge models, of which none is among the others. Their cost is in that of the run, their tokens are in no other figure. */
  judgeCalls: JudgeEstimate[];
  models: ModelEstimate[];
  /** Null when that of a model that charges is not known; one that doesn't is left out then. */
  input: Range | null;
  output: Range;
  /** USD over the tests whose price is known; null when none is. */
  cost: Range | null;
  /**
   * USD that decide on whether to ask before the run: the likely cost, or the likely cost without the benchmark's own prices where that is higher, for
   * a file must not talk its way past the question. Null when neither is known.
   */
  costToConfirm: number | null;
  /** Models and judges that have a price only because the benchmark or its project file says one. */
  pricedByFiles: string[];
  /** How many of the calls have a known price. */
  priced: number;
  /** Queues go beside each other: ms of the longest; null when a model of some queue was never run. */
  durationMs: number | null;
  missingKeys: { keyVariable: string; models: string[] }[];
  /** Pictures that are made smaller before they are sent, px. */
  resized: { source: string; from: PixelSize; to: PixelSize }[];
  /** The price list that was used. */
  priceList: string;
  /** What was the matter with it, for people. */
  priceProblem?: string;
}

export interface ModelEstimate {
  model: string;
  /** Of the base prompt, where it has one. */
  variant?: string;
  /** Why nothing is charged, where nothing is. */
  free: 'simulated' | 'local' | null;
  calls: number;
  /** Null when a picture's tokens are not known and no earlier run tells. */
  input: Range | null;
  output: Range;
  /** USD; null is unknown. */
  cost: Range | null;
  /** Where its prices come from; null without any. */
  priceSource: string | null;
  /** How many earlier runs the estimate is calibrated with. */
  earlierRuns: number;
  /** Mean of a test in them, ms. */
  totalMs: number | null;
  /** What a batch costs of the listed price; null where the run is in no batches, or the price is not a listed one. */
  batchShare: number | null;
  notAsked: { kind: NotRunKind; tests: number; message: string }[];
  /** Tests with a picture of a model that is not known to take any: its server or API will tell. */
  maybeBlind: number;
}

export function estimateRun(sources: EstimateSources): RunEstimate {
  const { plan, missing, prices } = sources;
  const sent = sentSizes(sources);
  const models = plannedModels(plan).map((model) => estimateModel(model, sources, sent));
  const known = models.filter((model) => model.cost !== null && model.calls > 0);
  const asked = models.filter((model) => model.calls > 0);
  const judges = estimateJudges(plan, prices, sources.now);
  const costs = [...known, ...judges].map((one) => one.cost).filter((one) => one !== null);
  const cost = costs.length === 0 ? null : sumRanges(costs);
  return {
    benchmarkName: plan.benchmark.benchmark_name,
    mode: plan.mode,
    budgetUsd: plan.budgetUsd,
    prompts: plan.prompts.length,
    tests: plan.prompts.length * plan.models.length,
    calls: sum(models.map((model) => model.calls)),
    warmUpCalls: plan.mode === 'speed' ? asked.length : 0,
    judgeCalls: judges,
    models,
    input: totalInput(asked),
    output: sumRanges(asked.map((model) => model.output)),
    cost,
    costToConfirm: cost && cost.likely,
    pricedByFiles: [],
    priced: sum(known.map((model) => model.calls)),
    durationMs: plan.mode === 'batch' ? null : longestQueue(plan, models),
    missingKeys: missing.map(({ keyVariable, models: needing }) => ({ keyVariable, models: needing })),
    resized: [...sent].flatMap(([source, to]) => {
      const { width, height } = sources.pictures.get(source)!;
      return width === to.width && height === to.height ? [] : [{ source, from: { width, height }, to }];
    }),
    priceList: prices.source,
    ...(prices.problem === undefined ? {} : { priceProblem: prices.problem }),
  };
}

function totalInput(models: readonly ModelEstimate[]): Range | null {
  const known = models.filter((model) => model.input !== null);
  const isMissing = models.some((model) => model.input === null && model.free === null);
  return isMissing || (known.length === 0 && models.length > 0) ? null : sumRanges(known.map((model) => model.input!));
}

function estimateModel(
  { info, api }: PlannedModel,
  sources: EstimateSources,
  sent: ReadonlyMap<string, PixelSize>,
): ModelEstimate {
  const { plan, prices, now } = sources;
  const isBatch = plan.mode === 'batch';
  const history: ModelHistory | undefined = sources.history.get(info.model);
  const sees = takesImages(info);
  const eyesight = new Map(sees === null ? [] : [[info.model, sees] as const]);
  const notAsked = new Map<string, ModelEstimate['notAsked'][number]>();
  const [inputs, outputs, costs]: [(Range | null)[], Range[], (Range | null)[]] = [[], [], []];
  let maybeBlind = 0;
  for (const prompt of plan.prompts) {
    const reason = reasonNotToAsk({ info, api }, prompt, eyesight);
    if (reason) {
      const told = notAsked.get(reason.message) ?? { ...reason, tests: 0 };
      notAsked.set(reason.message, { ...told, tests: told.tests + 1 });
      continue;
    }
    if (picturesShown(prompt).length > 0 && sees === null) maybeBlind++;
    const mean = history?.input ?? null;
    const input = mean === null ? inputTokens(prompt, info, sources, sent) : { low: mean, likely: mean, high: mean };
    const output = outputTokens(info, prompt.testType, history?.output ?? null, api.outputLimit?.(info.parameters));
    inputs.push(input);
    outputs.push(output);
    costs.push(
      rangeOf((end) => {
        const tokens: TokenUsage = {
          input: input && Math.round(input[end]),
          output: Math.round(output[end]),
          reasoning: null,
          cached: null,
          source: 'usage',
        };
        const totalMs = isBatch ? null : (history?.totalMs ?? null);
        return prices.costOf(info, { tokens, reportedCostUsd: null, totalMs, at: now, isInBatch: isBatch }).usd;
      }),
    );
  }
  const units = prices.unitPrices(info, now);
  return {
    model: info.model,
    ...(info.variant === undefined ? {} : { variant: info.variant }),
    free: info.isSimulated ? 'simulated' : info.isLocal && !units ? 'local' : null,
    calls: inputs.length,
    input: roundRange(sumKnown(inputs)),
    output: sumRanges(outputs),
    cost: sumKnown(costs),
    priceSource: units?.source ?? null,
    batchShare: isBatch && units?.perHour === null && !isOverride(units.source) ? (api.batches?.price ?? 1) : null,
    earlierRuns: history?.runs ?? 0,
    totalMs: history?.totalMs ?? null,
    notAsked: [...notAsked.values()],
    maybeBlind,
  };
}

/** Null when the tokens of a picture are not known. */
function inputTokens(
  prompt: LoadedPrompt,
  model: PlannedModel['info'],
  { plan, pictures, profiles }: EstimateSources,
  sent: ReadonlyMap<string, PixelSize>,
): Range | null {
  const sizes = picturesShown(prompt).map((source) => sent.get(source));
  const own = prompt.images[0] ?? '';
  const [first, firstSent] = [pictures.get(own), sent.get(own)];
  const picture =
    first && firstSent
      ? {
          width: first.width,
          height: first.height,
          sentWidth: firstSent.width,
          sentHeight: firstSent.height,
          ...profiles.get(model.model)!,
        }
      : null;
  let ofPictures = 0;
  for (const size of sizes) {
    const tokens = size ? pictureTokens(model, size) : null;
    if (tokens === null) return null;
    ofPictures += tokens;
  }
  const question = textFor(basePromptFor(plan.benchmark.base_prompt, model), prompt, picture, '');
  const text = textTokens(`${textOfMessages(prompt.before ?? [])}${question}`);
  return { low: text.low + ofPictures, likely: text.likely + ofPictures, high: text.high + ofPictures };
}

/** What is sent of each picture that the run shows, px. */
function sentSizes({ plan, pictures }: EstimateSources): Map<string, PixelSize> {
  const shown = new Set(plan.prompts.flatMap(picturesShown));
  return new Map(
    [...pictures].flatMap(([source, { width, height }]) => {
      if (!shown.has(source)) return [];
      return [
        [
          source,
          plan.benchmark.imageSize === 'native' ? { width, height } : sharedSize({ width, height }, plan.models),
        ] as const,
      ];
    }),
  );
}

/** Each queue serves as many at once as it begins with; what waits for a rate limit, is asked again or judged is not in it. */
function longestQueue(plan: RunPlan, models: readonly ModelEstimate[]): number | null {
  let longest = 0;
  for (const queue of plan.wholeQueues) {
    const own = models.filter(
      (model) => model.calls > 0 && queue.tests.some((test) => test.model.model === model.model),
    );
    if (own.some((model) => model.totalMs === null)) return null;
    longest = Math.max(
      longest,
      sum(own.map((model) => model.calls * model.totalMs!)) /
        Math.min(queue.limits.start, Math.max(1, sum(own.map((model) => model.calls)))),
    );
  }
  return longest;
}

function roundRange(range: Range | null): Range | null {
  return range && { low: Math.round(range.low), likely: Math.round(range.likely), high: Math.round(range.high) };
}
