// Finds for each result of a report the prompt of a benchmark that it answers: by the text that was sent and what was expected.

import { isDeepStrictEqual } from 'node:util';
import { textsOf } from '../../shared/run/basePrompt';
import { fillPrompt } from '../benchmark/fillPrompt';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { findTestType } from '../testTypes/findTestType';
import type { ReportedResult } from './reportFile';

/** A prompt of the report that the benchmark does not have. */
export interface UnmatchedPrompt {
  /** Its place in the run, after those of the benchmark, from 1. */
  place: number;
  /** The number of the prompt in the report. */
  index: number;
  text: string;
  expected: string;
  /** What the benchmark expects of the same text, where it has that. */
  otherwiseExpected: string | null;
}

interface PairedPrompts {
  /** The prompts that a result may answer, by their places in the run, from 1: those of the benchmark, or the one it was given after them. */
  placesOf(result: ReportedResult): readonly number[];
  unmatched: UnmatchedPrompt[];
}

/** Pairs all results at once; prompts that are asked several times (`repeat`) are paired in their order. */
export function pairedPrompts(results: Iterable<ReportedResult>, benchmark: LoadedBenchmark): PairedPrompts {
  const places = new Map<string, readonly number[]>();
  const unmatched: UnmatchedPrompt[] = [];
  const asked = askedPrompts(benchmark);
  for (const result of results) {
    const key = keyOf(result);
    if (places.has(key)) continue;
    const same = asked.ofText(normalized(result.input_prompt));
    const fitting = same.filter(
      (one) => result.pairs_by_text === true || isSameExpectation(one.expected, one.prompt, result.expected_result),
    );
    if (fitting.length > 0) {
      places.set(
        key,
        fitting.map(({ place }) => place),
      );
      continue;
    }
    const place = benchmark.prompts.length + unmatched.length + 1;
    unmatched.push({
      place,
      index: result.index,
      text: result.input_prompt,
      expected: result.expected_result,
      otherwiseExpected: same[0]?.expected ?? null,
    });
    places.set(key, [place]);
  }
  return { placesOf: (result) => places.get(keyOf(result))!, unmatched };
}

interface AskedPrompt {
  place: number;
  text: string;
  expected: string;
  prompt: LoadedPrompt;
}

/** The prompts of a benchmark by the text that is sent. */
function askedPrompts({ prompts, base_prompt }: LoadedBenchmark): { ofText(text: string): AskedPrompt[] } {
  const byText = new Map<string, AskedPrompt[]>();
  const withForm: AskedPrompt[] = [];
  for (const [position, prompt] of prompts.entries()) {
    const expected = findTestType(prompt.testType).expectedText(prompt.expectation);
    const texts = textsOf(base_prompt).map((one) => normalized(fillPrompt(one, prompt.dynamic_variables)));
    for (const text of new Set(texts)) {
      const asked = { place: position + 1, text, expected, prompt };
      byText.set(text, [...(byText.get(text) ?? []), asked]);
      if (prompt.images.length > 0) withForm.push(asked);
    }
  }
  // Prompts with pictures are sent with the form of the answer behind their text.
  return { ofText: (text) => byText.get(text) ?? withForm.filter((one) => text.startsWith(one.text)) };
}

function keyOf({ input_prompt: text, expected_result: expected }: ReportedResult): string {
  return JSON.stringify([normalized(text), expected]);
}

/** Without the mark that begins each trial, and whatever the line ends are. */
function normalized(text: string): string {
  return text
    .replace(/^\[[0-9a-f]{12}: a random mark of this request; it has no meaning\.\]\s+/, '')
    .replaceAll('\r\n', '\n')
    .trim();
}

/** Tools write one and the same expectation as they like: `10` as `10.0`, JSON with other blanks. */
function isSameExpectation(expected: string, { expectation }: LoadedPrompt, reported: string): boolean {
  const written = normalized(reported);
  if (written === normalized(expected)) return true;
  if (typeof expectation === 'number') return written !== '' && Number(written) === expectation;
  if (typeof expectation === 'boolean') return written.toLowerCase() === String(expectation);
  try {
    return isDeepStrictEqual(JSON.parse(written), JSON.parse(expected));
  } catch {
    return false;
  }
}
