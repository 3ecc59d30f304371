// Reads the text of an `ExecEvalBenchmarkReport` as other tools write it: what it says, whether it is one at all, and when it was made.

import * as z from 'zod';
import { looksLikeBenchmark } from '../benchmark/looksLikeBenchmark';
import { mostTests } from '../benchmark/limits';
import { isoWithOffset } from '../ask/runClock';
import { messageOf } from '../../shared/text/messageOf';
import { refuseDeepNesting } from '../files/parseJson';
import { foreignReport } from './foreignReport';
import { measured, parseLoosely, variable, written } from './reportValues';
import { formatCount } from '../../shared/text/format';

const resultSchema = z.object({
  prompt_response: z.object({
    response: written,
    tokens_per_second: measured,
    provider: z.string().nullish(),
    total_duration_ms: measured,
    load_duration_ms: measured,
    inputAndOutputCost: measured,
    // Only results of other tools have these.
    input_tokens: measured,
    output_tokens: measured,
    reasoning_tokens: measured,
    cached_tokens: measured,
    errored: z.boolean().nullish(),
    error_message: z.string().nullish(),
    tokens_per_second_basis: z.enum(['decode', 'end_to_end']).nullish(),
  }),
  execution_result: written,
  expected_result: written,
  input_prompt: z.string(),
  model: z.string().nullish(),
  correct: z.boolean(),
  index: z.number().int().positive(),
  /** What is expected is not said in our words, so that only the prompt tells which one it is. */
  pairs_by_text: z.boolean().optional(),
});

const iterationSchema = z.object({
  dynamic_variables: z.record(z.string(), variable).nullish(),
  expectation: z.union([variable, z.looseObject({}), z.array(z.unknown())]),
});

// What a report has beside is kept for `reportDate`.
const reportSchema = z.looseObject({
  benchmark_name: z.string(),
  purpose: written,
  base_prompt: written,
  prompt_iterations: z
    .array(iterationSchema)
    .nullish()
    .transform((iterations) => iterations ?? []),
  /** Only results of other tools say so, in our words; what else has a field of this name means something else. */
  ended_early: z
    .object({ status: z.enum(['cancelled', 'interrupted']), note: z.string() })
    .optional()
    .catch(undefined),
  models: z.array(z.object({ model: z.string().min(1), results: z.array(resultSchema) })).min(1),
});

export type ReportFile = z.infer<typeof reportSchema>;
export type ReportedResult = z.infer<typeof resultSchema>;

/** What a text says that is a report. Throws for people when it is not JSON or not a report. */
export function readReport(text: string): ReportFile {
  const written = jsonOf(text);
  refuseDeepNesting(written, 'This report');
  const value = foreignReport(written);
  const parsed = reportSchema.safeParse(value);
  if (!parsed.success) {
    const shown = parsed.error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    throw new Error(
      `This JSON is not a benchmark report (ExecEvalBenchmarkReport), nor results of promptfoo or a log of Inspect. ${shown.join('; ')}`,
    );
  }
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return parseLoosely(text);
  } catch (cause) {
    if (looksLikeBenchmark(text))
      throw new Error('This is a benchmark, not a report of one. Run it; only reports are imported.', { cause });
    throw new Error(`This file is not JSON: ${messageOf(cause)}`, { cause });
  }
}

/** A grid of this many squares is drawn however few of them have a result. */
const mostEmptyTests = 100_000;

/** A report says how large its grid is by the indexes of its results: a few bytes could claim a grid that no machine can hold. */
export function refuseHugeGrid(rows: number, prompts: number, results: number): void {
  const tests = rows * prompts;
  if (tests <= mostEmptyTests || (tests <= mostTests && tests <= results * 10)) return;
  throw new Error(
    `This report claims ${formatCount(rows)} models x ${formatCount(prompts)} prompts = ${formatCount(tests)} tests and has ${formatCount(results)} results. At most ${formatCount(mostTests)} tests are read, and above ${formatCount(mostEmptyTests)} a tenth of them must have a result. Check the \`index\` of its results.`,
  );
}

/** What tools call the moment of a run; the format itself has no field for it. */
const dateFields = [
  ...['date', 'datetime', 'timestamp', 'created', 'created_at', 'createdAt', 'started_at', 'startedAt', 'run_at'],
  ...['finished_at', 'finishedAt', 'generated_at', 'generatedAt'],
] as const;

/**
 * When a report was made, ISO 8601: as one of its own fields says, else as the name of its file does (`math_2024-12-08_17-45-03.json`);
 * null where neither does. Without a zone it is a time of this machine.
 */
export function reportDate(report: ReportFile, fileName: string | undefined): string | null {
  for (const field of dateFields) {
    const at = dateOfField(report[field]);
    if (at !== null) return at;
  }
  return fileName === undefined ? null : dateInName(fileName);
}

const earliest = Date.UTC(2015, 0, 1);
const latest = Date.UTC(2100, 0, 1);

function dateOfField(value: unknown): string | null {
  // Seconds or milliseconds since 1970, as `time.time()` and `Date.now()` give them.
  if (typeof value === 'number') return plausible(new Date(value < latest / 1000 ? value * 1000 : value));
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value.trim())) return null;
  const written = value.trim().replace(' ', 'T');
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(written) ? `${written}T00:00` : written);
  if (!isDay(written.slice(0, 10))) return null;
  // A date that says its zone is kept as it is written.
  return plausible(at) && /T.*(Z|[+-]\d\d:\d\d)$/.test(written) ? written : plausible(at);
}

const dateTime =
  /(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_\s-]+([01]\d|2[0-3])([-_.:h]?)([0-5]\d)(?:\6([0-5]\d))?)?(?!\d)/;

function dateInName(name: string): string | null {
  const found = dateTime.exec(name);
  if (!found) return null;
  const [, year, , month, day, hour = '0', , minute = '0', second = '0'] = found;
  const at = new Date(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // The 31st of a month with 30 days is no date.
  return at.getDate() === Number(day) ? plausible(at) : null;
}

/** Whether there is such a day: February has no 31st. */
function isDay(written: string): boolean {
  const at = new Date(`${written}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written);
}

function plausible(at: Date): string | null {
  return at.getTime() > earliest && at.getTime() < latest ? isoWithOffset(at) : null;
}
