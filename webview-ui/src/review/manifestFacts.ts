// What `run.json` says of how a run was made, in words. Pure; what was not recorded says so.

import { formatCount, formatDateTime, formatSize, formatTimeLimit } from '../../../src/shared/text/format';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { overridesText } from '../../../src/shared/runs/overridesText';
import { machinesText, type RunManifest } from '../../../src/shared/runs/runManifest';
import { samplingTexts } from '../../../src/shared/runs/samplingTexts';
import { reviewedText, signOffText } from '../../../src/shared/words/reviewText';
import { partText } from '../../../src/shared/words/shardText';
import { conditionParts } from '../runPanel/conditionTexts';

const startedFromWords: { [from in RunManifest['startedBy']['from']]: string } = {
  vscode: 'VS Code',
  cli: 'the terminal',
  import: 'an imported report',
};
const factNames: { [name: string]: string } = { noise: 'clock and requests', refused: 'asked without' };
const notRecorded = 'not recorded';

/** Names and values, in the order a reviewer asks for them; `agreement` is of the program with its reviewers. */
export function manifestFacts(manifest: RunManifest, agreement: string | null = null): [string, string][] {
  const { git, python, startedBy, concurrency, versions, importedAt } = manifest;
  const parts = partText(manifest);
  /** What was left out of a run that was made here is known not to have been; of an imported one nobody knows. */
  const unknown = importedAt === null ? null : notRecorded;
  const set = overridesText(manifest.overrides);
  return [
    ['run', manifest.id],
    ...(manifest.comment === '' ? [] : [['comment', oneLine(manifest.comment)] satisfies [string, string]]),
    ...(set === null ? [] : [['set', set] satisfies [string, string]]),
    ['status', manifest.status],
    ...(parts === null ? [] : [['parts', parts] satisfies [string, string]]),
    ['started', manifest.startedAt === null ? notRecorded : zonedText(manifest.startedAt)],
    ...(importedAt === null ? [] : [['imported', zonedText(importedAt)] as [string, string]]),
    ['finished', manifest.finishedAt === null ? (unknown ?? 'not') : formatDateTime(manifest.finishedAt)],
    ['started from', `${startedFromWords[startedBy.from]}${startedBy.user === null ? '' : ` by ${startedBy.user}`}`],
    ...reviewFacts(manifest, agreement),
    ['test types', manifest.testTypes.join(', ') || notRecorded],
    [
      'Python',
      python
        ? `${python.runner}, ${python.isFull ? 'fully isolated' : 'isolation not full'}${python.note ? `: ${python.note}` : ''}`
        : (unknown ?? 'none ran'),
    ],
    ['sampling', textOfAll(samplingTexts(manifest) ?? []) || notRecorded],
    ...windowFacts(manifest),
    ...conditionParts(manifest).map(({ name, text, details }): [string, string] => [
      factNames[name] ?? name,
      [text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text, ...details].join('\n'),
    ]),
    [
      'requests at once',
      textOfAll(Object.entries(concurrency).map(([queue, count]) => [queue, formatCount(count)])) || notRecorded,
    ],
    ['time-out of an attempt', formatTimeLimit(manifest.attemptTimeoutMs) ?? notRecorded],
    ['attempts at most', formatCountOr(manifest.maxAttempts)],
    [
      'benchmark in git',
      git ? `${git.revision}${git.isDirty ? ', changed since' : ''}` : (unknown ?? 'not in a repository'),
    ],
    ['machine', machinesText(manifest) ?? notRecorded],
    [
      'versions',
      Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ') || notRecorded,
    ],
    // Pages of older versions do not know it.
    ...(manifest.sizeBytes === null ? [] : [['size', formatSize(manifest.sizeBytes)] as [string, string]]),
  ];
}

/** A line for each text with the names that have it: `simulated~swift, simulated~hasty: temperature 0`. Of several names with one text, `all: ...`. */
function textOfAll(texts: readonly (readonly [name: string, text: string])[]): string {
  const names = new Map<string, string[]>();
  for (const [name, text] of texts) names.set(text, [...(names.get(text) ?? []), name]);
  const isOne = names.size === 1 && texts.length > 1;
  return [...names].map(([text, those]) => `${isOne ? 'all' : those.join(', ')}: ${text}`).join('\n');
}

/** The windows that models were loaded with; nothing where no server told. */
function windowFacts({ models }: RunManifest): [string, string][] {
  const texts = models.flatMap(({ model, server }): [string, string][] =>
    server?.contextLength === undefined ? [] : [[model, `${formatCount(server.contextLength)} tokens`]],
  );
  return texts.length === 0 ? [] : [['window in force', textOfAll(texts)]];
}

/** `21 Nov 2026, 17:45:03 (+01:00)` */
function zonedText(at: string): string {
  return `${formatDateTime(at)} (${at.slice(19).replace(/^\.\d+/, '') || 'no zone'})`;
}

function formatCountOr(count: number | null): string {
  return count === null ? notRecorded : formatCount(count);
}

function reviewFacts({ review, totals }: RunManifest, agreement: string | null): [string, string][] {
  const reviewed = reviewedText(review, totals.tests);
  return [
    ...(reviewed === null ? [] : [['reviewed', reviewed] satisfies [string, string]]),
    ...(agreement === null ? [] : [['agreement', agreement] satisfies [string, string]]),
    ...review.signOffs.map((one): [string, string] => ['signed off', signOffText(one, formatDateTime)]),
  ];
}
