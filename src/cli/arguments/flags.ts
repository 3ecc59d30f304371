// Every flag of the program, once: what it may be given, its default, and what it means in which command. Some stand in files of their own, by what they
// are about. Parsing, `--help` and the tables of docs/cli.md are made from these rows, in this order; after a change `npx tsx scripts/writeCliDocs.ts`
// writes the tables anew.

import type { RegressionRule } from '../../shared/comparing/regressions';
import { pythonRunnerNames } from '../../shared/run/pythonIsolation';
import { runModes } from '../../shared/run/runMode';
import { commentProblem, longestComment } from '../../shared/runs/runComment';
import { starterKinds } from '../../core/writing/starterFiles';
import { reportFormFacts, reportForms } from '../../core/reports/reportForms';
import { commandNames, type CommandName } from './commandNames';
import { askingFlags } from './askingFlags';
import { filterFlags } from './filterFlags';
import { flag, inEach, type Flag } from './flag';
import {
  amount,
  amountOrNone,
  anyText,
  listOf,
  maybeOneOf,
  onOff,
  oneOf,
  percentage,
  shortText,
  wholeNumber,
  withDefault,
} from './flagKinds';
import { jsonTexts } from './jsonTexts';
import { reportFiles, reportsOut } from './reportFiles';
import { reviewFlags } from './reviewFlags';
import { shardWords } from './shardWords';

/** Absent for where the project file says, else `runs` below the current folder. */
const runsFolder = anyText('DIR');
const usualRuns = 'Default: what the [project file](project-file.md) says, else `runs`.';
const rules: readonly [RegressionRule, ...RegressionRule[]] = ['significant', 'any'];

const runs: readonly CommandName[] = ['run', 'resume'];
const formsText = reportForms.map((form) => `\`${form}\`: ${reportFormFacts[form].detail}`).join(' ');
const worse =
  ": more prompts worse than better, and p < 0.05 (McNemar's exact test). With `=any`: when any prompt that was correct is incorrect or ends in error now.";
const earlier =
  '`latest`: the newest run of the same benchmark that has finished before; a folder with runs stands for the newest such one in it.';
const thinkingMarks = 'How models mark their thinking, beside the tags that are known. May be repeated.';

