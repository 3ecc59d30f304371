// Kills the program at random instants while it runs and resumes a benchmark, again and again, and looks at the run folder each time: every
// test that the events tell of must have its words, and none that was told of before may be gone. Prints how many kills were tried, held and
// lost something, and fails when one did. Needs a build, no network and no key.
// Use: node scripts/faults/killedRuns.mjs [kills]

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const kills = Number(process.argv[2] ?? 100);
const program = path.resolve('dist/node/cli.mjs');
const models = ['simulated~swift', 'simulated~steady', 'simulated~hasty'];
const promptCount = 40;
/** A run of this size takes a few seconds; it is killed anywhere from its first word on, and one of ten times before it. */
const longestMs = 2800;
const earlyShare = 0.1;

/** @typedef {{ finished: Set<string>, faults: string[], hasStarted: boolean }} Seen */

const folder = await mkdtemp(path.join(tmpdir(), 'isb-kills-'));
try {
  await writeFile(path.join(folder, 'kills.yaml'), benchmark());
  const counts = { tried: 0, held: 0, lost: 0, completed: 0, withTests: 0 };
  /** @type {string | undefined} */
  let run;
  while (counts.tried < kills) {
    const before = run === undefined ? undefined : await look(run);
    const { signal, code, errors } = await runOrResume(run);
    run ??= await newestRun();
    const after = run === undefined ? undefined : await look(run);
    const faults = [
      ...(after?.faults ?? []),
      ...[...(before?.finished ?? [])].filter((test) => !after?.finished.has(test)).map((test) => `${test} is gone`),
    ];
    if (signal !== null) {
      counts.tried++;
      if (after && after.finished.size > 0) counts.withTests++;
      if (faults.length === 0) counts.held++;
    } else {
      counts.completed++;
      if (code !== 0) faults.push(`exit code ${code}: ${errors}`);
      if (after?.finished.size !== models.length * promptCount) faults.push(`${after?.finished.size} tests have ended`);
    }
    for (const fault of faults) console.error(`after kill ${counts.tried}: ${fault}`);
    counts.lost += faults.length > 0 ? 1 : 0;
    // A run that is complete, or was killed before it began, makes room for the next.
    if (signal === null || !after?.hasStarted) {
      await rm(path.join(folder, 'runs'), { recursive: true, force: true });
      run = undefined;
    }
  }
  console.log(
    `kills: ${counts.tried} tried, ${counts.held} held, ${counts.lost} lost; ${counts.withTests} of them when tests had ended, ${counts.completed} runs went on to their end`,
  );
  process.exitCode = counts.lost > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {string | undefined} run */
async function runOrResume(run) {
  const how = Math.random() < 0.5 ? ['--no-images'] : [];
  const args =
    run === undefined
      ? ['run', 'kills.yaml', '--out', 'runs', '--allow-errors', ...how]
      : ['resume', run, '--allow-errors', ...how];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const killSoon = () => (timer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * longestMs));
  if (Math.random() < earlyShare) killSoon();
  else child.stderr.once('data', killSoon);
  /** @type {[number | null, NodeJS.Signals | null]} */
  const [code, signal] = await new Promise((resolve) => child.on('exit', (...ended) => resolve(ended)));
  clearTimeout(timer);
  return { code, signal, errors: errors.slice(-400) };
}

async function newestRun() {
  const names = await readdir(path.join(folder, 'runs')).catch(() => []);
  const name = names.sort().at(-1);
  return name === undefined ? undefined : path.join(folder, 'runs', name);
}

/** What the events tell of, and whether it is there. @param {string} run @returns {Promise<Seen>} */
async function look(run) {
  /** @type {Seen} */
  const seen = { finished: new Set(), faults: [], hasStarted: false };
  const text = await readFile(path.join(run, 'events.jsonl'), 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const event = parsed(line);
    if (event?.type === 'runStarted') seen.hasStarted = true;
    if (event?.type !== 'testFinished') continue;
    const name = `${event.model}#${event.index}`;
    const words = parsed(await lineAt(path.join(run, 'tests', `${event.model}.jsonl`), event.evidence));
    if (words?.model !== event.model || words?.index !== event.index) seen.faults.push(`the words of ${name} are gone`);
    seen.finished.add(name);
  }
  return seen;
}

/** @param {string} file @param {{ offset: number, length: number }} place */
async function lineAt(file, { offset, length }) {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return bytes.toString('utf8', offset, offset + length);
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Half a line of events is what a kill leaves; of words it is a fault, which the caller says.
    return undefined;
  }
}

function benchmark() {
  const prompts = Array.from(
    { length: promptCount },
    (_, at) => `  - { dynamic_variables: { w: w${at} }, expectation: w${at} }`,
  );
  return [
    'benchmark_name: kills',
    'purpose: To be killed',
    'base_prompt: "Say {{w}}"',
    'test_type: raw_string_evaluator',
    `models: [${models.join(', ')}]`,
    'prompts:',
    ...prompts,
    '',
  ].join('\n');
}
