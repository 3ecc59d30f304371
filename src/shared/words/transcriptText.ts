// The whole history of one test for people, as Markdown. Made of its result and its transcript and nothing else,
// so the same records always give the same text. What a model wrote is fenced: it can't become a heading, a link or a picture of ours.

import { formatCost, formatCount, formatDateTime, formatDuration, formatRate, formatSize } from '../text/format';
import type { CoordinateReading } from '../results/picture';
import type {
  AttemptTimes,
  RecordedAttempt,
  RecordedCheck,
  RecordedChunk,
  RecordedEvaluation,
  RecordedJudgeCall,
  Rescore,
  TestResult,
  TestTranscript,
} from '../results/testResult';
import { errorKindWords, inOnePiece, lookWord, notTaken, testRate, verdictGlyphs, unjudgedText } from './testText';
import { isCheckMeasure } from '../testTypes/checkTitles';
import type { TestError } from '../run/verdict';
import { checkText } from './checkText';
import { judgeCallText } from './judgeCallText';
import { code, fenced, inline, labelled, shortened, table } from './markdownText';
import { urlPart } from '../text/urlPart';
import { isThroughVsCode, throughVsCodeNote } from '../run/throughVsCode';
import { tokenSourceNotes } from './tokenSourceNotes';

const notRecorded = 'not recorded';

