// Puts the results of a report into a grid of models x prompts without losing one: a model that a report has twice, an index that a model
// has twice, and names that mean one model (`gpt-4o-mini`, `openai~gpt-4o-mini`) each keep all their results apart.

import { parseModel, type ModelInfo } from '../../shared/run/model';
import { maxRepeat } from '../benchmark/limits';
import { modelApis, modelInfo } from '../providers/modelApis';
import type { ReportedResult, ReportFile } from './reportFile';

/** One model of the imported run, with its results by prompt, from 1. */
export interface ReportRow {
  info: ModelInfo;
  results: Map<number, ReportedResult>;
}

/** All that a report has of one model, under one name, in its order. */
export interface ReportedModel {
  info: ModelInfo;
  results: ReportedResult[];
}

/** The models of a report by the names that it writes; each name once. */
export function reportedModels({ models }: Pick<ReportFile, 'models'>): ReportedModel[] {
  const apis = modelApis([]);
  const byName = new Map<string, ReportedModel>();
  for (const { model, results } of models) {
    const provider = results[0]?.prompt_response.provider?.trim() ?? '';
    const known = apis.find((api) => api.id === provider.toLowerCase())?.id ?? provider;
    const written = model.trim();
    const key = `${known} ${model}`;
    const same = byName.get(key);
    if (same) for (const result of results) same.results.push(result);
    else {
      const id = parseModel(written.includes('~') || known === '' ? written : `${known}~${written}`);
      byName.set(key, { info: modelInfo(id, apis), results: [...results] });
    }
  }
  return [...byName.values()];
}

/**
 * A row for each model, and further rows of it for results that find their place taken. `placesOf` says at which prompts a result may
 * stand, in order of preference.
 */
export function placeResults(
  models: readonly ReportedModel[],
  placesOf: (result: ReportedResult) => readonly number[],
): ReportRow[] {
  const rows: ReportRow[] = [];
  const names = new Names();
  for (const { info, results } of models) {
    const own: ReportRow[] = [];
    /** The first row that may have room, by the places asked for: rows before it never get any again. */
    const roomFrom = new Map<string, number>();
    for (const result of results) {
      const places = placesOf(result);
      const key = places.join();
      let at = roomFrom.get(key) ?? 0;
      while (own[at] && places.every((place) => own[at]!.results.has(place))) at++;
      roomFrom.set(key, at);
      const row = (own[at] ??= { info, results: new Map() });
      row.results.set(
        places.find((place) => !row.results.has(place))!,
        result,
      );
    }
    // A model that has no result is a row all the same.
    for (const row of own.length === 0 ? [{ info, results: new Map<number, ReportedResult>() }] : own)
      rows.push({ ...row, info: names.own(row.info) });
  }
  return rows;
}

/** Gives each row a name that no other has: ` (2)` and so on behind it where it is taken. */
class Names {
  private readonly taken = new Set<string>();
  private readonly counts = new Map<string, number>();

  own(info: ModelInfo): ModelInfo {
    let count = this.counts.get(info.model) ?? 0;
    let suffix: string;
    do {
      count++;
      suffix = count === 1 ? '' : ` (${count})`;
    } while (this.taken.has(`${info.model}${suffix}`));
    this.counts.set(info.model, count);
    this.taken.add(`${info.model}${suffix}`);
    return { ...info, model: `${info.model}${suffix}`, name: `${info.name}${suffix}` };
  }
}

/**
 * How often each prompt was asked, where that is the same for all of every model's: then what has one index are trials of one prompt. 1 where
 * it is not, where one index stands for different prompts, and above what a benchmark may ask for.
 */
export function trialsIn(models: readonly ReportedModel[]): number {
  const counts = new Set<number>();
  for (const { results } of models) {
    const byIndex = new Map<number, { first: ReportedResult; count: number }>();
    for (const result of results) {
      const { first, count } = byIndex.get(result.index) ?? { first: result, count: 0 };
      if (first.input_prompt !== result.input_prompt || first.expected_result !== result.expected_result) return 1;
      byIndex.set(result.index, { first, count: count + 1 });
    }
    for (const { count } of byIndex.values()) counts.add(count);
  }
  const [count = 1, ...others] = counts;
  return others.length === 0 && count <= maxRepeat ? count : 1;
}
