// What `show RUN --model M --test N` says of one test: everything asked, answered, judged and measured. Pure: records in, lines out.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { readingText } from '../../shared/results/readingText';
import { formatCost, formatCount, formatDuration, formatRate } from '../../shared/text/format';
import { measureFigures } from '../../shared/figures/measureFigures';
import type { RecordedImage } from '../../shared/results/picture';
import type { TestCost, TestTimings } from '../../shared/run/testMeasurement';
import { noOtherCost } from '../../shared/run/otherCost';
import { otherCostText } from '../../shared/words/otherCostText';
import { errorKindWords, lookWord, notTaken, verdictGlyphs } from '../../shared/words/testText';
import { differenceText } from '../../shared/words/differenceText';
import { checkLine } from '../../shared/words/checkText';
import type { TestReview } from '../../shared/run/testReview';
import type { Verdict } from '../../shared/run/verdict';
import { reviewText } from '../../shared/words/reviewText';
import { judgeCallText } from '../../shared/words/judgeCallText';
import type {
  RecordedAttempt,
  RecordedCheck,
  RecordedJudgeCall,
  Rescore,
  TestResult,
  TestTranscript,
} from '../../shared/results/testResult';
import { counted } from '../../shared/text/counted';
import { withHiddenShown } from '../../shared/text/hiddenCharacters';
import { factLines, narrowestText, type Fact } from './factLines';
import { printable, wrapWords } from './fitText';
import type { Colors } from '../terminal/terminal';
import { verdictPaint } from './testsLines';
import { tokenSourceNotes } from '../../shared/words/tokenSourceNotes';

export interface TestDetailParts {
  result: TestResult;
  /** `#20`, `#20 trial 2/3`. */
  name: string;
  /** Where it was measured; absent where one machine made the run. */
  machine?: string | null;
  /** Null where the folder has none, as in an imported report. */
  transcript: TestTranscript | null;
  /** What people say of the test. */
  reviews: readonly TestReview[];
  /** The files of the test that are there, as paths to show. */
  files: { label: string; path: string }[];
}

/** Facts are broken at `width`, the terminal's; prompt, answer and the like keep their lines, so that they can be copied. */
export function testDetailLines(
  { result, name, machine = null, transcript, reviews, files }: TestDetailParts,
  width: number,
  colors: Colors,
): string[] {
  return [
    titleLine(result, name, colors),
    ...factLines(testFacts(result, machine), width, colors),
    ...block('Prompt', result.prompt, colors),
    ...(result.reasoning ? block('Reasoning', result.reasoning, colors) : []),
    ...block('Response', result.response, colors),
    ...(result.checks ? checkLines(result.checks, colors) : comparedLines(result, colors)),
    ...judgeLines(transcript?.evaluation?.judgeCalls ?? [], colors),
    ...pythonBlocks(transcript, colors),
    ...rescoreLines(result.rescores ?? [], colors),
    ...reviewLines(reviews, result.verdict, colors),
    ...attemptLines(transcript, width, colors),
    '',
    colors.bold('Files'),
    ...files.map(
      ({ label, path }) => `  ${label.padEnd(Math.max(...files.map((file) => file.label.length)))}  ${path}`,
    ),
  ];
}

function comparedLines({ expected, got }: TestResult, colors: Colors): string[] {
  return [...block('Expected', withHiddenShown(expected), colors), ...block('Got', withHiddenShown(got), colors)];
}

/** A line for each check, and what it looked at where it does not hold. */
function checkLines(checks: readonly RecordedCheck[], colors: Colors): string[] {
  const lines = checks.flatMap((check) => [
    `${verdictGlyphs[check.verdict]} ${checkLine(check)}`,
    ...(check.verdict === 'correct' || check.got === '' ? [] : [`    looked at: ${oneLine(check.got)}`]),
  ]);
  return block('Checks', lines.join('\n'), colors);
}

/** A line for each vote; what was asked and said is long, and in the transcript. */
function judgeLines(calls: readonly RecordedJudgeCall[], colors: Colors): string[] {
  if (calls.length === 0) return [];
  const lines = calls.map((call) => {
    const { glyph, verdict, reason, facts } = judgeCallText(call);
    const why = reason === '' ? '' : `: ${reason}`;
    return `${glyph} vote ${call.vote}, ${oneLine(call.judge)}: ${verdict}${why} (${facts.join(', ')})`;
  });
  return block('Judge models', [...lines, 'What they were asked and said: --transcript'].join('\n'), colors);
}

