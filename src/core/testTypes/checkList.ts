// `checks`: what a prompt's `expect` becomes. Every check is judged by itself; together they make the verdict and the score of the test.

import * as z from 'zod';
import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import type { ChecksExpectation } from '../../shared/run/checks';
import type { RubricVerdict } from '../../shared/run/events';
import type { TestMeasures } from '../../shared/run/testMeasurement';
import type { RecordedCheck, RecordedEvaluation } from '../../shared/results/testResult';
import { checkMeasure, checkTitle } from '../../shared/testTypes/checkTitles';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { CheckFiles, JsonSchema } from '../checks/check';
import { checksVerdict, isDecisive } from '../checks/checksVerdict';
import { expectedTextOf, judgeCheck, type CheckEntry, type JudgedCheck } from '../checks/judgeCheck';
import { simulatedChecks } from '../checks/simulatedChecks';
import { quoted } from '../checks/textParts';
import { faultAt, hasKey, issuesBelow, readingBy, type Reading } from '../checks/yamlParts';
import { emptyAnswer } from './judgement';
import { checkForm, entryOf, readCheck } from './readCheck';
import type { Evaluation, Judging, TestType } from './testType';

const testType = 'checks';
const listWords = 'a list of checks, such as `- contains: Paris`, one an entry';

const entries = z.array(z.unknown(), { error: listWords }).min(1, { error: listWords });

function readList(written: unknown, isRecorded: boolean): Reading<Expectation> {
  const list = readingBy(entries, written);
  if ('issues' in list) return list;
  const readings = list.value.map((entry) => readCheck(entry, isRecorded));
  const issues = readings.flatMap((one, position) => ('issues' in one ? issuesBelow([position], one.issues) : []));
  if (issues.length > 0) return { issues };
  const checks = readings.flatMap((one) => ('value' in one ? [one.value] : []));
  if (checks.every((one) => entryOf(one).weight === 0)) return faultAt([], 'must have a check whose weight is above 0');
  return { value: { checks } };
}

export const checkList: TestType = {
  name: testType,
  form: {
    schema: z.array(checkForm),
    read: readList,
    rotationsOf: () => undefined,
    example: '[{ contains: Paris }]',
    hint: '',
    keepsWriting: 'checks',
  },
  likelyTokens: 100,
  expectedText: (expectation) => expectedTexts(entriesOf(expectation)).join('\n'),
  labelText: (expectation) => entriesOf(expectation).map(expectedTextOf).join('; '),
  answerForm(expectation, picture) {
    const forms = entriesOf(expectation).map(({ check, written }) => check.answerForm(written, picture));
    return [...new Set(forms.filter((form) => form !== ''))].join('\n\n');
  },
  placesOfTruth: (expectation) =>
    entriesOf(expectation).flatMap(({ check, written, isNegated }, position) =>
      check
        .placesOfTruth(written)
        .map((place) => ({ ...place, path: [position, ...(isNegated ? ['not'] : []), ...place.path] })),
    ),
  simulatedAnswers: (expectation, simulation) => simulatedChecks(entriesOf(expectation), simulation),
  needs(expectation) {
    const all = entriesOf(expectation).map(({ check, written }) => check.needs(written));
    return {
      runsPython: all.some((one) => one.runsPython),
      needsPicture: all.some((one) => one.needsPicture),
      hasPlaces: all.some((one) => one.hasPlaces),
      rubrics: all.flatMap((one) => one.rubrics ?? []),
      files: [...new Set(all.flatMap((one) => one.files ?? []))],
      schemas: all.flatMap((one) => one.schemas ?? []),
      scripts: all.flatMap((one) => one.scripts ?? []),
      ownPython: all.flatMap((one) => one.ownPython ?? []),
    };
  },
  async evaluate(judging) {
    const { checks, passAt } = wantedOf(judging.expectation);
    const entries = checks.map(entryOf);
    if (judging.answer.said.trim() === '')
      return emptyAnswer(testType, judging.answer, expectedTexts(entries).join('\n'));
    const judged: JudgedCheck[] = [];
    for (const entry of entries) judged.push(await judgeCheck(entry, judging));
    return together(judged, passAt, judging);
  },
};

function wantedOf(expectation: Expectation): ChecksExpectation {
  if (!isChecks(expectation)) throw new Error('the expectation is not a list of checks');
  return expectation;
}

function isChecks(expectation: Expectation): expectation is ChecksExpectation {
  return hasKey(expectation, 'checks');
}

