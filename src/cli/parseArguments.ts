// Turns the words of the command line into a command, or throws `UsageError`. Pure: it never looks at a file.

import { parseArgs } from 'node:util';
import { nearestName } from '../core/benchmark/nearestName';
import { UsageError } from './usageError';

export type PythonRunnerName = 'sandbox' | 'python3' | 'uv';

export interface RunCommand {
  kind: 'run';
  file: string;
  /** As written after `--models`, not checked against the file yet; absent for all. */
  models?: string[];
  limit?: number;
  out: string;
  /** Requests in flight at once for model APIs that are not local; absent for their defaults. */
  concurrency?: number;
  envFile?: string;
  isJson: boolean;
  /** 0-100. */
  failUnder?: number;
  allowsErrors: boolean;
  python: PythonRunnerName;
}

export interface ValidateCommand {
  kind: 'validate';
  files: string[];
  isJson: boolean;
}

export interface HelpCommand {
  kind: 'help';
  topic: CommandName | null;
}

export type Command = RunCommand | ValidateCommand | HelpCommand | { kind: 'version' };

export const commandNames = ['run', 'validate'] as const;
export type CommandName = (typeof commandNames)[number];

type FlagKinds = { readonly [flag: string]: 'string' | 'boolean' };

const flagsOfEvery: FlagKinds = { help: 'boolean', version: 'boolean' };
const flagsOf: { readonly [name in CommandName]: FlagKinds } = {
  run: {
    ...flagsOfEvery,
    models: 'string',
    limit: 'string',
    out: 'string',
    concurrency: 'string',
    'env-file': 'string',
    json: 'boolean',
    'fail-under': 'string',
    'allow-errors': 'boolean',
    python: 'string',
  },
  validate: { ...flagsOfEvery, json: 'boolean' },
};

const pythonRunnerNames: readonly PythonRunnerName[] = ['sandbox', 'python3', 'uv'];

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
  return name === 'run' ? runCommand(given) : validateCommand(given);
}

function parseWithoutCommand(words: readonly string[]): Command {
  // Flags of a command before the command are a slip worth a hint of its own.
  const given = readFlags(words, { ...flagsOf.run, ...flagsOf.validate }, null);
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
  throw new UsageError(`There is no command "${word}".`, suggestion(word, commandNames) ?? `The commands are ${commandNames.join(' and ')}.`);
}

interface GivenWords {
  flags: Map<string, string[]>;
  positionals: string[];
}

/** Reads flags by our own rules on node's tokens, because its strict mode neither suggests a flag nor says what a value was for. */
function readFlags(words: readonly string[], kinds: FlagKinds, command: CommandName | null): GivenWords {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([flag, type]) => [flag, flag === 'help' ? { type, short: 'h' } : { type }]),
  );
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = kinds[token.name];
    if (!kind) {
      const known = Object.keys(kinds).map((flag) => `--${flag}`);
      const place = command ? ` of ${command}` : '';
      const hint = suggestion(token.rawName, known) ?? `The flags${place} are ${known.join(', ')}.`;
      throw new UsageError(`There is no flag ${token.rawName}.`, hint);
    }
    if (kind === 'boolean' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value.`);
    if (kind === 'string') {
      const isAnotherFlag = token.inlineValue === false && /^-{1,2}[a-z]/i.test(token.value);
      if (token.value === undefined || token.value === '' || isAnotherFlag) throw missingValue(token.name, isAnotherFlag ? token.value : undefined);
    }
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? '']);
  }
  return { flags, positionals };
}

function missingValue(flag: string, next: string | undefined): UsageError {
  const found = next === undefined ? '' : `, but the next word is ${next}`;
  return new UsageError(`--${flag} needs a value${found}.`, next === undefined ? undefined : `If that is the value, write --${flag}=${next}`);
}

function runCommand({ flags, positionals }: GivenWords): RunCommand {
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('run needs the benchmark file.', 'Write `iso-speed-bench run FILE`.');
  if (more.length > 0) throw new UsageError(`run takes one file, but got ${positionals.length}: ${positionals.join(', ')}.`, 'Quote a name that has spaces.');
  const last = (flag: string): string | undefined => flags.get(flag)?.at(-1);
  const python = last('python') ?? 'sandbox';
  const runner = pythonRunnerNames.find((name) => name === python);
  if (!runner) throw new UsageError(`--python must be ${pythonRunnerNames.join(', ')}, not "${python}".`, suggestion(python, pythonRunnerNames));
  return {
    kind: 'run',
    file,
    models: modelList(flags.get('models')),
    limit: positiveInteger('limit', last('limit')),
    out: last('out') ?? 'runs',
    concurrency: positiveInteger('concurrency', last('concurrency')),
    envFile: last('env-file'),
    isJson: flags.has('json'),
    failUnder: percentage('fail-under', last('fail-under')),
    allowsErrors: flags.has('allow-errors'),
    python: runner,
  };
}

function validateCommand({ flags, positionals }: GivenWords): ValidateCommand {
  if (positionals.length === 0) throw new UsageError('validate needs at least one file.', 'Write `iso-speed-bench validate FILE...`.');
  return { kind: 'validate', files: positionals, isJson: flags.has('json') };
}

function modelList(values: string[] | undefined): string[] | undefined {
  if (!values) return undefined;
  const models = values.join(',').split(',').map((model) => model.trim()).filter((model) => model !== '');
  if (models.length === 0) throw new UsageError('--models names no model.', 'Write model strings as in the file, with commas between them.');
  return models;
}

function positiveInteger(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(`--${flag} must be a whole number from 1, not "${text}".`);
  }
  return value;
}

function percentage(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = text.endsWith('%') ? text.slice(0, -1) : text;
  const value = Number(digits);
  if (!/^\d+(\.\d+)?$/.test(digits) || value > 100) throw new UsageError(`--${flag} must be a percentage from 0 to 100, not "${text}".`);
  return value;
}

function suggestion(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(word, known);
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}