/** `#7 openai~gpt-4o  ✗ INCORRECT` */
function titleLine(result: TestResult, name: string, colors: Colors): string {
  const paint = verdictPaint(result, colors) ?? String;
  const verdict = paint(`${verdictGlyphs[result.verdict]} ${lookWord(result.verdict).toUpperCase()}`);
  return `${colors.bold(`${name} ${oneLine(result.model)}`)}  ${verdict}${result.isSimulated ? colors.yellow('  (simulated)') : ''}`;
}

function testFacts(result: TestResult, machine: string | null): Fact[] {
  const { error } = result;
  return [
    ['run', `${oneLine(result.runId)}: ${oneLine(result.benchmarkName)}`],
    ['test type', result.testType || 'not recorded'],
    ['score', result.score === null ? null : result.score.toFixed(2)],
    [
      'measures',
      measureFigures(result.measures)
        .map(({ name, value }) => `${name} ${value}`)
        .join(', '),
    ],
    ['reason', result.reason ?? differenceText(result)],
    [
      'error',
      error
        ? `${errorKindWords[error.kind]}${error.status === undefined ? '' : ` (HTTP ${error.status})`}: ${error.message}`
        : null,
    ],
    [result.images.length > 1 ? 'pictures' : 'picture', result.images.map(pictureText).join('\n')],
    ['coordinates', result.evidence?.coordinates ? readingText(result.evidence.coordinates) : null],
    ['when', result.startedAt === null ? 'not recorded' : result.startedAt.replace('T', ' ')],
    ['machine', machine],
    ['times', timesText(result.timings)],
    ['attempts', result.attempts === null ? 'not recorded' : String(result.attempts)],
    ['tokens', tokensText(result)],
    ['cost', costText(result)],
  ];
}

/** Every time that was measured, in the order that they pass. */
function timesText(timings: TestTimings): string {
  const times: [name: string, ms: number | null][] = [
    ['total', timings.total],
    ['TTFT', timings.ttft],
    ['first token of the answer', timings.ttfa],
    ['per output token', timings.tpot],
    ['load', timings.load],
    ['queue', timings.queue],
    ['retry', timings.retry],
    ['judging', timings.evaluation],
    ['our clock late by at most', timings.lateness ?? null],
  ];
  const rates: [name: string, rate: number | null][] = [
    ['decode', timings.decodeTokensPerSecond],
    ['end to end', timings.endToEndTokensPerSecond],
  ];
  const known = [
    ...times.flatMap(([name, ms]) => (ms === null ? [] : [`${name} ${preciseDuration(ms)}`])),
    ...rates.flatMap(([name, rate]) => (rate === null ? [] : [`${name} ${formatRate(rate)}`])),
  ];
  return known.length === 0 ? 'not recorded' : known.join(', ');
}

/** A time per token is often below 10 ms, where whole milliseconds would tell too little. */
function preciseDuration(ms: number): string {
  return ms > 0 && ms < 9.95 ? `${ms.toFixed(1)} ms` : formatDuration(ms);
}

/** `street.png: 1920 x 1080 px, sent as 1456 x 819 px` */
function pictureText({ source, file, width, height, sent }: RecordedImage): string {
  const how = sent.file === file ? 'sent as it is' : `sent as ${sent.width} x ${sent.height} px`;
  return `${source}: ${width} x ${height} px, ${how}`;
}

/** An OCR engine has none, and a failed request may have none; of an imported report nobody knows. */
function tokensText({ tokens, attempts }: TestResult): string {
  if (tokens.input === null && tokens.output === null) return attempts === null ? 'not recorded' : 'n/a';
  const parts = [
    `${formatCount(tokens.input)} in${tokens.cached ? ` (${formatCount(tokens.cached)} cached)` : ''}`,
    `${formatCount(tokens.output)} out${tokens.reasoning ? ` (${formatCount(tokens.reasoning)} reasoning)` : ''}`,
  ];
  return [...parts, tokenSourceNotes[tokens.source]].filter((part) => part !== null).join(', ');
}

const costSourceWords: { readonly [source in TestCost['source']]: string } = {
  prices: '',
  override: ' at your own price',
  api: ', as the model API says',
  local: ' local',
  simulated: ' simulated',
  report: ', as the report says',
  unknown: '',
};

