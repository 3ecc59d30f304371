// Turns the words of the command line into a command, or throws `UsageError`. Pure: it never looks at a file.

import type { RegressionRule } from '../../shared/comparing/compareRuns';
import type { RunMode } from '../../shared/run/events';
import { emptyRunFilter, type RunFilter } from '../../shared/runs/runFilter';
import { testKinds } from '../../shared/words/testKinds';
import type { Verdict } from '../../shared/run/verdict';
import { commandNames, type Command, type CommandName, type PythonRunnerName, type RunOptions } from './commands';
import { coordinateFlag } from './coordinateFlag';
import { amount, budget, lastValue, oneOf, percentage, positiveInteger, valueList } from './flagValues';
import { readFlags, suggestion, type FlagKinds, type GivenWords } from './readFlags';
import { UsageError } from './usageError';

const ofEvery: FlagKinds = { help: 'boolean', version: 'boolean' };
const json: FlagKinds = { json: 'boolean' };
const runs: FlagKinds = { runs: 'string' };
const outsideImages: FlagKinds = { 'allow-outside-images': 'boolean' };
const filters: FlagKinds = {
  api: 'string',
  model: 'string',
  'test-type': 'string',
  verdict: 'string',
  kind: 'string',
  text: 'string',
};
const execution: FlagKinds = {
  concurrency: 'string',
  budget: 'string',
  coordinates: 'string',
  'env-file': 'string',
  ...json,
  'fail-under': 'string',
  'allow-errors': 'boolean',
  'no-images': 'boolean',
  python: 'string',
};

const flagsOf: { readonly [name in CommandName]: FlagKinds } = {
  run: {
    ...ofEvery,
    models: 'string',
    limit: 'string',
    mode: 'string',
    out: 'string',
    ...outsideImages,
    'dry-run': 'boolean',
    yes: 'boolean',
    'confirm-above': 'string',
    ...execution,
  },
  validate: { ...ofEvery, ...outsideImages, ...json },
  list: { ...ofEvery, ...filters, ...runs, ...json },
  show: { ...ofEvery, ...filters, test: 'string', ...runs, ...json },
  resume: { ...ofEvery, 'retry-errors': 'boolean', ...execution, ...runs },
  rescore: { ...ofEvery, ...json, 'no-images': 'boolean', python: 'string', ...runs },
  annotate: { ...ofEvery, ...runs, ...json },
  import: { ...ofEvery, ...runs, ...json },
  open: { ...ofEvery, print: 'boolean', ...runs },
  compare: { ...ofEvery, model: 'string', 'fail-on-regression': 'optional', ...runs, ...json },
  trend: { ...ofEvery, model: 'string', ...runs, ...json },
  calibrate: { ...ofEvery, out: 'string', 'env-file': 'string', ...json },
  prices: { ...ofEvery, update: 'boolean', ...json },
};

const pythonRunnerNames: readonly PythonRunnerName[] = ['sandbox', 'python3', 'uv'];
const verdicts: readonly Verdict[] = ['correct', 'incorrect', 'error', 'not_run'];

/** Where runs are made and looked for when nothing else is said, below the current folder. */
export const defaultRunsFolder = 'runs';

/** USD, as the setting `isoSpeedBench.confirmAboveUsd` has it by default. */
const defaultConfirmAboveUsd = 1;

/** The command that the words after the program's name ask for. */
export function parseArguments(words: readonly string[]): Command {
  const first = words[0];
  if (first === undefined)
    throw new UsageError('No command was given.', 'Write `iso-speed-bench run FILE` or see --help.');
  if (first === 'help') return { kind: 'help', topic: words[1] === undefined ? null : commandName(words[1]) };
  if (first.startsWith('-')) return parseWithoutCommand(words);
  const name = commandName(first);
  const given = readFlags(words.slice(1), flagsOf[name], name);
  if (given.flags.has('help')) return { kind: 'help', topic: name };
  if (given.flags.has('version')) return { kind: 'version' };
  return commandOf(name, given);
}