function entriesOf(expectation: Expectation): CheckEntry[] {
  return wantedOf(expectation).checks.map(entryOf);
}

/** One check a line. */
function expectedTexts(entries: readonly CheckEntry[]): string[] {
  return entries.map((entry) => (entry.name === undefined ? '' : `${entry.name}: `) + expectedTextOf(entry));
}

/** What could not be judged makes an error of the test, unless the others decide it either way. */
function together(judged: readonly JudgedCheck[], passAt: number | undefined, { answer }: Judging): Evaluation {
  const checks = judged.map(({ record }) => record);
  const { verdict, score, reason } = checksVerdict(checks, passAt);
  const record: RecordedEvaluation = {
    testType,
    answer: answer.said.trim(),
    ...findingsOf(judged),
    expected: checks.map(expectedLine).join('\n'),
    got: checks.map(gotLine).join('\n'),
    verdict,
    measures: measuresOf(checks),
    checks,
  };
  const judging = rubricsOf(judged, checks, passAt);
  if (verdict !== 'error')
    return {
      ...judging,
      record: { ...record, ...(score === undefined ? {} : { score }), ...(reason === undefined ? {} : { reason }) },
    };
  const undecided = judged.find(({ error, record: { weight } }) => error && weight !== 0)!;
  const error = { ...undecided.error!, message: `${checkTitle(undecided.record)}: ${undecided.error!.message}` };
  return { ...judging, record: { ...record, reason: error.message }, error };
}

function rubricsOf(
  judged: readonly JudgedCheck[],
  checks: readonly RecordedCheck[],
  passAt: number | undefined,
): Pick<Evaluation, 'rubrics'> {
  const rubrics = judged.flatMap(({ rubricKey: key, record: { verdict } }, position): RubricVerdict[] =>
    key === undefined || verdict === 'error' ? [] : [{ key, verdict, decides: isDecisive(checks, position, passAt) }],
  );
  return rubrics.length > 0 ? { rubrics } : {};
}

/** What the checks found beside their verdicts: of each kind the first. */
function findingsOf(
  judged: readonly JudgedCheck[],
): Pick<RecordedEvaluation, 'classes' | 'evidence' | 'python' | 'judgeCalls'> {
  const [classes] = judged.flatMap((one) => one.classes ?? []);
  const [evidence] = judged.flatMap((one) => one.evidence ?? []);
  const [python] = judged.flatMap((one) => one.python ?? []);
  const judgeCalls = judged.flatMap((one) => one.judgeCalls ?? []);
  return {
    ...(classes ? { classes } : {}),
    ...(evidence ? { evidence } : {}),
    ...(python ? { python } : {}),
    ...(judgeCalls.length > 0 ? { judgeCalls } : {}),
  };
}

/** Of several checks with one name all must hold. */
function measuresOf(checks: readonly RecordedCheck[]): TestMeasures {
  const measures: TestMeasures = {};
  for (const [position, check] of checks.entries()) {
    if (check.verdict === 'error') continue;
    const measure = checkMeasure(check, position);
    measures[measure] = Math.min(measures[measure] ?? 1, check.verdict === 'correct' ? 1 : 0);
  }
  return measures;
}

function expectedLine({ name, expected }: RecordedCheck): string {
  return name === undefined ? expected : `${name}: ${expected}`;
}

/** One line for one check, as the lines of what is expected are. */
function gotLine(check: RecordedCheck): string {
  const { verdict, reason, got } = check;
  if (verdict === 'correct') return 'holds';
  const why = reason ?? (got === '' ? '' : `It is ${quoted(got)}.`);
  return `${verdict === 'error' ? 'could not be judged' : 'does not hold'}${why === '' ? '' : `: ${oneLine(why)}`}`;
}

/** The same checks, of which that share is enough. */
export function withPassAt(expectation: Expectation, passAt: number): ChecksExpectation {
  return { ...wantedOf(expectation), passAt };
}

/** The JSON schema that model APIs may be asked to answer by: that of the first check of the whole answer which has one. */
export function answerSchemaOf(
  { testType: name, expectation }: { testType: TestTypeName; expectation: Expectation },
  files: CheckFiles,
): JsonSchema | undefined {
  if (name !== testType) return undefined;
  const entries = entriesOf(expectation).filter(({ isNegated, at }) => !isNegated && at === undefined);
  return entries.map(({ check, written }) => check.answerSchema(written, files)).find((one) => one !== undefined);
}
