// What --help prints. docs/cli.md is the longer reference; the two must agree.

import type { CommandName } from './parseArguments';

const exitCodes = `Exit codes (the first that applies, from the top):
  130  interrupted
    2  bad usage, invalid file, missing key, or the run could not be started
    3  some test ended in error and --allow-errors was not given
    1  accuracy below --fail-under
    0  done`;

const general = `Iso Speed Bench: benchmark language models, speed and correctness together.

Usage:
  iso-speed-bench run FILE [flags]       run a benchmark
  iso-speed-bench validate FILE...       check benchmark files, run nothing
  iso-speed-bench help [run|validate]    say more about a command
  iso-speed-bench --version

${exitCodes}`;

const run = `Runs every prompt of a benchmark on every model and keeps a run folder.

Usage: iso-speed-bench run FILE [flags]

  --models A,B          only these models of the file
  --limit N             only the first N prompts
  --out DIR             where run folders are made (default: runs)
  --concurrency N       requests in flight at once per model API that is not local
  --env-file F          read keys and addresses from F; variables already set win
  --json                print one JSON object: { runDirectory, report }
  --fail-under PERCENT  exit 1 when the accuracy over all models is below PERCENT
  --allow-errors        tests that end in error do not make the exit code 3
  --python RUNNER       what executes model-written Python:
                        sandbox (default), or python3 or uv of this computer,
                        where the code can do whatever you can
  -h, --help            this text

Progress goes to stderr, results to stdout. Ctrl+C stops cleanly and finishes
the run folder; a second Ctrl+C stops at once.

${exitCodes}`;

const validate = `Checks benchmark files and says every problem with its place. Sends nothing.

Usage: iso-speed-bench validate FILE... [--json]

  --json      print one JSON object: { files: [{ file, problems, benchmark }] }
  -h, --help  this text

Exit codes: 0 no errors (there may be warnings), 2 errors.`;

/** The help of a command, or of the program. */
export function helpText(topic: CommandName | null): string {
  if (topic === 'run') return run;
  return topic === 'validate' ? validate : general;
}