function parseWithoutCommand(words: readonly string[]): Command {
  // Flags of a command before the command are a slip worth a hint of its own.
  const kinds: FlagKinds = Object.assign({}, ...commandNames.map((name) => flagsOf[name]));
  const given = readFlags(words, kinds, null);
  if (given.flags.has('help')) {
    const topic = commandNames.find((name) => name === given.positionals[0]);
    return { kind: 'help', topic: topic ?? null };
  }
  if (given.flags.has('version')) return { kind: 'version' };
  throw new UsageError('The command comes first.', 'Write `iso-speed-bench run FILE [flags]` or see --help.');
}

function commandName(word: string): CommandName {
  const name = commandNames.find((candidate) => candidate === word);
  if (name) return name;
  if (/\.ya?ml$/i.test(word)) {
    throw new UsageError(`"${word}" is no command.`, `To run that benchmark write: iso-speed-bench run ${word}`);
  }
  throw new UsageError(
    `There is no command "${word}".`,
    suggestion(word, commandNames) ?? `The commands are ${commandNames.join(', ')}.`,
  );
}

function commandOf(name: CommandName, given: GivenWords): Command {
  const isJson = given.flags.has('json');
  const where = { runs: lastValue(given, 'runs') ?? defaultRunsFolder };
  switch (name) {
    case 'run':
      return {
        kind: 'run',
        file: oneWord(given, 'run', 'the benchmark file', 'FILE'),
        models: valueList(given, 'models', 'model'),
        limit: positiveInteger(given, 'limit'),
        out: lastValue(given, 'out') ?? defaultRunsFolder,
        allowsOutsideImages: allowsOutsideImages(given),
        isDryRun: given.flags.has('dry-run'),
        isConfirmed: given.flags.has('yes'),
        confirmAboveUsd: amount(given, 'confirm-above') ?? defaultConfirmAboveUsd,
        ...runOptions(given),
      };
    case 'validate':
      if (given.positionals.length === 0)
        throw new UsageError('validate needs at least one file.', 'Write `iso-speed-bench validate FILE...`.');
      return { kind: 'validate', files: given.positionals, allowsOutsideImages: allowsOutsideImages(given), isJson };
    case 'list':
      if (given.positionals.length > 0) {
        throw new UsageError(
          `list takes no words, but got ${given.positionals.join(', ')}.`,
          'To find text write --text TEXT, to list another folder --runs DIR.',
        );
      }
      return { kind: 'list', filter: runFilter(given), ...where, isJson };
    case 'show':
      return {
        kind: 'show',
        run: runReference(given, name),
        filter: runFilter(given),
        test: positiveInteger(given, 'test'),
        ...where,
        isJson,
      };
    case 'resume':
      return {
        kind: 'resume',
        run: runReference(given, name),
        retriesErrors: given.flags.has('retry-errors'),
        ...where,
        ...runOptions(given),
      };
    case 'rescore':
      return {
        kind: 'rescore',
        run: runReference(given, name),
        ...where,
        isJson,
        python: pythonRunner(given),
        hasImages: hasImages(given),
      };
    case 'annotate':
      return { kind: 'annotate', run: runReference(given, name), ...where, isJson };
    case 'import':
      return { kind: 'import', file: oneWord(given, 'import', 'the report file', 'REPORT.json'), ...where, isJson };
    case 'open':
      return { kind: 'open', run: runReference(given, name), onlyPrints: given.flags.has('print'), ...where };
    case 'compare':
      return {
        kind: 'compare',
        references: comparedRuns(given),
        models: valueList(given, 'model', 'model') ?? [],
        failOn: regressionRule(given),
        ...where,
        isJson,
      };
    case 'trend':
      return {
        kind: 'trend',
        benchmark: oneWord(given, name, 'a benchmark: its name, a part of it, or its file', 'BENCHMARK'),
        models: valueList(given, 'model', 'model') ?? [],
        ...where,
        isJson,
      };
    case 'calibrate':
      if (given.positionals.length === 0)
        throw new UsageError(
          'calibrate needs at least one model.',
          'Write `iso-speed-bench calibrate MODEL...`, each as in a benchmark: ollama~qwen2.5vl:7b',
        );
      return {
        kind: 'calibrate',
        models: given.positionals,
        out: lastValue(given, 'out') ?? defaultRunsFolder,
        envFile: lastValue(given, 'env-file'),
        isJson,
      };
    case 'prices':
      return { kind: 'prices', models: given.positionals, updates: given.flags.has('update'), isJson };
  }
}

