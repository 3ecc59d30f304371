// What --help prints. docs/cli.md is the longer reference; the two must agree.

import type { CommandName } from './commands';

const runExitCodes = `Exit codes (the first that applies, from the top):
  130  interrupted
    2  bad usage, invalid file, missing key, or the run could not be started
    3  some test ended in error and --allow-errors was not given
    1  accuracy below --fail-under
    0  done`;

const readExitCodes = 'Exit codes: 0 done, 2 bad usage, or the run could not be found or read.';

const reference = `RUN is the path of a run folder, a run's id, an unambiguous part of one, or
latest. Ids are looked for in the folder of --runs DIR (default: runs).`;

const filters = `  --api A               model API (openai, ollama, ...)
  --model M             model, as a whole or a part of its name
  --test-type T         test type (the evaluator's name), or a part of it
  --verdict V           correct, incorrect, error, not_run
  --kind K              why there is no verdict: timeout, rate-limited, api,
                        network, authentication, refused, truncated,
                        empty-answer, unparsable, evaluator, sandbox, unknown;
                        of tests not run: no-vision, unsupported, budget,
                        cancelled
  --text S              words that must occur`;

const execution = `  --concurrency N       requests at once per model API that is not local
                        (default: begins with 4 and grows while that helps)
  --budget USD          stop asking when the known costs come to this; none
                        for no limit (default: the benchmark's budget_usd)
  --coordinates M=P     the coordinate profile that model M gives places by;
                        may be repeated (docs/coordinates.md has the profiles)
  --env-file F          read keys and addresses from F; set variables win
  --json                print one JSON object: { runDirectory, report }
  --fail-under PERCENT  exit 1 when accuracy over all models is below PERCENT
  --allow-errors        tests that end in error do not make the exit code 3
  --no-images           draw no result images
  --python RUNNER       what executes model-written Python:
                        sandbox (default), or python3 or uv of this computer,
                        where the code can do whatever you can`;

const general = `Iso Speed Bench: benchmark language and vision models, speed and correctness
together.

Usage:
  iso-speed-bench run FILE [flags]       run a benchmark
  iso-speed-bench validate FILE...       check benchmark files, run nothing
  iso-speed-bench list [flags]           the runs that are there, newest first
  iso-speed-bench show RUN [flags]       a run, its tests, or one whole test
  iso-speed-bench open RUN [--print]     a run's page in the browser
  iso-speed-bench resume RUN [flags]     run what is missing of a run
  iso-speed-bench rescore RUN [flags]    judge the stored answers again
  iso-speed-bench annotate RUN [flags]   draw the result images again
  iso-speed-bench compare A B [C...]     what got better and worse between runs
  iso-speed-bench trend BENCHMARK        all runs of a benchmark over time
  iso-speed-bench import REPORT.json     make a run folder out of a report
  iso-speed-bench calibrate MODEL...     how models give places in pictures
  iso-speed-bench prices [MODEL...]      what models cost; --update fetches prices
  iso-speed-bench help [COMMAND]         say more about a command
  iso-speed-bench --version

${reference}

${runExitCodes}`;