/** The transcript of one test as Markdown. `resultImage` is where its picture is for who reads the text; null leaves it out. `name` is the test's. */
export function transcriptText(
  result: TestResult,
  transcript: TestTranscript,
  resultImage: string | null = null,
  name = `#${result.index}`,
): string {
  const verdict = `${verdictGlyphs[result.verdict]} ${lookWord(result.verdict).toUpperCase()}`;
  const simulated = result.isSimulated
    ? ['**Simulated**: no model was asked; every figure is made up by the `simulated` model API.']
    : isThroughVsCode(result)
      ? [`**${throughVsCodeNote}**`]
      : [];
  const sections = [
    `# ${verdict}: ${name} ${inline(result.model)}`,
    ...simulated,
    summaryTable(result, name),
    ...(resultImage === null ? [] : [`![Result image](${resultImage})`]),
    ...verdictSections(result),
    ...(transcript.earlier ?? []).flatMap((round, position) =>
      // Only what had ended in error was asked again.
      roundSections(round.attempts, round.evaluation, 'error', `Earlier round ${position + 1}: `),
    ),
    ...roundSections(transcript.attempts, transcript.evaluation, result.verdict, ''),
    ...rescoreSections(result.rescores ?? []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function summaryTable(result: TestResult, name: string): string {
  const { timings, tokens, cost } = result;
  const rate = testRate(result);
  const tokenNotes = [
    ...(tokens.cached === null ? [] : [`${formatCount(tokens.cached)} of the input cached`]),
    ...(tokens.reasoning === null ? [] : [`${formatCount(tokens.reasoning)} of the output reasoning`]),
    ...[tokenSourceNotes[tokens.source]].filter((note) => note !== null),
  ];
  return table(
    ['', ''],
    [
      ['Run', code(result.runId)],
      ['Benchmark', inline(result.benchmarkName)],
      ['Model', `${code(result.model)} (${inline(result.providerLabel)})`],
      ['Prompt', name],
      ['Test type', result.testType === '' ? notRecorded : code(result.testType)],
      ['Verdict', lookWord(result.verdict)],
      ['Score', result.score === null ? 'n/a' : String(result.score)],
      [
        'Started',
        result.startedAt === null ? notRecorded : `${formatDateTime(result.startedAt)} (${inline(result.startedAt)})`,
      ],
      ['Total', formatDuration(timings.total)],
      ['TTFT', formatDuration(timings.ttft)],
      [
        'Speed',
        rate === null ? 'n/a' : `${formatRate(rate.value)} (${rate.basis === 'decode' ? 'decode' : 'end to end'})`,
      ],
      ['Load', formatDuration(timings.load)],
      ...(timings.lateness === undefined ? [] : [['Our clock late by, at most', formatDuration(timings.lateness)]]),
      ['Queue, retries', `${formatDuration(timings.queue)}, ${formatDuration(timings.retry)}`],
      [
        'Tokens',
        `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out${tokenNotes.length === 0 ? '' : ` (${tokenNotes.join(', ')})`}`,
      ],
      ['Cost', `${formatCost(cost.usd)} (${cost.source})`],
      ['Attempts', result.attempts === null ? notRecorded : String(result.attempts)],
    ],
  );
}

function verdictSections(result: TestResult): string[] {
  return [
    '## Expected and got',
    ...(result.checks
      ? [checksTable(result.checks)]
      : [labelled('Expected', result.expected), labelled('Got', result.got)]),
    ...(result.reason === undefined ? [] : [`Reason: ${inline(result.reason)}`]),
    ...(result.error === undefined ? [] : [errorLine(result.error)]),
    ...pictureSections(result),
    '## Prompt',
    fenced(result.prompt),
    '## Answer',
    fenced(result.response),
  ];
}

function checksTable(checks: readonly RecordedCheck[]): string {
  const rows = checks.map((check) => {
    const { verdict, expected, score, reason } = checkText(check);
    return [
      `${verdictGlyphs[check.verdict]} ${verdict}`,
      inline(expected),
      inline(score),
      code(shortened(check.got)),
      inline(reason),
    ];
  });
  return table(['verdict', 'check', 'score', 'looked at', 'why'], rows);
}

function roundSections(
  attempts: RecordedAttempt[],
  evaluation: RecordedEvaluation | null,
  verdict: TestResult['verdict'],
  prefix: string,
): string[] {
  return [
    ...(attempts.length === 0
      ? [`## ${prefix}Attempts`, `The attempts were ${notRecorded}.`]
      : attempts.flatMap((attempt) => attemptSections(attempt, prefix))),
    ...evaluationSections(evaluation, verdict, prefix),
  ];
}

function attemptSections(attempt: RecordedAttempt, prefix: string): string[] {
  const { request, response, error } = attempt;
  return [
    `## ${prefix}Attempt ${attempt.attempt}`,
    `Request to ${code(request.url)}, model ${code(request.model)}`,
    ...request.messages.flatMap(({ role, content, images = [] }) => [
      ...images.map(
        ({ file, width, height, mediaType, bytes }) =>
          `Picture sent: ${code(file)}, ${width} x ${height} px, ${mediaType}, ${formatSize(bytes)}`,
      ),
      labelled(`Message (${role})`, content),
    ]),
    labelled('Parameters', JSON.stringify(request.parameters, null, 2), 'json'),
    ...(request.refused ? [`${notTaken}: ${request.refused.map(code).join(', ')}`] : []),
    timesTable(attempt.times, attempt.chunks),
    ...(response === undefined ? ['No response.'] : responseSections(response)),
    ...(error === undefined ? [] : [errorLine(error)]),
    ...(attempt.retryInMs === undefined ? [] : [`Waited ${formatDuration(attempt.retryInMs)}, then tried again.`]),
  ];
}

function responseSections(response: NonNullable<RecordedAttempt['response']>): string[] {
  const { tokens, serverTimings } = response;
  const headers = Object.entries(response.headers);
  return [
    ...(response.reasoning === '' ? [] : [labelled('Reasoning', response.reasoning)]),
    labelled('Response', response.text),
    table(
      ['response', ''],
      [
        ['finish reason', response.finishReason === null ? notRecorded : code(response.finishReason)],
        ...(response.isWhole ? [['came', inOnePiece]] : []),
        ['id', response.id === null ? notRecorded : code(response.id)],
        ['model', response.model === null ? notRecorded : code(response.model)],
        ...(response.systemFingerprint === undefined ? [] : [['system fingerprint', code(response.systemFingerprint)]]),
        [
          'tokens',
          `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out, ${formatCount(tokens.cached)} cached, ${formatCount(tokens.reasoning)} reasoning (${tokens.source})`,
        ],
        ...Object.entries(serverTimings ?? {}).map(([name, ms]: [string, number]) => [
          `server: ${name}`,
          formatDuration(ms),
        ]),
        ...headers.map(([name, value]) => [`header ${code(name)}`, code(value)]),
      ],
    ),
  ];
}

/** Times from the dispatch on, because that is what is compared; the run's clock is in the transcript. */
function timesTable(times: AttemptTimes, chunks: RecordedChunk[]): string {
  const since = (at: number | null): string => (at === null ? 'n/a' : formatDuration(at - times.dispatchedAt));
  const characters = chunks.reduce((sum, chunk) => sum + chunk.characters, 0);
  return table(
    ['time', 'after dispatch'],
    [
      ['waited for a free place before', formatDuration((times.connectingAt ?? times.dispatchedAt) - times.queuedAt)],
      ...(times.connectingAt === undefined
        ? []
        : [['connected before, in', formatDuration(times.dispatchedAt - times.connectingAt)]]),
      ['response headers', since(times.headersAt)],
      ['first chunk', since(times.firstChunkAt)],
      ['first reasoning', since(times.firstReasoningAt)],
      ['first of the answer', since(times.firstAnswerAt)],
      ['last token', since(times.lastTokenAt)],
      ['end', since(times.endedAt)],
      ['chunks', `${formatCount(chunks.length)} with ${formatCount(characters)} characters`],
    ],
  );
}

function evaluationSections(
  evaluation: RecordedEvaluation | null,
  verdict: TestResult['verdict'],
  prefix: string,
): string[] {
  if (evaluation === null) return [`## ${prefix}Evaluation`, unjudgedText(verdict)];
  const { python } = evaluation;
  return [
    `## ${prefix}Evaluation`,
    `${code(evaluation.testType)}: ${lookWord(evaluation.verdict)}${evaluation.reason === undefined ? '' : `. ${inline(evaluation.reason)}`}`,
    labelled('Extracted from the answer', evaluation.answer),
    ...(python === undefined
      ? []
      : [
          labelled('Python that was run', python.code, 'python'),
          labelled(`Printed (${inline(python.outcome)}, ${formatDuration(python.durationMs)})`, python.stdout),
        ]),
    labelled('Expected', evaluation.expected),
    labelled('Got', evaluation.got),
    ...(evaluation.judgeCalls ?? []).flatMap((call) => judgeSections(call, prefix)),
  ];
}

function judgeSections(call: RecordedJudgeCall, prefix: string): string[] {
  const { glyph, verdict, reason, facts, question, answer } = judgeCallText(call);
  return [
    `### ${prefix}Vote ${call.vote} of ${inline(call.judge)}: ${glyph} ${verdict}`,
    `${reason === '' ? '' : `${inline(reason)} `}(${inline(facts.join(', '))})`,
    labelled('The judge was asked', question),
    labelled('It said', answer),
  ];
}

/** The pictures as they lie in the run folder, and how places on them were read. */
function pictureSections({ images, evidence, measures }: TestResult): string[] {
  const coordinates = evidence?.coordinates;
  const shown = images.map(({ source, file, width, height, sent }) => {
    const how = sent.file === file ? 'sent as it is' : `sent as ${sent.width} x ${sent.height} px, ${code(sent.file)}`;
    // tests/<model>/<index>/ is three folders below the run's own.
    return `![${inline(source)}](../../../${file.split('/').map(urlPart).join('/')})\n\n${inline(source)}: ${width} x ${height} px, ${how}`;
  });
  const measured = Object.entries(measures ?? {}).filter(([name]) => !isCheckMeasure(name));
  const figures = measured.map(([name, value]) => [inline(name), String(Math.round(value * 1e4) / 1e4)]);
  return [
    ...(shown.length === 0 ? [] : ['## Pictures', ...shown]),
    ...(figures.length === 0 ? [] : [table(['measure', ''], figures)]),
    ...(coordinates
      ? [
          `Coordinates read as ${inline(coordinates.description)} (profile ${code(coordinates.profile)}, chosen by ${coordinates.chosenBy}).`,
          placesTable(coordinates),
        ]
      : []),
  ];
}

function placesTable({ parsed, canonical }: CoordinateReading): string {
  const rows = parsed.map((numbers, place) => [
    String(place + 1),
    code(numbers.join(', ')),
    code((canonical[place] ?? []).map((share) => share.toFixed(4)).join(', ') || 'n/a'),
  ]);
  return table(['place', 'in the answer', 'of the picture, 0-1, x first'], rows);
}

function rescoreSections(rescores: Rescore[]): string[] {
  if (rescores.length === 0) return [];
  const rows = rescores.map(({ at, versions, verdict, expected, got, reason, error }) => [
    at === null ? notRecorded : inline(at),
    lookWord(verdict),
    code(shortened(expected)),
    code(shortened(got)),
    inline(error?.message ?? reason ?? ''),
    Object.entries(versions)
      .map(([name, version]) => `${inline(name)} ${inline(version)}`)
      .join(', ') || 'those of the run',
  ]);
  return ['## Judgements', table(['at', 'verdict', 'expected', 'got', 'reason', 'versions'], rows)];
}

function errorLine(error: TestError): string {
  return `**${errorKindWords[error.kind]}${error.status === undefined ? '' : ` (HTTP ${error.status})`}**: ${inline(error.message)}`;
}