function runReference(given: GivenWords, command: CommandName): string {
  return oneWord(given, command, 'a run: a path, an id or a part of one, or `latest`', 'RUN');
}

function oneWord({ positionals }: GivenWords, command: CommandName, what: string, placeholder: string): string {
  const [word, ...more] = positionals;
  if (word === undefined || word === '')
    throw new UsageError(`${command} needs ${what}.`, `Write \`iso-speed-bench ${command} ${placeholder}\`.`);
  if (more.length > 0) {
    const noun = placeholder === 'RUN' ? 'run' : placeholder === 'BENCHMARK' ? 'benchmark' : 'file';
    throw new UsageError(
      `${command} takes one ${noun}, but got ${positionals.length}: ${positionals.join(', ')}.`,
      'Quote a name that has spaces.',
    );
  }
  return word;
}

function comparedRuns({ positionals, flags }: GivenWords): string[] {
  if (positionals.length < 2)
    throw new UsageError(
      `compare needs two runs or more, but got ${positionals.length === 0 ? 'none' : positionals[0]!}.`,
      'Write `iso-speed-bench compare BASE OTHER`; RUN#MODEL names one model of a run.',
    );
  if (flags.has('model') && positionals.some((word) => word.includes('#')))
    throw new UsageError('--model and RUN#MODEL are two ways to say the same.', 'Leave one of them out.');
  return positionals;
}

/** `--fail-on-regression`, `--fail-on-regression=any`; undefined without the flag. */
function regressionRule(given: GivenWords): RegressionRule | undefined {
  const word = lastValue(given, 'fail-on-regression');
  return word === undefined
    ? undefined
    : oneOf<RegressionRule>('fail-on-regression', word || 'significant', ['significant', 'any']);
}

function runOptions(given: GivenWords): RunOptions {
  return {
    mode: runMode(given),
    concurrency: positiveInteger(given, 'concurrency'),
    budgetUsd: budget(given),
    ...(given.flags.has('coordinates') ? { coordinates: coordinateFlag(given) } : {}),
    envFile: lastValue(given, 'env-file'),
    isJson: given.flags.has('json'),
    failUnder: percentage(given, 'fail-under'),
    allowsErrors: given.flags.has('allow-errors'),
    hasImages: hasImages(given),
    python: pythonRunner(given),
  };
}

function runMode(given: GivenWords): RunMode | undefined {
  const word = lastValue(given, 'mode');
  return word === undefined ? undefined : oneOf<RunMode>('mode', word, ['speed', 'throughput']);
}

function allowsOutsideImages(given: GivenWords): boolean {
  return given.flags.has('allow-outside-images');
}

function hasImages(given: GivenWords): boolean {
  return !given.flags.has('no-images');
}

function pythonRunner(given: GivenWords): PythonRunnerName {
  return oneOf('python', lastValue(given, 'python') ?? 'sandbox', pythonRunnerNames);
}

function runFilter(given: GivenWords): RunFilter {
  return {
    ...emptyRunFilter,
    apis: valueList(given, 'api', 'model API') ?? [],
    models: valueList(given, 'model', 'model') ?? [],
    testTypes: valueList(given, 'test-type', 'test type') ?? [],
    verdicts: (valueList(given, 'verdict', 'verdict') ?? []).map((verdict) =>
      oneOf('verdict', verdict.replace('-', '_'), verdicts),
    ),
    kinds: (valueList(given, 'kind', 'kind') ?? []).map((kind) =>
      oneOf(
        'kind',
        kind.replace(/[-_]([a-z])/gi, (_, letter: string) => letter.toUpperCase()),
        testKinds,
      ),
    ),
    text: lastValue(given, 'text')?.trim() ?? '',
  };
}
