// What `--help` and docs/cli.md say of each command beside its flags.

import type { CommandName } from '../arguments/commandNames';

interface CommandText {
  /** What follows the command's name, without the flags: `FILE`. */
  words: string;
  /** The command in the list of all, one short line. */
  summary: string;
  /** The first lines of its help. */
  about: string;
  /** The last lines of its help; they end with the exit codes. */
  notes: string;
}

export const runExitCodes = `Exit codes (the first that applies, from the top):
  130  interrupted
    2  bad usage, invalid file, missing key, or the run could not be started
    3  some test ended in error and --allow-errors was not given
    1  accuracy below --fail-under
    0  done`;

const readExitCodes = 'Exit codes: 0 done, 2 bad usage, or the run could not be found or read.';

export const runReference = `RUN is the path of a run folder, a run's id, an unambiguous part of one, or
latest. Ids are looked for in the folder of --runs DIR (default: runs).`;

export const commandTexts: { readonly [name in CommandName]: CommandText } = {
  new: {
    words: 'FILE',
    summary: 'write a first benchmark, with comments',
    about: `Writes a first benchmark, to be changed: its comments say what everything is
for, and it runs as it is. Writes over nothing and sends nothing.`,
    notes: `A picture or a data file that it needs is written beside it.

Exit codes: 0 done, 2 bad usage, or there is a file of that name.`,
  },
  run: {
    words: 'FILE',
    summary: 'run a benchmark',
    about: 'Runs every prompt of a benchmark on every model and keeps a run folder.',
    notes: `Progress goes to stderr, results to stdout. Ctrl+C stops cleanly and finishes
the run folder; a second Ctrl+C stops at once. \`resume\` runs what is missing.

${runExitCodes}`,
  },
  validate: {
    words: 'FILE...',
    summary: 'check benchmark files, run nothing',
    about: `Checks benchmark files and says every problem with its place. Sends nothing.
With - for a FILE it reads the standard input; files that it names then count
from the current folder.`,
    notes: 'Exit codes: 0 no errors (there may be warnings), 2 errors.',
  },
  list: {
    words: '',
    summary: 'the runs that are there, newest first',
    about: "Lists the runs of a folder, newest first, from each run's run.json.",
    notes: `Several values go with commas between them or with the flag again, and any of
them fits; different flags must all fit. A verdict or a kind fits a run that has
such a test. Costs say how many tests have a known price: $0.031 (28 of 30).

Exit codes: 0 done, also when nothing was found; 2 bad usage, or the folder
can't be read.`,
  },
  show: {
    words: 'RUN',
    summary: 'a run, its tests, or one whole test',
    about: 'Shows a run; with a filter its tests; with --model and --test one whole test.',
    notes: `${runReference}

${readExitCodes}`,
  },
  open: {
    words: 'RUN',
    summary: "a run's page in the browser",
    about: "Opens a run's page (index.html) in the browser and prints its path.",
    notes: `${runReference}
A run that has no page yet, because it was killed, gets one.

Exit codes: 0 done, 2 bad usage, or there is no page or no browser.`,
  },
  resume: {
    words: 'RUN',
    summary: 'run what is missing of a run',
    about: `Runs exactly what is missing of a run that was interrupted or cancelled, into
the same folder, with the benchmark as it was started.`,
    notes: `${runReference}
A run that another process is writing is refused.

${runExitCodes}
When nothing is missing nothing is run, and errors do not count.`,
  },
  rescore: {
    words: 'RUN',
    summary: 'judge the stored answers again',
    about: `Judges the stored answers of a run again with the test types of this version,
and says which verdicts changed. Asks no model. Each test keeps both judgements.`,
    notes: `${runReference}

Exit codes: 0 done, 2 bad usage or the run can't be judged, 130 interrupted.`,
  },
  annotate: {
    words: 'RUN',
    summary: 'draw the result images again',
    about: `Draws the result image of every finished test of a run again, from what the
run folder holds. Asks no model and judges nothing.`,
    notes: `${runReference}
Ctrl+C keeps what was drawn. A run that another process is writing is refused.

Exit codes: 0 done, 2 bad usage or a picture could not be drawn,
130 interrupted.`,
  },
  review: {
    words: 'RUN --test N',
    summary: 'say what you think of a test, or sign a run off',
    about: `Marks a test as reviewed, says that its verdict should be another one, comments
on it, or signs the whole run off. What the program judged stays as it is, and
so do all its figures; the review stands beside it, with your name and the time.`,
    notes: `${runReference}
What you say of a test again replaces what you said before; what others say
stays. A run that another process is writing is refused.

Exit codes: 0 done, 2 bad usage, or the run could not be found or written.`,
  },
  pack: {
    words: 'RUN',
    summary: 'bring an old run folder up to date',
    about: `Puts the tests of a run from before format 2 into one file a model, where they
were a folder and four files each. Old folders work as they are; packed ones
are a fraction of the files. Nothing is lost, and \`unpack\` is the way back.`,
    notes: `${runReference}
Ctrl+C leaves the run as it was. A run that another process is writing is
refused.

Exit codes: 0 done, 2 bad usage or the run can't be read, 130 interrupted.`,
  },
  unpack: {
    words: 'RUN',
    summary: 'give each test a folder of its own',
    about: `Brings a run folder to format 1: a folder a test with result.json,
transcript.json, transcript.md and result.png, for programs that read those.
\`pack\` is the way back.`,
    notes: `${runReference}
Ctrl+C leaves the run as it was. A run that another process is writing is
refused.

Exit codes: 0 done, 2 bad usage or the run can't be read, 130 interrupted.`,
  },
  merge: {
    words: 'RUN... --out DIR',
    summary: 'make one run of its shards',
    about: `Makes one run folder out of the shards of a run, and of what was merged before.
Of a test that several have, one answer counts. Sends nothing, and leaves the
shards as they are.`,
    notes: `${runReference}
What the order of the runs is makes no difference. Where shards or tests are
missing they are named, and the merged run is not finished: \`resume\` asks them,
or resume the shard and merge again. Ctrl+C leaves nothing behind. A folder that
holds run folders stands for all of them: \`merge runs --out merged\`.

Exit codes: 0 done, also when something is missing; 2 bad usage, or the runs
are not shards of one run; 130 interrupted.`,
  },
  compare: {
    words: 'BASE OTHER...',
    summary: 'what got better and worse',
    about: `Holds runs against the first one: what was not equal, accuracy, time and cost of
each model, and the prompts whose verdict changed.`,
    notes: `${runReference}
RUN#MODEL takes one model of a run: compare latest#gpt-4o latest#llama3.2

Prompts are the same where their text, pictures and expectation are. Differences
of time, cost and size are over prompts judged on both sides, with a 95%
interval; they never make the exit code 4.

Exit codes: 0 done; 4 regression; 2 bad usage, nothing in common, or with
--fail-on-regression nothing judged on both sides.`,
  },
  trend: {
    words: 'BENCHMARK',
    summary: 'all runs of a benchmark over time',
    about: 'Shows all runs of one benchmark, oldest first, a table per model.',
    notes: `BENCHMARK is the benchmark's name, a part of it, or its file.

Exit codes: 0 done, 2 bad usage, or there is no run of it.`,
  },
  convert: {
    words: 'FILE',
    summary: 'make a benchmark out of a file of another tool',
    about: `Makes a benchmark out of a file of another tool: promptfoo, GitHub Models,
lm-evaluation-harness, or data of HumanEval, MBPP, MMLU or OpenAI Evals. Says
each place of it that is not carried over. Runs and sends nothing.`,
    notes: 'Exit codes: 0 done, 2 bad usage, or nothing can be made of the file.',
  },
  import: {
    words: 'REPORT.json',
    summary: 'make a run folder out of a report',
    about: `Makes a run folder out of a report (ExecEvalBenchmarkReport), of results of
promptfoo (-o results.json), or of a log of Inspect in JSON. What it does not
record stays not recorded. With - it reads the standard input.`,
    notes: 'Exit codes: 0 done, 2 bad usage, or the file is no report.',
  },
  export: {
    words: 'RUN --report zip=FILE',
    summary: 'a run for CI, spreadsheets and other tools',
    about: 'Writes the report of a run in a form that other tools read.',
    notes: `${runReference}

Exit codes: 0 done; 2 bad usage, or the run can't be read, or the file can't be
written.`,
  },
  calibrate: {
    words: 'MODEL...',
    summary: 'how models give places in pictures',
    about: `Shows each model one picture with seven markers, asks where they are, and finds
the coordinate profile that explains the answer. Runs use what was found, unless
the benchmark or --coordinates says otherwise.`,
    notes: `A model is written as in a benchmark: gemini~gemini-2.5-flash. An answer that
fits two profiles about as well is kept as ambiguous, said so, and not used.

Exit codes: 0 every model gave an answer to go by, be it ambiguous; 3 some model
did not; 2 bad usage, missing key or a damaged file; 130 interrupted.`,
  },
  mcp: {
    words: '',
    summary: 'tools for AI agents (Model Context Protocol)',
    about: `Offers an AI agent four tools for the benchmarks and runs of this folder: run a
benchmark, the failures of a run, compare two runs, validate a benchmark file.
A client starts it and talks to it on stdin and stdout; docs/agents.md says how.`,
    notes: `Files outside of the folder that it is started in are not read. A run that may
cost money needs your yes: --allow-run with --budget, or your answer where the
client can ask you. It makes one run at a time.

Exit codes: 0 the client has gone, 2 bad usage.`,
  },
  prices: {
    words: '[MODEL...]',
    summary: 'what models cost; newer prices',
    about: 'Says which price list costs are reckoned with, and what models cost by it.',
    notes: `A model is written as in a benchmark: openai~gpt-4o. A benchmark's own prices
win over the list, and what an API reports wins over both. Runs fetch nothing.

Exit codes: 0 done, 2 bad usage, or no good list could be fetched,
130 interrupted.`,
  },
};
