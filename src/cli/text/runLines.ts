// What `show RUN` says of a run: what it was, how it was made, its models, its errors. Pure: manifest and state in, lines out.

import { awaitedBatches } from '../../shared/run/batches';
import { waitingStatus } from '../../shared/words/batchText';
import type { RunMode } from '../../shared/run/runMode';
import { jobsOf } from '../../shared/run/parts';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatCost, formatCount, formatDuration, formatSize } from '../../shared/text/format';
import { elapsedOf, machinesText, type RunManifest } from '../../shared/runs/runManifest';
import { samplingTexts } from '../../shared/runs/samplingTexts';
import { mergedText } from '../../shared/words/shardText';
import { isOfRun, type RunState } from '../../shared/run/runState';
import { factLines, type Fact } from './factLines';
import { figuresLines } from './figuresLines';
import { printable } from './fitText';
import { resultTable } from './resultTable';
import { dateCell } from './runsTable';
import { summaryLines } from './summaryLines';
import type { Colors } from '../terminal/terminal';
import { overridesText } from '../../shared/runs/overridesText';
import { tagLines } from './tagLines';
import { variantLines } from './variantLines';
import { reviewSummary } from '../../shared/run/reviews';
import { reviewAgreement } from '../../shared/figures/reviewAgreement';
import { reviewAgreementText, reviewedText, signOffText } from '../../shared/words/reviewText';
import { typeScoresLines } from './typeScoresLines';

export interface ShownRun {
  /** The path to show. */
  folder: string;
  state: RunState;
  /** Null for a folder that was left before its run.json was written. */
  manifest: RunManifest | null;
  /** What is odd about the folder. */
  problems: readonly string[];
}

const startedFromWords: { readonly [from in RunManifest['startedBy']['from']]: string } = {
  vscode: 'from VS Code',
  cli: 'from a terminal',
  import: 'from a report',
};
const notRecorded = 'not recorded';

/** The whole run; `width` is the terminal's. */
export function runLines(run: ShownRun, width: number, colors: Colors): string[] {
  return [
    ...headingLines(run.state, colors),
    ...factLines(runFacts(run), width, colors),
    '',
    resultTable(run.state.models, width, colors),
    ...figuresLines(run.state, width, colors),
    ...typeScoresLines(run.state, width, colors),
    ...variantLines(run.state, width, colors),
    ...tagLines(run.state, width, colors),
    '',
    ...summaryLines(run.state, colors),
    ...run.problems.map((problem) => colors.yellow(printable(problem))),
  ];
}

/** The benchmark's name and purpose. */
export function headingLines(state: RunState, colors: Colors): string[] {
  return [
    colors.bold(oneLine(state.benchmarkName)),
    ...(state.purpose.trim() === '' ? [] : [oneLine(state.purpose.trim())]),
  ];
}

function runFacts({ folder, state, manifest }: ShownRun): Fact[] {
  const jobs = jobsOf(state.merged);
  return [
    ['run', state.runId],
    ['comment', oneLine(state.comment) || null],
    ['status', statusText(state)],
    ['shard', state.shard && `${state.shard.index} of ${state.shard.of}`],
    ['shards', jobs > 1 ? null : mergedText(state)],
    ['processes', jobs > 1 ? `${jobs} at once on one machine: times include what they cost each other` : null],
    ['started', startedText(state, manifest)],
    ['imported', importedText(manifest)],
    ['elapsed', formatDuration(elapsedOf({ importedAt: manifest?.importedAt ?? null, elapsedMs: state.elapsed }))],
    ['test type', state.testType || notRecorded],
    ...(manifest ? madeFacts(manifest) : []),
    ...reviewFacts(state),
    ['folder', folder],
  ];
}

/** `interrupted, 412 of 900 tests have run`; `waiting, 120 of 480 answered` */
function statusText(state: RunState): string {
  const waiting = waitingStatus({ status: state.status, awaited: awaitedBatches(state.batches) });
  if (waiting !== null) return waiting;
  const tests = state.models.flatMap((model) => model.tests.filter(isOfRun));
  const finished = tests.filter((test) => test.phase === 'finished').length;
  return finished === tests.length
    ? state.status
    : `${state.status}, ${formatCount(finished)} of ${formatCount(tests.length)} tests have run`;
}

function reviewFacts(state: RunState): Fact[] {
  const review = reviewSummary(state);
  const tests = state.models.reduce((sum, model) => sum + model.tests.length, 0);
  const when = (at: string): string => `${dateCell(at)}${zoneOf(at)}`;
  return [
    ['reviewed', reviewedText(review, tests)],
    ['agreement', reviewAgreementText(reviewAgreement(state.models.flatMap(({ tests: own }) => own)))],
    ['signed off', review.signOffs.map((one) => signOffText(one, when)).join('\n')],
  ];
}

function startedText(state: RunState, manifest: RunManifest | null): string {
  const when = state.at === null ? notRecorded : `${dateCell(state.at)}${zoneOf(state.at)}`;
  if (!manifest || manifest.importedAt !== null) return when;
  return `${when} ${startedFromWords[manifest.startedBy.from]}${byUser(manifest)}`;
}

