// What nearly all lines of `events.jsonl` are, told by hand: that a test has begun, and that it has ended. What an event is, its schema says; here it is
// only said faster, and only where the schema would return the event as it is. A test holds the two together.

import {
  costSources,
  tokenSources,
  type ChargedCalls,
  type EvidencePlace,
  type RubricVerdict,
  type RunEvent,
  type TestClasses,
  type TestCost,
  type TestFinished,
  type TestStarted,
  type TestTimings,
  type TokenUsage,
} from '../../shared/run/events';
import { askedVerdicts, errorKinds, type TestError } from '../../shared/run/verdict';
import { isMap } from '../../shared/text/isMap';

/** An event of the present format, as it is; absent for all that the schema has to look at. */
export function hotEvent(json: unknown): RunEvent | undefined {
  if (!isMap(json)) return undefined;
  if (json['type'] === 'testStarted') return isTestStarted(json) ? json : undefined;
  return isTestFinished(json) ? json : undefined;
}

type Check<Value> = (value: unknown) => value is Value;

/** A check for each field; for one that may be absent, in brackets. */
type FieldChecks<T> = { [field in keyof Required<T>]: {} extends Pick<T, field> ? [Check<T[field]>] : Check<T[field]> };

/** Whether a value has the fields, each as it is checked, and no other one. */
function shape<T>(checks: FieldChecks<T>): Check<T> {
  const fields = Object.entries<Check<unknown> | [Check<unknown>]>(checks);
  const checkOf = new Map(fields.map(([field, check]) => [field, Array.isArray(check) ? check[0] : check]));
  const optional = new Set(fields.flatMap(([field, check]) => (Array.isArray(check) ? [field] : [])));
  return (value): value is T => {
    if (!isMap(value)) return false;
    let missing = fields.length - optional.size;
    for (const field in value) {
      if (checkOf.get(field)?.(value[field]) !== true) return false;
      if (!optional.has(field)) missing--;
    }
    return missing === 0;
  };
}

const isText: Check<string> = (value) => typeof value === 'string';
const isTrueOrFalse: Check<boolean> = (value) => typeof value === 'boolean';
/** JSON has a way to say infinity: 1e999. */
const isNumber: Check<number> = (value): value is number => Number.isFinite(value);
const isMeasured: Check<number | null> = (value): value is number | null => value === null || Number.isFinite(value);
const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isOffset: Check<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function oneOf<Name extends string>(...names: readonly Name[]): Check<Name> {
  const known = new Set<unknown>(names);
  return (value): value is Name => known.has(value);
}

function listOf<Value>(check: Check<Value>): Check<Value[]> {
  return (value): value is Value[] => Array.isArray(value) && value.every(check);
}

const areMeasures: Check<{ [name: string]: number }> = (value): value is { [name: string]: number } => {
  if (!isMap(value)) return false;
  for (const name in value) if (!isNumber(value[name]) || name === '__proto__') return false;
  return true;
};

const isPlace = shape<EvidencePlace>({ offset: isOffset, length: isCount });
const isCharged = shape<ChargedCalls>({ usd: isNumber, calls: isNumber });
const isError = shape<TestError>({ kind: oneOf(...errorKinds), message: isText, status: [isNumber] });
const areClasses = shape<TestClasses>({ truth: listOf(isText), found: listOf(isText) });
const isRubric = shape<RubricVerdict>({ key: isText, verdict: oneOf('correct', 'incorrect'), decides: isTrueOrFalse });
const isCost = shape<TestCost>({ usd: isMeasured, source: oneOf(...costSources) });
const areTokens = shape<TokenUsage>({
  input: isMeasured,
  output: isMeasured,
  reasoning: isMeasured,
  cached: isMeasured,
  source: oneOf(...tokenSources),
});
const areTimings = shape<TestTimings>({
  dispatchedAt: isNumber,
  endedAt: isNumber,
  queue: isMeasured,
  retry: isMeasured,
  total: isMeasured,
  ttft: isMeasured,
  ttfa: isMeasured,
  load: isMeasured,
  tpot: isMeasured,
  decodeTokensPerSecond: isMeasured,
  endToEndTokensPerSecond: isMeasured,
  evaluation: isMeasured,
  charactersPerSecond: [isMeasured],
  inFlight: [isNumber],
  lateness: [isNumber],
});

const isTestStarted = shape<TestStarted>({
  type: oneOf('testStarted'),
  t: isNumber,
  model: isText,
  index: isCount,
});

const isTestFinished = shape<TestFinished>({
  type: oneOf('testFinished'),
  t: isNumber,
  model: isText,
  index: isCount,
  verdict: oneOf(...askedVerdicts),
  attempts: isMeasured,
  timings: areTimings,
  tokens: areTokens,
  cost: isCost,
  failedAttemptsCost: [isCharged],
  judgingCost: [isCharged],
  error: [isError],
  score: [isNumber],
  measures: [areMeasures],
  classes: [areClasses],
  rubrics: [listOf(isRubric)],
  evidence: [isPlace],
});
