// `npm test`: format, types and lint side by side, then build, unit tests, the suite inside a real extension host, the Playwright suite.
// Stage names as arguments choose some of them. At the end stands how long each took, and in the last line `N passed, N failed, N skipped`
// over all of them.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runCaptured, runToEnd } from './processes.mjs';
import { ensurePinnedBrowser, ensureServer, projectFolder } from './toolCache.mjs';

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 *
 * @typedef {object} Check a stage that changes nothing and uses one core: all of them run side by side
 * @property {string} name
 * @property {string} title
 * @property {string} advice
 * @property {string} tool a program of node_modules
 * @property {string[]} args
 *
 * @typedef {object} Suite a stage that has the machine to itself
 * @property {string} name
 * @property {string} title
 * @property {string} advice what to do when it fails
 * @property {(countsFile: string) => Promise<Counts>} run
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

/** @param {string} suite a folder below test/ @param {string} countsFile @param {string[]} [options] */
async function runMocha(suite, countsFile, options = []) {
  const args = ['--config', `test/${suite}/.mocharc.json`, ...options, `test/${suite}/**/*.test.ts`];
  const exitCode = await runToEnd(process.execPath, toolArgs('mocha/bin/mocha.js', args), {
    cwd: projectFolder,
    env: { ...process.env, ISB_TEST_COUNTS: countsFile },
  });
  return countsOf(countsFile, exitCode);
}

/** @type {Check[]} */
const checks = [
  {
    name: 'format',
    title: 'Format',
    advice: '`npm run format` writes the files above as they should be',
    tool: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'types',
    title: 'Types',
    advice: 'correct what the compiler names above, then `npm run types`',
    tool: 'typescript/bin/tsc',
    args: ['-b'],
  },
  {
    name: 'lint',
    title: 'Lint',
    advice: 'correct what is named above, then `npm run lint`; `npx eslint --fix .` does the simple ones',
    tool: 'eslint/bin/eslint.js',
    args: ['.', '--max-warnings', '0'],
  },
];

/** @type {Suite[]} */
const suites = [
  {
    name: 'unit',
    title: 'Unit tests',
    advice: '`npm run unit -- --grep "name of the test"` runs some alone',
    run: (countsFile) => runMocha('unit', countsFile, ['--parallel', '--jobs', '3']),
  },
  {
    name: 'host',
    title: 'Tests inside the extension host',
    advice: 'read test-results/host-tests.log; `npm run test:host` runs this suite alone',
    run: async (countsFile) => {
      const { runHostTests } = await import('./hostTests.mjs');
      return countsOf(countsFile, await runHostTests(countsFile));
    },
  },
  {
    name: 'e2e',
    title: 'Tests in the whole VS Code (Playwright)',
    advice: 'look at the screenshots and logs in test-results/; `npm run test:e2e` runs this suite alone',
    run: (countsFile) => runMocha('e2e', countsFile),
  },
];

async function build() {
  const { buildAll } = await import('../esbuild.mjs');
  await buildAll({ print: console.log });
  return { passed: 0, failed: 0, skipped: 0 };
}

const secondsSince = (/** @type {number} */ started) => (performance.now() - started) / 1000;
const ending = (/** @type {string} */ title, /** @type {Counts} */ counts, /** @type {number} */ seconds) =>
  `=== ${title}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${seconds.toFixed(1)} s ===`;

/** Runs a check; what it wrote is printed in one piece when it has ended. @param {Check} check @returns {Promise<Outcome>} */
async function runCheck({ title, advice, tool, args }) {
  const started = performance.now();
  const { exitCode, output } = await runCaptured(process.execPath, toolArgs(tool, args), { cwd: projectFolder });
  const counts = countedAsOne(exitCode === 0);
  const seconds = secondsSince(started);
  console.log([`\n=== ${title} ===`, output.trimEnd(), ending(title, counts, seconds)].filter(Boolean).join('\n'));
  return { title, advice, counts, seconds };
}

/** Runs what has the machine to itself. @param {string} title @param {string} advice @param {() => Promise<Counts>} run @returns {Promise<Outcome>} */
async function runAlone(title, advice, run) {
  console.log(`\n=== ${title} ===`);
  const started = performance.now();
  const counts = await run().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return countedAsOne(false);
  });
  const seconds = secondsSince(started);
  console.log(ending(title, counts, seconds));
  return { title, advice, counts, seconds };
}

/** @param {Suite[]} chosen @returns {Promise<Outcome[]>} */
async function runSuites(chosen) {
  if (chosen.length === 0) return [];
  const built = await runAlone('Build', 'correct what esbuild names above, then `npm run build`', build);
  const outcomes = [built];
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-test-'));
  try {
    for (const { name, title, advice, run } of chosen) {
      if (built.counts.failed > 0) console.log(`\n=== ${title}: not run, there is nothing built ===`);
      else outcomes.push(await runAlone(title, advice, () => run(path.join(scratch, `${name}.json`))));
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return outcomes;
}

/** @param {string[]} names @returns {Promise<boolean>} whether everything passed */
async function runStages(names) {
  const stages = [...checks, ...suites];
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(`There is no stage ${unknown.join(', ')}. Stages: ${stages.map((stage) => stage.name).join(', ')}`);
  const isChosen = (/** @type {{name: string}} */ { name }) => names.length === 0 || names.includes(name);
  const chosenSuites = suites.filter(isChosen);
  // Fetched while the compiler and the linter work; whoever needs it later waits for it and reports why it could not be had.
  if (chosenSuites.some(({ name }) => name !== 'unit')) void ensureTools().catch(() => undefined);
  const outcomes = await Promise.all(checks.filter(isChosen).map(runCheck));
  outcomes.push(...(await runSuites(chosenSuites)));

  const failed = outcomes.filter(({ counts }) => counts.failed > 0);
  const widest = Math.max(...outcomes.map(({ title }) => title.length));
  console.log(
    `\nTimes:\n${outcomes.map(({ title, seconds }) => `  ${title.padEnd(widest)} ${seconds.toFixed(1).padStart(7)} s`).join('\n')}\n`,
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
