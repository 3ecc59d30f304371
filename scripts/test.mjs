// `npm test`: builds, then runs the stages in two lanes, one that computes beside one that mostly waits for windows: unit tests, types, lint and a short
// measurement; and the suite inside a real extension host, the Playwright suite, the packages installed as users do, and the check of the format. Stage names as arguments choose some of
// them; `all`, which CI says, adds the shards on a Slurm cluster, alone and last. At the end stands how long each took, and in the last line
// `N passed, N failed, N skipped` over all of them.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCaptured, runToEnd } from './processes.mjs';
import { ensurePinnedBrowser, ensureServer, projectFolder } from './toolCache.mjs';

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} title
 * @property {string} advice what to do when it fails
 * @property {boolean} needsBuild
 * @property {boolean} isShownLive its output is seen as it comes; another's is printed in one piece when it has ended
 * @property {(countsFile: string) => Promise<{counts: Counts, output: string}>} run `countsFile`: where a suite leaves its counts
 *
 * @typedef {{title: string, advice: string, counts: Counts, seconds: number}} Outcome
 */

/** The arguments that run a program of node_modules with this Node, which works the same on every platform. */
const toolArgs = (/** @type {string} */ file, /** @type {string[]} */ args) => [
  path.join(projectFolder, 'node_modules', file),
  ...args,
];

/** A check counts as one. @param {boolean} isOk @returns {Counts} */
const countedAsOne = (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 });

/**
 * What a suite left behind. A suite that left nothing died, and one that ran nothing tested nothing: both are failures.
 * @param {string} countsFile @param {number} exitCode @returns {Promise<Counts>}
 */