const texts: { readonly [name in CommandName]: string } = {
  run: `Runs every prompt of a benchmark on every model and keeps a run folder.

Usage: iso-speed-bench run FILE [flags]

  --models A,B          only these models of the file
  --limit N             only the first N prompts
  --out DIR             where run folders are made (default: runs)
  --allow-outside-images
                        the benchmark's pictures may lie outside of this folder
  --dry-run             say what the run would be (calls, tokens, costs, what is
                        in its way) and send nothing
  --yes                 do not ask before a run that is likely to be dear
  --confirm-above USD   what dear is (default: 1); asked only at a terminal
  --mode MODE           throughput: several requests at once; speed: one at a
                        time a host, after a warm-up call, for times that can
                        be compared (default: the benchmark's mode, else
                        throughput)
${execution}
  -h, --help            this text

Progress goes to stderr, results to stdout. Ctrl+C stops cleanly and finishes
the run folder; a second Ctrl+C stops at once. \`resume\` runs what is missing.

${runExitCodes}`,

  validate: `Checks benchmark files and says every problem with its place. Sends nothing.

Usage: iso-speed-bench validate FILE... [flags]

  --json      print one JSON object: { files: [{ file, problems, benchmark }] }
  --allow-outside-images
              pictures may lie outside of this folder
  -h, --help  this text

Exit codes: 0 no errors (there may be warnings), 2 errors.`,

  list: `Lists the runs of a folder, newest first, from each run's run.json.

Usage: iso-speed-bench list [flags]

${filters}
  --runs DIR            the folder with the run folders (default: runs)
  --json                print one JSON object: { runsDirectory, runs }
  -h, --help            this text

Several values go with commas between them or with the flag again, and any of
them fits; different flags must all fit. A verdict or a kind fits a run that has
such a test. Costs say how many tests have a known price: $0.031 (28 of 30).

Exit codes: 0 done, also when nothing was found; 2 bad usage, or the folder
can't be read.`,

  show: `Shows a run; with a filter its tests; with --model and --test one whole test.

Usage: iso-speed-bench show RUN [flags]

${filters}
  --test N              the test of prompt N; the whole test when only one model
                        is left
  --runs DIR            where runs are looked for (default: runs)
  --json                print one JSON object: { runDirectory, manifest,
                        problems, tests }, or of one test
                        { runDirectory, result, transcript }
  -h, --help            this text

${reference}

${readExitCodes}`,

  resume: `Runs exactly what is missing of a run that was interrupted or cancelled, into
the same folder, with the benchmark as it was started.

Usage: iso-speed-bench resume RUN [flags]

  --retry-errors        ask again the tests that ended in error
${execution}
  --runs DIR            where runs are looked for (default: runs)
  -h, --help            this text

${reference}
A run that another process is writing is refused.

${runExitCodes}
When nothing is missing nothing is run, and errors do not count.`,

  rescore: `Judges the stored answers of a run again with the evaluators of this version,
and says which verdicts changed. Asks no model. Each test keeps both judgements.

Usage: iso-speed-bench rescore RUN [flags]

  --json                print one JSON object:
                        { runDirectory, judged, skipped, changes }
  --no-images           draw no result images again
  --python RUNNER       what executes model-written Python: sandbox (default),
                        or python3 or uv of this computer
  --runs DIR            where runs are looked for (default: runs)
  -h, --help            this text

${reference}

Exit codes: 0 done, 2 bad usage or the run can't be judged, 130 interrupted.`,

  annotate: `Draws the result image of every finished test of a run again, from what the
run folder holds. Asks no model and judges nothing.

Usage: iso-speed-bench annotate RUN [flags]

  --json                print one JSON object:
                        { runDirectory, total, drawn, failed, firstFailure }
  --runs DIR            where runs are looked for (default: runs)
  -h, --help            this text

${reference}
Ctrl+C keeps what was drawn. A run that another process is writing is refused.

Exit codes: 0 done, 2 bad usage or a picture could not be drawn,
130 interrupted.`,

  import: `Makes a run folder out of a report (ExecEvalBenchmarkReport). What the report
does not record stays not recorded.

Usage: iso-speed-bench import REPORT.json [flags]

  --runs DIR            where the run folder is made (default: runs)
  --json                print one JSON object: { runDirectory, manifest }
  -h, --help            this text

Exit codes: 0 done, 2 bad usage, or the file is no report.`,

  open: `Opens a run's page (index.html) in the browser and prints its path.

Usage: iso-speed-bench open RUN [flags]

  --print               only print the path
  --runs DIR            where runs are looked for (default: runs)
  -h, --help            this text

${reference}
A run that has no page yet, because it was killed, gets one.

Exit codes: 0 done, 2 bad usage, or there is no page or no browser.`,

  compare: `Holds runs against the first one: what was not equal, accuracy, time and cost of
each model, and the prompts whose verdict changed.

Usage: iso-speed-bench compare BASE OTHER... [flags]

  --model M             only these models, as a whole or a part of the name
  --fail-on-regression  exit 4 when a model got worse: more prompts worse than
                        better, p < 0.05 (McNemar's exact test)
  --fail-on-regression=any
                        exit 4 when any prompt that was correct is incorrect or
                        ends in error now
  --runs DIR            where runs are looked for (default: runs)
  --json                print one JSON object: { comparisons, regressions }
  -h, --help            this text

${reference}
RUN#MODEL takes one model of a run: compare latest#gpt-4o latest#llama3.2

Prompts are the same where their text, pictures and expectation are. Differences
of time, cost and size are over prompts judged on both sides, with a 95%
interval; they never make the exit code 4.

Exit codes: 0 done; 4 regression; 2 bad usage, nothing in common, or with
--fail-on-regression nothing judged on both sides.`,

  trend: `Shows all runs of one benchmark, oldest first, a table per model.

Usage: iso-speed-bench trend BENCHMARK [flags]

  --model M             only these models, as a whole or a part of the name
  --runs DIR            the folder with the run folders (default: runs)
  --json                print one JSON object: { benchmark, runsDirectory,
                        models }
  -h, --help            this text

BENCHMARK is the benchmark's name, a part of it, or its file.

Exit codes: 0 done, 2 bad usage, or there is no run of it.`,

  calibrate: `Shows each model one picture with seven markers, asks where they are, and finds
the coordinate profile that explains the answer. Runs use what was found, unless
the benchmark or --coordinates says otherwise.

Usage: iso-speed-bench calibrate MODEL... [flags]

  --out DIR             the runs folder; the result is kept in its
                        calibration.json (default: runs)
  --env-file F          read keys and addresses from F; set variables win
  --json                print one JSON object: { file, models }
  -h, --help            this text

A model is written as in a benchmark: gemini~gemini-2.5-flash. An answer that
fits two profiles about as well is kept as ambiguous, said so, and not used.

Exit codes: 0 every model gave an answer to go by, be it ambiguous; 3 some model
did not; 2 bad usage, missing key or a damaged file; 130 interrupted.`,

  prices: `Says which price list costs are reckoned with, and what models cost by it.

Usage: iso-speed-bench prices [MODEL...] [flags]

  --update    fetch the newest list of genai-prices first, check it, and use it
              from now on; what is not good changes nothing
  --json      print one JSON object: { list, file, models, update }
  -h, --help  this text

A model is written as in a benchmark: openai~gpt-4o. A benchmark's own prices
win over the list, and what an API reports wins over both. Runs fetch nothing.

Exit codes: 0 done, 2 bad usage, or no good list could be fetched.`,
};

/** The help of a command, or of the program. */
export function helpText(topic: CommandName | null): string {
  return topic === null ? general : texts[topic];
}