/** `$0.0021 + $0.00040 for 1 failed attempt` */
function costText({ cost, failedAttemptsCost }: TestResult): string {
  const own = cost.usd === null ? formatCost(null) : `${formatCost(cost.usd)}${costSourceWords[cost.source]}`;
  const other = failedAttemptsCost && otherCostText({ ...noOtherCost(), failedAttempts: failedAttemptsCost });
  return other ? `${own} ${other}` : own;
}

/** A heading and the text below it, set in, every line as it was. */
function block(heading: string, text: string, colors: Colors): string[] {
  const body = text === '' ? [colors.dim('  (empty)')] : indented(text);
  return ['', colors.bold(heading), ...body];
}

function indented(text: string): string[] {
  return printable(text.replaceAll('\r\n', '\n'))
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}

function pythonBlocks(transcript: TestTranscript | null, colors: Colors): string[] {
  const python = transcript?.evaluation?.python;
  if (!python) return [];
  return [
    ...block('Python that was run', python.code, colors),
    ...block(`Its output (${python.outcome}, ${formatDuration(python.durationMs)})`, python.stdout, colors),
  ];
}

function rescoreLines(rescores: readonly Rescore[], colors: Colors): string[] {
  if (rescores.length === 0) return [];
  const lines = rescores.map(({ at, verdict, versions, reason, error }) => {
    const by =
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ') || "the run's own";
    const why = reason ?? error?.message;
    return `  ${at === null ? 'time not recorded' : at.replace('T', ' ')}  ${lookWord(verdict)} (${by})${why === undefined ? '' : `: ${printable(why)}`}`;
  });
  return ['', colors.bold('Judgements'), ...lines];
}

function reviewLines(reviews: readonly TestReview[], verdict: Verdict, colors: Colors): string[] {
  if (reviews.length === 0) return [];
  const lines = reviews.map((review) => `  ${oneLine(review.at.replace('T', ' '))}  ${reviewText(review, verdict)}`);
  return ['', colors.bold('Reviews'), ...lines];
}

function attemptLines(transcript: TestTranscript | null, width: number, colors: Colors): string[] {
  const earlier = transcript?.earlier ?? [];
  const rounds = transcript ? [...earlier, transcript].map((round) => round.attempts) : [];
  const all = rounds.flat();
  if (all.length === 0) return ['', colors.bold('Attempts'), '  not recorded'];
  const lines = rounds.flatMap((attempts, time) => [
    // As the page of a test says it.
    ...(earlier.length === 0 ? [] : [`  ${time < earlier.length ? `Earlier, time ${time + 1}` : 'The last time'}`]),
    ...attempts.flatMap((attempt) => attemptText(attempt, all[all.indexOf(attempt) - 1], width, colors)),
  ]);
  return ['', colors.bold('Attempts'), ...lines];
}

/** What was sent is said once where all attempts sent the same, which is nearly always. */
function attemptText(
  attempt: RecordedAttempt,
  before: RecordedAttempt | undefined,
  width: number,
  colors: Colors,
): string[] {
  const { times, request, response, error } = attempt;
  const duration = formatDuration(times.endedAt - times.dispatchedAt);
  const sent = sentText(request);
  const sentLine =
    before && sentText(before.request) === sent
      ? []
      : wrapWords(printable(sent), Math.max(narrowestText, width - 2)).map((line) => colors.dim(`  ${line}`));
  const retry = attempt.retryInMs === undefined ? '' : `; the next after ${formatDuration(attempt.retryInMs)}`;
  if (error) {
    const status = error.status === undefined ? '' : ` (HTTP ${error.status})`;
    return [
      ...sentLine,
      `  ${attempt.attempt}  ${duration}  ${errorKindWords[error.kind]}${status}: ${printable(error.message).replace(/\s*\n\s*/g, ' ')}${retry}`,
    ];
  }
  const said = response
    ? [
        `answered${response.model === null ? '' : ` by ${oneLine(response.model)}`}`,
        ...(response.finishReason === null ? [] : [`ended with ${oneLine(response.finishReason)}`]),
        counted(attempt.chunks.length, 'chunk'),
      ]
    : ['no answer'];
  return [...sentLine, `  ${attempt.attempt}  ${duration}  ${said.join(', ')}${retry}`];
}

function sentText(request: RecordedAttempt['request']): string {
  const parameters = parametersText(request.parameters);
  const leftOut = request.refused ? `; ${notTaken}: ${request.refused.join(', ')}` : '';
  return `${oneLine(request.model)} at ${request.url}${parameters === '' ? '' : `: ${parameters}`}${leftOut}`;
}

/** `temperature 0, seed 1` */
function parametersText(parameters: { [name: string]: unknown }): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