async function countsOf(countsFile, exitCode) {
  /** @type {Counts | undefined} */
  const counts = await readFile(countsFile, 'utf8').then(JSON.parse, () => undefined);
  if (counts === undefined) {
    console.error('The suite ended before it could say how it went.');
    return countedAsOne(false);
  }
  if (counts.passed + counts.failed === 0) {
    console.error('The suite ran no test.');
    return { ...counts, failed: 1 };
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} suite a folder below test/ @param {string[]} [options] */
const mochaArgs = (suite, options = []) =>
  toolArgs('mocha/bin/mocha.js', ['--config', `test/${suite}/.mocharc.json`, ...options, `test/${suite}/**/*.test.ts`]);

/** The environment of a suite that leaves its counts in a file. @param {string} countsFile */
const suiteOptions = (countsFile) => ({
  cwd: projectFolder,
  env: { ...process.env, ISB_TEST_COUNTS: countsFile },
});

/** The check of the format makes millions of short-lived objects; with V8's 16 MB for them, a fifth of its time is collecting garbage. */
const roomForYoungObjects = '--max-semi-space-size=64';

/**
 * A stage that changes nothing, uses one core and counts as one.
 * @param {Pick<Stage, 'name' | 'title' | 'advice'>} stage @param {string} tool a program of node_modules @param {string[]} args
 * @returns {Stage}
 */
function checkWith(stage, tool, args) {
  const run = async () => {
    // A check has no time limit, the windows beside it do.
    const priority = os.constants.priority.PRIORITY_BELOW_NORMAL;
    const options = { cwd: projectFolder, priority };
    const nodeArgs = [roomForYoungObjects, ...toolArgs(tool, args)];
    const { exitCode, output } = await runCaptured(process.execPath, nodeArgs, options);
    return { counts: countedAsOne(exitCode === 0), output };
  };
  return { ...stage, needsBuild: false, isShownLive: false, run };
}

const format = checkWith(
  { name: 'format', title: 'Format', advice: '`npm run format` writes the files above as they should be' },
  'prettier/bin/prettier.cjs',
  ['--check', '--log-level', 'warn', '.'],
);

const types = checkWith(
  { name: 'types', title: 'Types', advice: 'correct what the compiler names above, then `npm run types`' },
  'typescript/bin/tsc',
  ['-b'],
);

const lint = checkWith(
  {
    name: 'lint',
    title: 'Lint',
    advice: 'correct what is named above, then `npm run lint`; `npx oxlint --fix` does the simple ones',
  },
  'oxlint/bin/oxlint',
  [],
);

/** @type {Stage} */
const guard = {
  ...checkWith(
    {
      name: 'guard',
      title: 'Price of asking',
      advice: 'profile a run as docs/performance.md says; `npm run bench:suite -- asking` measures it in full',
    },
    'tsx/dist/cli.mjs',
    ['scripts/measure/guard.ts'],
  ),
  needsBuild: true,
};

/** @type {Stage} */
const unit = {
  name: 'unit',
  title: 'Unit tests',
  advice: '`npm run unit -- --grep "name of the test"` runs some alone',
  needsBuild: true,
  isShownLive: false,
  run: async (countsFile) => {
    const args = mochaArgs('unit', ['--parallel', '--jobs', '3']);
    const { exitCode, output } = await runCaptured(process.execPath, args, suiteOptions(countsFile));
    return { counts: await countsOf(countsFile, exitCode), output };
  },
};

/** @type {Stage} */
const host = {
  name: 'host',
  title: 'Tests inside the extension host',
  advice: 'read test-results/host-tests.log; `npm run test:host` runs this suite alone',
  needsBuild: true,
  isShownLive: true,
  run: async (countsFile) => {
    const { runHostTests } = await import('./hostTests.mjs');
    return { counts: await countsOf(countsFile, await runHostTests(countsFile)), output: '' };
  },
};

/** @type {Stage} */
const e2e = {
  name: 'e2e',
  title: 'Tests in the whole VS Code (Playwright)',
  advice: 'look at the screenshots and logs in test-results/; `npm run test:e2e` runs this suite alone',
  needsBuild: true,
  isShownLive: true,
  run: async (countsFile) => {
    const exitCode = await runToEnd(process.execPath, mochaArgs('e2e'), suiteOptions(countsFile));
    return { counts: await countsOf(countsFile, exitCode), output: '' };
  },
};

/** @type {Stage} */
const packages = {
  name: 'packages',
  title: 'Packages, installed',
  advice: 'look at the screenshots and logs in test-results/; `npm run test:packages` runs this suite alone',
  needsBuild: false,
  isShownLive: true,
  run: async (countsFile) => {
    const exitCode = await runToEnd(process.execPath, mochaArgs('packages'), suiteOptions(countsFile));
    return { counts: await countsOf(countsFile, exitCode), output: '' };
  },
};

/** @type {Stage} */
const slurm = {
  name: 'slurm',
  title: 'Shards on a Slurm cluster',
  advice: 'read what the tasks and daemons wrote, above; `npm run test:slurm` runs this suite alone',
  needsBuild: true,
  isShownLive: true,
  run: async (countsFile) => {
    const { whyNoSlurm } = await import('./slurmPackages.mjs');
    const why = whyNoSlurm();
    if (why !== undefined) return { counts: { passed: 0, failed: 0, skipped: 1 }, output: `Skipped. ${why}` };
    const exitCode = await runToEnd(process.execPath, mochaArgs('slurm'), suiteOptions(countsFile));
    return { counts: await countsOf(countsFile, exitCode), output: '' };
  },
};

/** The stages of a lane run one after the other, each in what the other lane leaves of two cores. */
const lanes = [
  [unit, types, lint, guard],
  [host, e2e, packages, format],
];

/** Those that run alone after them, and only where they are asked for. */
const last = [slurm];

/** @param {string[]} names @returns {(stage: Stage) => boolean} */
function chosenBy(names) {
  if (names.length === 0) return (stage) => !last.includes(stage);
  return ({ name }) => names.includes('all') || names.includes(name);
}

const secondsSince = (/** @type {number} */ started) => (performance.now() - started) / 1000;
const ending = (/** @type {string} */ title, /** @type {Counts} */ counts, /** @type {number} */ seconds) =>
  `=== ${title}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s ===`;

/** @param {Pick<Stage, 'title' | 'advice' | 'isShownLive' | 'run'>} stage @param {string} countsFile @returns {Promise<Outcome>} */
async function runStage({ title, advice, isShownLive, run }, countsFile) {
  const header = `\n=== ${title} ===`;
  if (isShownLive) console.log(header);
  const started = performance.now();
  const { counts, output } = await run(countsFile).catch((error) => ({
    counts: countedAsOne(false),
    output: error instanceof Error ? error.message : String(error),
  }));
  const seconds = secondsSince(started);
  const lines = [...(isShownLive ? [] : [header]), output.trimEnd(), ending(title, counts, seconds)];
  console.log(lines.filter((line) => line !== '').join('\n'));
  return { title, advice, counts, seconds };
}

/** @returns {Promise<Outcome>} */
function build() {
  const advice = 'correct what esbuild names above, then `npm run build`';
  const run = async () => {
    const { buildAll } = await import('../esbuild.mjs');
    await buildAll({ print: console.log });
    return { counts: { passed: 0, failed: 0, skipped: 0 }, output: '' };
  };
  return runStage({ title: 'Build', advice, isShownLive: true, run }, '');
}

/** After Ctrl+C, which the suites get as well, they end by themselves and nothing new begins; after another one this ends at once. */
let isInterrupted = false;
process.once('SIGINT', () => (isInterrupted = true));

/** @param {Stage[]} lane @param {boolean} isBuilt @param {string} scratch @returns {Promise<Outcome[]>} */
async function runLane(lane, isBuilt, scratch) {
  const outcomes = [];
  for (const stage of lane) {
    if (isInterrupted) break;
    if (isBuilt || !stage.needsBuild) outcomes.push(await runStage(stage, path.join(scratch, `${stage.name}.json`)));
    else console.log(`\n=== ${stage.title}: not run, there is nothing built ===`);
  }
  return outcomes;
}

/** @param {Stage[][]} chosenLanes @param {Stage[]} chosenLast @returns {Promise<Outcome[]>} */
async function runChosen(chosenLanes, chosenLast) {
  const built = [...chosenLanes, chosenLast].flat().some(({ needsBuild }) => needsBuild) ? [await build()] : [];
  const isBuilt = built.every(({ counts }) => counts.failed === 0);
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-test-'));
  try {
    const outcomes = await Promise.all(chosenLanes.map((lane) => runLane(lane, isBuilt, scratch)));
    return [...built, ...outcomes.flat(), ...(await runLane(chosenLast, isBuilt, scratch))];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** @param {string[]} names @returns {Promise<boolean>} whether everything passed */
async function runStages(names) {
  const known = [...[...lanes.flat(), ...last].map((stage) => stage.name), 'all'];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`There is no stage ${unknown.join(', ')}. Stages: ${known.join(', ')}`);
  const isChosen = chosenBy(names);
  const chosen = lanes.map((lane) => lane.filter(isChosen));
  // Fetched while others work; whoever needs it later waits for it and reports why it could not be had.
  if (chosen.flat().some((stage) => [host, e2e, packages].includes(stage))) void ensureTools().catch(() => undefined);
  const started = performance.now();
  const outcomes = await runChosen(chosen, last.filter(isChosen));

  const failed = outcomes.filter(({ counts }) => counts.failed > 0);
  const times = [...outcomes, { title: 'Altogether', seconds: secondsSince(started) }];
  const widest = Math.max(...times.map(({ title }) => title.length));
  console.log(
    `\nTimes:\n${times.map(({ title, seconds }) => `  ${title.padEnd(widest)} ${seconds.toFixed(1).padStart(7)} s`).join('\n')}\n`,
  );
  if (failed.length > 0)
    console.log(`What to do:\n${failed.map(({ title, advice }) => `  ${title}: ${advice}`).join('\n')}\n`);
  const sum = (/** @type {keyof Counts} */ what) => outcomes.reduce((total, { counts }) => total + counts[what], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return failed.length === 0;
}

async function ensureTools() {
  await Promise.all([ensureServer(), process.env['CHROME_PATH'] === undefined ? ensurePinnedBrowser() : undefined]);
}

try {
  process.exitCode = (await runStages(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
