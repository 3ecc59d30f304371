// The words of a command that are no flags: files, runs, models.

import type { CommandName } from './commandNames';
import { flags } from './flags';
import type { GivenWords } from './flag';
import { UsageError } from './usageError';

export function noWords({ positionals }: GivenWords, command: CommandName, advice: string): void {
  if (positionals.length > 0)
    throw new UsageError(`${command} takes no words, but got ${positionals.join(', ')}.`, advice);
}

export function someWords({ positionals }: GivenWords, problem: string, advice: string): string[] {
  if (positionals.length === 0) throw new UsageError(problem, advice);
  return positionals;
}

/** `-` among them once at most. */
export function filesToValidate(given: GivenWords): string[] {
  const files = someWords(given, 'validate needs at least one file.', 'Write `iso-speed-bench validate FILE...`.');
  if (files.filter((file) => file === '-').length > 1)
    throw new UsageError('`-` stands twice, and the standard input can be read only once.', 'Write `-` once.');
  return files;
}

export function runReference(given: GivenWords, command: CommandName): string {
  return oneWord(given, command, 'a run: a path, an id or a part of one, or `latest`', 'RUN');
}

export function oneWord({ positionals }: GivenWords, command: CommandName, what: string, placeholder: string): string {
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

export function comparedRuns(given: GivenWords): string[] {
  const { positionals } = given;
  if (positionals.length < 2)
    throw new UsageError(
      `compare needs two runs or more, but got ${positionals.length === 0 ? 'none' : positionals[0]!}.`,
      'Write `iso-speed-bench compare BASE OTHER`; RUN#MODEL names one model of a run.',
    );
  if (flags.model.valueIn(given).length > 0 && positionals.some((word) => word.includes('#')))
    throw new UsageError('--model and RUN#MODEL are two ways to say the same.', 'Leave one of them out.');
  return positionals;
}
