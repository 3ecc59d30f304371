// Turns the words of the command line into a command, or throws `UsageError`. Pure: it never looks at a file.

import { emptyRunFilter, type RunFilter } from '../shared/runFilter';
import type { Verdict } from '../shared/verdict';
import { commandNames, type Command, type CommandName, type PythonRunnerName, type RunOptions } from './commands';
import { lastValue, oneOf, percentage, positiveInteger, valueList } from './flagValues';
import { readFlags, suggestion, type FlagKinds, type GivenWords } from './readFlags';
import { UsageError } from './usageError';

const ofEvery: FlagKinds = { help: 'boolean', version: 'boolean' };
const json: FlagKinds = { json: 'boolean' };
const runs: FlagKinds = { runs: 'string' };
const filters: FlagKinds = { api: 'string', model: 'string', 'test-type': 'string', verdict: 'string', text: 'string' };
const execution: FlagKinds = {
  concurrency: 'string',
  'env-file': 'string',
  ...json,
  'fail-under': 'string',
  'allow-errors': 'boolean',
  'no-images': 'boolean',
  python: 'string',
};

const flagsOf: { readonly [name in CommandName]: FlagKinds } = {
  run: { ...ofEvery, models: 'string', limit: 'string', out: 'string', ...execution },
  validate: { ...ofEvery, ...json },
  list: { ...ofEvery, ...filters, ...runs, ...json },
  show: { ...ofEvery, ...filters, test: 'string', ...runs, ...json },
  resume: { ...ofEvery, 'retry-errors': 'boolean', ...execution, ...runs },
  rescore: { ...ofEvery, ...json, 'no-images': 'boolean', python: 'string', ...runs },
  import: { ...ofEvery, ...runs, ...json },
  open: { ...ofEvery, print: 'boolean', ...runs },
};

const pythonRunnerNames: readonly PythonRunnerName[] = ['sandbox', 'python3', 'uv'];
const verdicts: readonly Verdict[] = ['correct', 'incorrect', 'error', 'not_run'];

/** Where runs are made and looked for when nothing else is said, below the current folder. */
export const defaultRunsFolder = 'runs';

/** The command that the words after the program's name ask for. */
export function parseArguments(words: readonly string[]): Command {
  const first = words[0];
  if (first === undefined) throw new UsageError('No command was given.', 'Write `iso-speed-bench run FILE` or see --help.');
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
  throw new UsageError(`There is no command "${word}".`, suggestion(word, commandNames) ?? `The commands are ${commandNames.join(', ')}.`);
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
        ...runOptions(given),
      };
    case 'validate':
      if (given.positionals.length === 0) throw new UsageError('validate needs at least one file.', 'Write `iso-speed-bench validate FILE...`.');
      return { kind: 'validate', files: given.positionals, isJson };
    case 'list':
      if (given.positionals.length > 0) {
        throw new UsageError(`list takes no words, but got ${given.positionals.join(', ')}.`, 'To find text write --text TEXT, to list another folder --runs DIR.');
      }
      return { kind: 'list', filter: runFilter(given), ...where, isJson };
    case 'show':
      return { kind: 'show', run: runReference(given, name), filter: runFilter(given), test: positiveInteger(given, 'test'), ...where, isJson };
    case 'resume':
      return { kind: 'resume', run: runReference(given, name), retriesErrors: given.flags.has('retry-errors'), ...where, ...runOptions(given) };
    case 'rescore':
      return { kind: 'rescore', run: runReference(given, name), ...where, isJson, python: pythonRunner(given), hasImages: hasImages(given) };
    case 'import':
      return { kind: 'import', file: oneWord(given, 'import', 'the report file', 'REPORT.json'), ...where, isJson };
    case 'open':
      return { kind: 'open', run: runReference(given, name), onlyPrints: given.flags.has('print'), ...where };
  }
}

function runReference(given: GivenWords, command: CommandName): string {
  return oneWord(given, command, 'a run: a path, an id or a part of one, or `latest`', 'RUN');
}

function oneWord({ positionals }: GivenWords, command: CommandName, what: string, placeholder: string): string {
  const [word, ...more] = positionals;
  if (word === undefined || word === '') throw new UsageError(`${command} needs ${what}.`, `Write \`iso-speed-bench ${command} ${placeholder}\`.`);
  if (more.length > 0) {
    const noun = placeholder === 'RUN' ? 'run' : 'file';
    throw new UsageError(`${command} takes one ${noun}, but got ${positionals.length}: ${positionals.join(', ')}.`, 'Quote a name that has spaces.');
  }
  return word;
}

function runOptions(given: GivenWords): RunOptions {
  return {
    concurrency: positiveInteger(given, 'concurrency'),
    envFile: lastValue(given, 'env-file'),
    isJson: given.flags.has('json'),
    failUnder: percentage(given, 'fail-under'),
    allowsErrors: given.flags.has('allow-errors'),
    hasImages: hasImages(given),
    python: pythonRunner(given),
  };
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
    verdicts: (valueList(given, 'verdict', 'verdict') ?? []).map((verdict) => oneOf('verdict', verdict.replace('-', '_'), verdicts)),
    text: lastValue(given, 'text')?.trim() ?? '',
  };
}
