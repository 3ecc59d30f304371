// Run folders that somebody has meddled with so that whoever works on them writes or reads elsewhere, and everything that works on one.
// Tried one by one by the unit tests and all with all by `npm run test:attacks`.

import { spawnSync } from 'node:child_process';
import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openRunImages } from '../../src/core/images/runImages';
import { annotateRun } from '../../src/core/jobs/annotateRun';
import { compareRunFolders } from '../../src/core/jobs/compareRunFolders';
import { exportRun } from '../../src/core/reports/exportRun';
import { packRun } from '../../src/core/jobs/packRun';
import { rescoreRun } from '../../src/core/jobs/rescoreRun';
import { unpackRun } from '../../src/core/jobs/unpackRun';
import { readListedRun } from '../../src/core/runFolder/listRuns';
import { openRun } from '../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../src/core/runFolder/readBenchmarkText';
import { endedTests, TestReader } from '../../src/core/runFolder/readTest';
import { withRunLock } from '../../src/core/runFolder/runLock';
import { writeReviewPage } from '../../src/core/runFolder/writeReviewPage';
import { resumeRun } from '../../src/core/run/resumeRun';
import { distDirectory, never, rescoreRequest, runSettings } from '../unit/core/run/engineFixture';

/** Stands in every file outside, and must not be in anything that is made of the run. As long as the words that it takes the place of. */
const secret = 'CANARY-7';
const words = /Answer: |Tests of/g;

/** A run folder and the folder of somebody else beside it. */
interface Ground {
  run: string;
  outside: string;
}

export interface FolderAttack {
  name: string;
  spoil(ground: Ground): Promise<void>;
}

interface FolderJob {
  name: string;
  /** Resolves with what it shows. */
  work(run: string): Promise<unknown>;
}

/** What an engine says where nobody has looked at the size of a thing. */
const outOfBounds = /call stack|string (length|longer)|array length|out of memory|greater than 2 GiB/i;

const testsFile = 'tests/simulated~flaky.jsonl';
const resultImage = 'result-images/simulated~flaky/simulated~flaky-0001.png';
const picture = 'images/4573a2b9-words.png';

const files = [
  'run.json',
  'benchmark.yaml',
  'events.jsonl',
  'report.json',
  'index.html',
  'run.lock',
  testsFile,
  'tests/tesseract~eng.jsonl',
  resultImage,
  'images/images.json',
  picture,
  'imported-report.json',
];
const folders = ['tests', 'data', 'images', 'result-images', 'result-images/simulated~flaky', 'tests/simulated~flaky'];
/** Names that a program might take for a file that it is still writing. */
const guessed = ['index.html.tmp', 'run.json.tmp', 'report.json.tmp', 'events.jsonl.tmp', `${resultImage}.tmp`];

const linked = (name: string): FolderAttack => ({
  name: `${name} is a link to a file outside`,
  spoil: async ({ run, outside }) => {
    const target = join(outside, 'file');
    await moveOut(join(run, name), target, 'a file');
    await symlink(target, join(run, name));
  },
});

const relativelyLinked = (name: string): FolderAttack => ({
  name: `${name} is a relative link to a file outside`,
  spoil: async ({ run, outside }) => {
    await moveOut(join(run, name), join(outside, 'file'), 'a file');
    await symlink(`${'../'.repeat(name.split('/').length)}outside/file`, join(run, name));
  },
});

const dangling = (name: string): FolderAttack => ({
  name: `${name} is a link to what is not there`,
  spoil: async ({ run, outside }) => {
    await mkdir(dirname(join(run, name)), { recursive: true });
    await rm(join(run, name), { recursive: true, force: true });
    await symlink(join(outside, 'new'), join(run, name));
  },
});

const linkedFolder = (name: string): FolderAttack => ({
  name: `${name} is a link to a folder outside`,
  spoil: async ({ run, outside }) => {
    const target = join(outside, 'folder');
    await moveOut(join(run, name), target, 'a folder');
    await symlink(target, join(run, name), 'junction');
  },
});

const chained: FolderAttack = {
  name: 'a link to a link to a file outside',
  spoil: async ({ run, outside }) => {
    await symlink(join(outside, 'file'), join(run, 'step'));
    await rm(join(run, 'report.json'));
    await symlink('step', join(run, 'report.json'));
  },
};

export const linkAttacks: readonly FolderAttack[] = [
  ...files.map(linked),
  ...files.map(relativelyLinked),
  ...files.map(dangling),
  ...folders.map(linkedFolder),
  ...folders.map(dangling),
  ...guessed.map(linked),
  ...guessed.map(dangling),
  chained,
];

