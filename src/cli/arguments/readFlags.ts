// Sorts the words of a command line into flags with their values and the rest; throws `UsageError`.

import { shellWord } from '../../shared/text/shellWord';
import { parseArgs } from 'node:util';
import type { Flag } from './flag';
import { suggestion } from './suggestion';
import { UsageError } from './usageError';
import type { GivenWords } from './flag';

/** Two names of one folder: where `run` writes to, and where the other commands look. */
const otherName: { readonly [flag: string]: string } = { out: 'runs', runs: 'out' };

/**
 * Reads flags by our own rules on node's tokens, because its strict mode neither suggests a flag nor says what a value was for.
 * `command` names the command in messages; null when none was given.
 */
export function readFlags(
  words: readonly string[],
  known: readonly Flag<unknown>[],
  command: string | null,
): GivenWords {
  const byName = new Map(known.map((flag) => [flag.name, flag]));
  const options = Object.fromEntries(
    known.map(({ name, takes, short }) => {
      const type = takes === 'value' ? ('string' as const) : ('boolean' as const);
      return [name, short === undefined ? { type } : { type, short }];
    }),
  );
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const takes = byName.get(token.name)?.takes;
    if (!takes) throw unknownFlag(token.name, token.rawName, [...byName.keys()], command);
    if (takes === 'nothing' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value.`);
    if (takes === 'value') {
      const isAnotherFlag = token.inlineValue === false && /^-{1,2}[a-z]/i.test(token.value);
      if (token.value === undefined || token.value === '' || isAnotherFlag)
        throw missingValue(token.name, isAnotherFlag ? token.value : undefined);
    }
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? '']);
  }
  return { flags, positionals };
}

function unknownFlag(name: string, rawName: string, names: readonly string[], command: string | null): UsageError {
  const meant = Object.hasOwn(otherName, name) ? otherName[name] : undefined;
  if (meant !== undefined && names.includes(meant))
    return new UsageError(`There is no flag ${rawName}.`, `Did you mean --${meant}?`);
  const known = names.map((flag) => `--${flag}`);
  const place = command ? ` of ${command}` : '';
  return new UsageError(
    `There is no flag ${rawName}.`,
    suggestion(rawName, known) ?? `The flags${place} are ${known.join(', ')}.`,
  );
}

function missingValue(flag: string, next: string | undefined): UsageError {
  const found = next === undefined ? '' : `, but the next word is ${next}`;
  return new UsageError(
    `--${flag} needs a value${found}.`,
    next === undefined ? undefined : `If that is the value, write ${shellWord(`--${flag}=${next}`)}`,
  );
}
