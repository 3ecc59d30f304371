// Finds the commands that documents tell a reader to write, and says what is wrong with one: a script that is not there, a flag that the
// program does not have, a file that nobody made.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandNames } from '../../../src/cli/arguments/commandNames';
import { allFlags } from '../../../src/cli/arguments/flags';
import { parseArguments } from '../../../src/cli/arguments/parseArguments';
import { UsageError } from '../../../src/cli/arguments/usageError';

/** What a document puts in place of something of the reader's, and one such thing. */
const standIns: { readonly [word: string]: string } = {
  FILE: 'my.yaml',
  RUN: 'latest',
  BASE: 'latest',
  OTHER: 'latest',
  A: 'latest',
  B: 'latest',
  BENCHMARK: 'my.yaml',
  MODEL: 'openai~gpt-4o',
  M: 'openai~gpt-4o',
  N: '1',
  USD: '1',
  PERCENT: '90',
  DIR: 'runs',
  COMMAND: 'run',
  ARGUMENTS: 'list',
};

const starts = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|iso-speed-bench) \S/;
const ofTheProgram = new RegExp(`^(?:${commandNames.join('|')}) \\S`);

/** The commands of a Markdown page, as written; in a page `about` the program also those without its name: `show RUN`. */
export function commandsIn(page: string, about: 'program' | 'project'): string[] {
  const fences = /^ *```(.*)\n([^]*?)^ *```/gm;
  const lines = [...page.matchAll(fences)].flatMap(([, , text]) => text!.split('\n'));
  const spans = [...page.replace(fences, '').matchAll(/`([^`]+)`/g)].map(([, text]) => text!.replace(/\s+/g, ' '));
  const isCommand = (text: string): boolean => starts.test(text);
  return [
    ...lines.map((line) => line.replace(/\s+#\s.*|\s{2,}\S.*/, '')).filter(isCommand),
    ...spans
      .filter((text) => isCommand(text) || (about === 'program' && ofTheProgram.test(text)))
      .map((text) => (isCommand(text) ? text : `iso-speed-bench ${text}`)),
  ].flatMap((line) => line.split(' && ').map((command) => command.trim()));
}

/** What the program would be called with; null for a command that is not the program's. */
export function programArguments(command: string): string[] | null {
  const words = wordsOf(command);
  if (words[0] === 'iso-speed-bench') return words.slice(1);
  const isBench = words.slice(0, 3).join(' ') === 'npm run bench';
  return isBench && words[3] === '--' ? words.slice(4) : null;
}

/** What is wrong with a command, or undefined. */
export function problemOf(command: string, project: string): string | undefined {
  const given = programArguments(command);
  if (given) return problemOfArguments(given) ?? problemOfFiles(given, project);
  const words = wordsOf(command).filter((word) => !/^[A-Z_]+=/.test(word));
  if (words[0] === 'npm') return problemOfNpm(words.slice(1), project);
  return problemOfFiles(words, project) ?? problemOfScript(words, project);
}

function wordsOf(command: string): string[] {
  const words = command.match(/"[^"]*"|\S+/g) ?? [];
  return words
    .map((word) => word.replace(/^\[|\]$|^"|"$/g, '').replace(/\.\.\.$/, ''))
    .map((word) => (Object.hasOwn(standIns, word) ? standIns[word]! : word));
}

function problemOfArguments(words: readonly string[]): string | undefined {
  try {
    parseArguments(words);
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // A mention of a flag of a command need not name the file or the run as well.
    const isMention = words.slice(1).every((word) => allFlags.some(({ name }) => word === `--${name}`));
    return isMention && / needs | two runs or more/.test(error.message) ? undefined : error.message;
  }
}

/** A word with a slash is a file of ours, but not `3/16`; one without is the reader's own. Of a pattern its folder is looked for. */
function problemOfFiles(words: readonly string[], project: string): string | undefined {
  const paths = words.filter((word) => /^[\w.]+\/\S+$/.test(word) && !/^\d+\/\d+$/.test(word));
  const lacking = paths.find((path) => !existsSync(join(project, path.includes('*') ? dirname(path) : path)));
  return lacking === undefined ? undefined : `There is no file ${lacking}.`;
}

function problemOfNpm(words: readonly string[], project: string): string | undefined {
  // What is installed the reader has made before.
  if (words[0] === 'ci' || words[0] === 'install') return undefined;
  const name = words[0] === 'run' ? words[1]! : words[0]!;
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    scripts: { [name: string]: string };
  };
  const script = scripts[name];
  if (script === undefined) return `There is no npm script ${name}.`;
  return problemOfFiles(script.split(' '), project);
}

/** Of `node FILE --flag`: the flag is one that the file reads. */
function problemOfScript(words: readonly string[], project: string): string | undefined {
  const at = words.findIndex((word) => word.startsWith('scripts/'));
  if (at < 0) return undefined;
  const source = readFileSync(join(project, words[at]!), 'utf8');
  const unread = words.slice(at + 1).find((word) => word.startsWith('--') && !source.includes(word));
  return unread === undefined ? undefined : `${words[at]!} reads no ${unread}.`;
}