const pipe = (name: string): FolderAttack => ({
  name: `${name} is a pipe`,
  spoil: async ({ run }) => {
    await mkdir(dirname(join(run, name)), { recursive: true });
    await rm(join(run, name), { recursive: true, force: true });
    if (spawnSync('mkfifo', [join(run, name)]).status !== 0) throw new Error('This system makes no pipes.');
  },
});

const device = (name: string): FolderAttack => ({
  name: `${name} is a link to an endless device`,
  spoil: async ({ run }) => {
    await mkdir(dirname(join(run, name)), { recursive: true });
    await rm(join(run, name), { recursive: true, force: true });
    await symlink('/dev/zero', join(run, name));
  },
});

/** What would keep a program waiting that opened it. */
export const waitAttacks: readonly FolderAttack[] = [...files.map(pipe), ...files.map(device)];

/** Far deeper than anything that walks through values could follow. */
const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** Puts a deep value first into the first object of a file. */
const nested = (name: string): FolderAttack => ({
  name: `${name} is nested 100,000 levels deep`,
  spoil: async ({ run }) => {
    const path = join(run, name);
    await writeFile(path, (await readFile(path, 'utf8')).replace('{', `{"extra":${deep},`));
  },
});

/** The first test of a model has a deep value, and its event names the longer line. */
const nestedTest: FolderAttack = {
  name: 'a test is nested 100,000 levels deep',
  spoil: async ({ run }) => {
    const path = join(run, testsFile);
    const lines = await readFile(path, 'utf8');
    const line = lines.split('\n', 1)[0]!.replace('{', `{"extra":${deep},`);
    await writeFile(path, `${lines}${line}\n`);
    const place = { offset: Buffer.byteLength(lines), length: Buffer.byteLength(line) };
    const events = join(run, 'events.jsonl');
    const text = await readFile(events, 'utf8');
    await writeFile(
      events,
      text.replace(/"evidence":\{"offset":0,"length":\d+\}/, `"evidence":${JSON.stringify(place)}`),
    );
  },
};

/** A first event that claims so many tests. */
const claiming = (models: number, prompts: number): FolderAttack => ({
  name: `events.jsonl claims ${models} x ${prompts} tests`,
  spoil: async ({ run }) => {
    const path = join(run, 'events.jsonl');
    const [first = '', ...others] = (await readFile(path, 'utf8')).split('\n');
    const started = JSON.parse(first) as { models: object[] };
    const claimed = {
      ...started,
      models: Array.from({ length: models }, (_, at) => ({ ...started.models[0], model: `m~${at}` })),
      prompts: Array.from({ length: prompts }, (_, at) => ({ index: at + 1, label: '' })),
    };
    await writeFile(path, [JSON.stringify(claimed), ...others].join('\n'));
  },
});

/** A file with nothing in it may be as long as it likes, and is packed to nothing. */
const longEmpty = (name: string, bytes: number): FolderAttack => ({
  name: `${name} has ${bytes / 1e9} GB of nothing`,
  spoil: ({ run }) => truncate(join(run, name), bytes),
});

/** Small files that would take all memory, or all of the stack. */
export const boundAttacks: readonly FolderAttack[] = [
  ...['run.json', 'benchmark.yaml', 'events.jsonl', 'report.json', 'images/images.json', testsFile].map((name) =>
    longEmpty(name, 1.5e9),
  ),
  ...['run.json', 'events.jsonl', 'report.json', 'images/images.json', testsFile].map(nested),
  nestedTest,
  claiming(5000, 5000),
  claiming(30_000, 40),
];

const signal = never;
const quiet = (): void => undefined;

export const folderJobs: readonly FolderJob[] = [
  { name: 'list', work: readListedRun },
  { name: 'open', work: async (run) => (await openRun(run)).state },
  { name: 'read the benchmark', work: readBenchmarkText },
  { name: 'read all tests', work: readAllTests },
  { name: 'read the pictures', work: readPictures },
  { name: 'export', work: exportedText },
  { name: 'compare', work: (run) => compareRunFolders([sideOf(run), sideOf(run)], quiet) },
  { name: 'write the page', work: (run) => writeReviewPage(run, distDirectory) },
  { name: 'open in a browser', work: (run) => withRunLock(run, () => writeReviewPage(run, distDirectory)) },
  { name: 'annotate', work: (run) => annotateRun({ runDirectory: run, distDirectory }, quiet, signal) },
  { name: 're-score', work: (run) => rescoreRun(rescoreRequest(run, { resultImages: true }), quiet, signal) },
  {
    name: 'resume',
    work: (run) =>
      resumeRun(
        { ...runSettings({ resultImages: true }), runDirectory: run, retryErrors: true },
        { onStarted: quiet, onEvents: quiet },
        signal,
      ),
  },
  { name: 'pack', work: (run) => packRun({ runDirectory: run, distDirectory }, quiet, signal) },
  { name: 'unpack', work: (run) => unpackRun({ runDirectory: run, distDirectory }, quiet, signal) },
];