export const flags = {
  starterKind: flag('kind', oneOf('KIND', starterKinds), {
    new: `What it is about: ${starterKinds.map((kind) => `\`${kind}\``).join(', ')}. Default: \`text\`.`,
  }),
  starterModel: flag('model', anyText('NAME'), {
    new: 'The model that it asks, written as in a benchmark. Default: the embedded one, which needs no key and no network.',
  }),
  data: flag('data', anyText('FILE'), {
    new: 'The CSV, TSV, JSONL, JSON or YAML file that its prompts come from, one a row.',
  }),
  models: flag(
    'models',
    listOf('A,B', 'model'),
    { run: 'Only these models of the file, written as there. May be repeated.' },
    { more: '`llama3:8b` and `ollama~llama3:8b` are the same.' },
  ),
  addedModels: flag(
    'model',
    { ...listOf('NAME', 'model'), read: (_, values) => [...values] },
    { run: 'This model, which need not be in the file, and not all of those that are. May be repeated.' },
  ),
  variants: flag('variant', listOf('NAME', 'variant'), {
    run: 'Only this variant of the base prompt. May be repeated.',
  }),
  set: flag(
    'set',
    { ...listOf('PATH=VALUE', 'setting'), read: (_, values) => [...values] },
    {
      run: 'A value in place of the one in the file, such as `parameters.temperature=0` or `mode=speed`. May be repeated.',
    },
    { more: 'The run keeps what was set, and is resumed and judged again with it.' },
  ),
  comment: flag(
    'comment',
    shortText('TEXT', commentProblem),
    { run: 'A line to know the run by, kept with it and shown with it in every list.' },
    { more: `At most ${longestComment} characters.` },
  ),
  tags: flag(
    'tags',
    listOf('A,B', 'tag'),
    { run: 'Only prompts with one of these tags, and none with a tag that has a `-` before it. May be repeated.' },
    { more: '`--tags geo,-hard`: what is tagged `geo` and not `hard`.' },
  ),
  prompts: flag('prompts', anyText('N,N-N'), {
    run: 'Only the prompts of these numbers, such as `3,7-9`, counted from 1 as the benchmark has them.',
  }),
  limit: flag('limit', wholeNumber('N'), { run: 'Only the first N of the prompts that are chosen otherwise.' }),
  shard: flag(
    'shard',
    shardWords,
    { run: 'Only this part of the run, `3/16`, into a run folder of its own. `auto`: as the job system says.' },
    {
      more: '`auto` reads the variables of a Slurm array, of an Indexed Job of Kubernetes with `JOB_COMPLETION_COUNT`, or `CI_NODE_INDEX` and `CI_NODE_TOTAL` ([scale.md](scale.md)).',
    },
  ),
  jobs: flag(
    'jobs',
    wholeNumber('N'),
    {
      run: 'Makes the run with N processes at once, for tests that keep the processor busy: Python, pictures. They share limits and budget, and leave one run folder.',
    },
    { more: '[More](#several-processes).' },
  ),
  out: flag('out', runsFolder, {
    run: `Where run folders are made; the folder is created when missing. ${usualRuns}`,
    calibrate: `The runs folder that keeps the result, in \`calibration.json\`; created when missing. ${usualRuns}`,
  }),
  dryRun: flag(
    'dry-run',
    onOff,
    { run: 'Says what the run would be and what is in its way, and sends nothing.' },
    {
      more: '[More](#before-it-runs).',
    },
  ),
  yes: flag('yes', onOff, { run: 'Does not ask before an expensive run.' }),
  confirmAbove: flag('confirm-above', withDefault(amount, '1'), {
    run: 'A run is expensive when it is likely to cost more than this, or when nobody knows what it will cost. It is asked about; where nobody is at a terminal, it needs `--yes` or a budget.',
  }),
  mode: flag('mode', oneOf('MODE', runModes), {
    run: "`throughput`: several requests at once. `speed`: one at a time for each host, after a warm-up call, for times that can be compared. `batch`: all in batches of the model APIs, cheaper and without times, answered within hours or days ([large runs](scale.md#batches)). Default: the benchmark's `mode`, else `throughput`.",
  }),
  submitOnly: flag('submit-only', onOff, {
    run: 'In batch mode: submits the batches and ends; `resume` collects them. Without it they are waited for, and Ctrl+C leaves them to go on.',
    resume: 'Collects what is in of batches and ends, without waiting for the others.',
  }),
  cancelBatches: flag('cancel-batches', onOff, {
    resume: 'Cancels the batches of the run at their model APIs, and collects what these had answered.',
  }),
  retryErrors: flag('retry-errors', onOff, { resume: 'Asks again the tests that ended in error, too.' }),
  budget: flag(
    'budget',
    amountOrNone,
    {
      run: "The run stops asking when its known costs come to this. `none`: no limit. Default: the benchmark's `budget_usd`.",
      resume: 'What the run may cost in all. `none`: no limit. Default: the budget that it was started with.',
      mcp: 'What all runs that the agent starts may cost together. Needed with `--allow-run`.',
    },
    { more: 'The rest is *not run: budget used up*, and `resume --budget` asks it.' },
  ),
  allowRun: flag('allow-run', onOff, {
    mcp: 'The agent may start runs that cost money, as far as `--budget` goes. Without it each such run is put to you where the client can ask, and is not started elsewhere.',
  }),
  ...askingFlags,
  strict: flag('strict', onOff, inEach(['run', 'validate'], 'Every warning about the file is an error.')),
  failUnder: flag(
    'fail-under',
    percentage,
    inEach(runs, 'Exit code 1 when the accuracy over all tests of all models is below this, 0-100.'),
    { more: 'Errors are not in it; when nothing could be judged the accuracy counts as 0.' },
  ),
  allowErrors: flag('allow-errors', onOff, inEach(runs, 'Tests that end in error do not make the exit code 3.')),
  allowOutsideImages: flag(
    'allow-outside-images',
    onOff,
    inEach(['run', 'validate'], "The benchmark's pictures and other files may lie outside of the current folder."),
    {
      more: "(Outside of the benchmark's own folder when that is not below the current one.) Without it they may not, symbolic links followed.",
    },
  ),
  noImages: flag(
    'no-images',
    onOff,
    {
      ...inEach([...runs, 'import'], 'Draws no result images; `annotate` draws them later.'),
      rescore: 'Does not draw the result images again.',
    },
    { more: 'They are as large as their pictures and lossless: several MB each for a photograph.' },
  ),
  python: flag(
    'python',
    withDefault(oneOf('RUNNER', pythonRunnerNames), 'sandbox'),
    inEach(
      [...runs, 'rescore'],
      'What executes Python that models wrote: `sandbox`, or `python3` or `uv` of this computer, where that code can do whatever you can.',
    ),
  ),
  thinkingTags: flag(
    'thinking-tags',
    listOf('A,B', 'thinking tag'),
    {
      ...inEach(['run'], thinkingMarks),
      ...inEach(['resume', 'rescore'], `${thinkingMarks} Default: those that the run was made with.`),
    },
    {
      more: 'A name, or a pair such as `{{hm}}...{{/hm}}`: [what is known](benchmark-file.md#the-answer-in-a-response).',
    },
  ),
  ...filterFlags,
  ...reviewFlags,
  transcript: flag('transcript', onOff, {
    show: 'Of one test, the whole conversation as Markdown and nothing else: every attempt, its times, the judgement.',
  }),
  baseline: flag(
    'baseline',
    anyText('RUN'),
    {
      ...inEach(runs, `Compares the run with an earlier one when it has ended. ${earlier}`),
      export: `The run as compared with an earlier one, in \`markdown\` and \`junit\`. ${earlier}`,
    },
    { more: '[More](#a-baseline).' },
  ),
  failOnRegression: flag('fail-on-regression', maybeOneOf(rules), {
    ...inEach(runs, `Exit code 4 when a model got worse than in the \`--baseline\`${worse}`),
    compare: `Exit code 4 when a model of some run got worse${worse}`,
  }),
  update: flag('update', onOff, {
    prices:
      'Fetches the newest list of genai-prices first, checks it, and uses it from now on. What is not good changes nothing.',
  }),
  print: flag('print', onOff, { open: 'Only prints the path.' }),
  benchmark: flag(
    'benchmark',
    anyText('FILE'),
    {
      import:
        'The benchmark that was run. Its copy is kept, so that answers can be judged again and runs compared prompt by prompt.',
    },
    {
      more: 'Prompts are paired by their text and what is expected; what pairs with none is kept behind the others, and said.',
    },
  ),
  reports: flag(
    'report',
    reportFiles,
    inEach(runs, `Writes a report of the run when it has ended. May be repeated. ${formsText}`),
  ),
  report: flag('report', reportsOut, {
    export: `What is written, and to which file; one may go to stdout. May be repeated. ${formsText}`,
  }),
  benchmarkOut: flag('out', anyText('FILE'), {
    convert: 'The benchmark to write. Default: beside the file, with a name that ends in `.bench.yaml`.',
  }),
  force: flag('force', onOff, { convert: 'Replaces files that are there.' }),
  outFile: flag('out', anyText('FILE'), { export: 'The file of a report that names none. Default: stdout.' }),
  mergedOut: flag('out', anyText('DIR'), {
    merge: 'The run folder to be made. There must be nothing of that name. Must be given.',
  }),
  runs: flag('runs', runsFolder, {
    ...inEach(['list', 'trend'], `The folder with the run folders. ${usualRuns}`),
    ...inEach(
      ['show', 'resume', 'rescore', 'annotate', 'review', 'open', 'pack', 'unpack', 'merge', 'compare', 'export'],
      `Where runs are looked for. ${usualRuns}`,
    ),
    import: `Where the run folder is made. ${usualRuns}`,
  }),
  html: flag('html', onOff, {
    list: 'Writes `index.html` into the folder of the runs, a page that lists all of them with filters and trends, and prints its path. Runs that end later bring it up to date.',
  }),
  json: flag('json', onOff, {
    ...inEach(
      runs,
      'Prints one JSON object instead of the table: `{ runDirectory, report }`, with `--baseline` also `comparison` and `regressions`.',
    ),
    ...jsonTexts,
  }),
  help: flag('help', onOff, inEach(commandNames, 'This text.'), { short: 'h' }),
  version: flag('version', onOff, inEach(commandNames, "The program's version.")),
};

export const allFlags: readonly Flag<unknown>[] = Object.values(flags);

/** The flags of a command, in the order of the table. */
export function flagsOf(command: CommandName): Flag<unknown>[] {
  return allFlags.filter(({ help }) => help[command] !== undefined);
}