/** `2026-11-22 10:00 UTC from a report by ada`; null for a run that was made here. */
function importedText(manifest: RunManifest | null): string | null {
  if (!manifest || manifest.importedAt === null) return null;
  const { importedAt: at } = manifest;
  return `${dateCell(at)}${zoneOf(at)} from a report${byUser(manifest)}`;
}

function byUser({ startedBy: { user } }: RunManifest): string {
  return user === null ? '' : ` by ${user}`;
}

/** ` +01:00`, ` UTC` */
function zoneOf(at: string): string {
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(at)?.[1];
  return zone === undefined ? '' : ` ${zone === 'Z' || zone === '+00:00' ? 'UTC' : zone}`;
}

/** What a run that was made here may lack says nothing; of an imported one nobody knows it. */
function madeFacts(manifest: RunManifest): Fact[] {
  const { git, python } = manifest;
  const unknown = manifest.importedAt === null ? null : notRecorded;
  return [
    ...conditionFacts(manifest),
    ['attempts', attemptsText(manifest) ?? unknown],
    ['Python', python === null ? unknown : null],
    [
      'at once',
      Object.entries(manifest.concurrency)
        .map(([queue, limit]) => `${queue} ${limit}`)
        .join(', '),
    ],
    ['sampling', alikeText(samplingTexts(manifest)) ?? unknown],
    ['thinking tags', (manifest.thinkingTags ?? []).join(', ')],
    ['servers', serversText(manifest)],
    ['prices', [...new Set(manifest.prices.map((price) => price.source))].join('\n')],
    ['set', overridesText(manifest.overrides)],
    ['judged again', rescoresText(manifest)],
    ['git', git ? `${git.revision}${git.isDirty ? ', the benchmark had been changed since' : ''}` : unknown],
    ['machine', machinesText(manifest) ?? unknown],
    [
      'versions',
      Object.entries(manifest.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    ],
    ['size', manifest.sizeBytes === null ? null : formatSize(manifest.sizeBytes)],
  ];
}

const modeTexts: { readonly [mode in RunMode]: string } = {
  speed: 'speed: one request at a time a host',
  throughput: 'throughput: times include what requests cost each other',
  batch: 'batch: answers have no times',
};

/** What decides on which runs may be compared with this one. */
function conditionFacts({ mode, trials, budgetUsd, imageSize, iso, noise, refusedParameters }: RunManifest): Fact[] {
  return [
    ['mode', mode === null ? notRecorded : modeTexts[mode]],
    ['trials', trials === 1 ? null : `${trials} of each prompt`],
    ['budget', budgetUsd === null ? null : formatCost(budgetUsd)],
    [
      'pictures',
      imageSize === null ? null : imageSize === 'shared' ? 'resized once, the same for all models' : 'sent as they are',
    ],
    ['iso', iso && (iso.holds ? 'yes: everything that must be equal for all models was' : iso.reasons.join('\n'))],
    [
      'refused',
      Object.entries(refusedParameters)
        .map(([model, names]) => `${model} was asked without ${names.join(', ')}`)
        .join('\n'),
    ],
    [
      'noise',
      noise &&
        `our clock late by ${noise.eventLoopLagMs.p50.toFixed(1)} ms (p50), ${noise.eventLoopLagMs.p95.toFixed(1)} ms (p95), at most ${noise.eventLoopLagMs.max.toFixed(1)} ms; at most ${noise.maxInFlight} in flight; ${noise.retries} retries`,
    ],
  ];
}

function attemptsText({ maxAttempts, attemptTimeoutMs }: RunManifest): string | null {
  if (maxAttempts === null) return null;
  return `at most ${maxAttempts}${attemptTimeoutMs ? `, each up to ${formatDuration(attemptTimeoutMs)}` : ''}`;
}

/** One text for all models where they were asked alike, else a line for each. */
function alikeText(texts: [model: string, text: string][] | null): string | null {
  const [first] = texts ?? [];
  if (!texts || !first) return null;
  const areAlike = texts.every(([, text]) => text === first[1]);
  return areAlike ? first[1] : texts.map(([model, text]) => `${model}: ${text}`).join('\n');
}

/** `2026-11-22 10:00: 1 of 60 changed` */
function rescoresText({ rescores }: RunManifest): string | null {
  return rescores.length === 0
    ? null
    : rescores
        .map(({ at, judged, changed }) => `${dateCell(at)}: ${formatCount(changed)} of ${formatCount(judged)} changed`)
        .join(', ');
}

function serversText({ models, sampling }: RunManifest): string | null {
  const told = models.flatMap(({ model, server }) => {
    const keepAlive = sampling?.[model]?.keep_alive;
    const parts = [
      server?.parameterSize,
      server?.quantization,
      server?.digest?.slice(0, 12),
      server?.contextLength && `window ${formatCount(server.contextLength)} tokens`,
      server?.remoteHost && `answered by ${server.remoteHost}`,
      server?.endpoint && `answered by v1/${server.endpoint}`,
      typeof keepAlive === 'string' ? `kept loaded for ${keepAlive}` : undefined,
    ].filter((part) => part !== undefined);
    return parts.length === 0 ? [] : [`${model} ${parts.join(' ')}`];
  });
  return told.length === 0 ? null : told.join('\n');
}