/** Tries one job on one spoiled folder. Resolves with what was written outside or shown of it, a sentence each; none when the attack was held. */
export async function tryFolder(attack: FolderAttack, job: FolderJob): Promise<string[]> {
  const ground = await mkdtemp(join(tmpdir(), 'isb-attack-'));
  try {
    const [run, outside] = [join(ground, 'run'), join(ground, 'outside')];
    await cp(resolve('test/runFolders/version2'), run, { recursive: true });
    await mkdir(join(outside, 'folder'), { recursive: true });
    for (const name of ['file', 'folder/file']) await writeFile(join(outside, name), `${secret}\n`);
    await attack.spoil({ run, outside });
    const before = await contentOf(outside);
    // It may refuse, and may do what it can: only what comes of it counts.
    const shown = await job.work(run).catch((error: unknown) => String(error));
    const after = await contentOf(outside);
    const faults = after === before ? [] : ['something outside of the run folder was written'];
    if (outOfBounds.test(String(shown))) faults.push(`it ran out of bounds: ${String(shown)}`);
    if (JSON.stringify(shown ?? null).includes(secret)) faults.push('a file outside of the run folder is shown');
    if (isSecretIn(await contentOf(run))) faults.push('a file outside of the run folder was copied into it');
    return faults.map((fault) => `${job.name}, where ${attack.name}: ${fault}`);
  } finally {
    await rm(ground, { recursive: true });
  }
}

/** What the run has there goes outside, so that reading through the link would go well; the secret is in it. */
async function moveOut(from: string, to: string, kind: 'a file' | 'a folder'): Promise<void> {
  await mkdir(dirname(from), { recursive: true });
  const isThere = await lstat(from).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await rm(to, { recursive: true });
  await rename(from, to);
  if (kind === 'a file') await putSecretIn(to);
  else for (const name of await readdir(to)) if (name.endsWith('.jsonl')) await putSecretIn(join(to, name));
}

/** The file stays what it is. */
async function putSecretIn(file: string): Promise<void> {
  await writeFile(file, (await readFile(file, 'latin1')).replaceAll(words, secret), 'latin1');
}

/** Files that are longer have nothing in them, bytes. */
const mostLookedAt = 1e8;

/** Names and bytes of everything in a folder, links by where they lead. */
async function contentOf(folder: string): Promise<string> {
  const parts: string[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true, recursive: true })).sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  )) {
    const path = join(entry.parentPath, entry.name);
    const size = entry.isFile() ? (await stat(path)).size : 0;
    const content = entry.isFile()
      ? size > mostLookedAt
        ? `${size} bytes`
        : (await readFile(path)).toString('latin1')
      : entry.isSymbolicLink()
        ? await readlink(path)
        : '';
    parts.push(`${path}\n${content}`);
  }
  return parts.join('\n');
}

/** Also packed, as a page has the words of tests. */
function isSecretIn(content: string): boolean {
  const packed = content.match(/\bH4sI[A-Za-z0-9+/]+=*/g) ?? [];
  return [content, ...packed.map((data) => gunzipSync(Buffer.from(data, 'base64')).toString('utf8'))].some((text) =>
    text.includes(secret),
  );
}

async function readAllTests(run: string): Promise<unknown> {
  const { state } = await openRun(run);
  const reader = new TestReader(run, state);
  try {
    return await Promise.all(endedTests(state.models).map((test) => reader.read(test).catch(String)));
  } finally {
    await reader.close();
  }
}

async function readPictures(run: string): Promise<unknown> {
  const images = await openRunImages(run);
  return images.load('pictures/words.png').then(({ base64 }) => Buffer.from(base64, 'base64').toString('latin1'));
}

async function exportedText(run: string): Promise<string> {
  let text = '';
  await exportRun('strict', run, { secrets: [], distDirectory }, (piece) => Promise.resolve((text += String(piece))));
  return text;
}

function sideOf(run: string): { run: string; runDirectory: string } {
  return { run: 'run', runDirectory: run };
}
