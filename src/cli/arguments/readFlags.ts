// Sorts the words of a command line into flags with their values and the rest. Knows no command; throws `UsageError`.

import { parseArgs } from 'node:util';
import { nearestName } from '../../shared/text/nearestName';
import { UsageError } from './usageError';

/** `optional`: with `=VALUE` or without; the next word is never its value. */
export type FlagKinds = { readonly [flag: string]: 'string' | 'boolean' | 'optional' };

export interface GivenWords {
  /** The values of each flag that was given, in order; `''` for one without a value. */
  flags: Map<string, string[]>;
  positionals: string[];
}

/** Two names of one folder: where `run` writes to, and where the other commands look. */
const otherName: { readonly [flag: string]: string } = { out: 'runs', runs: 'out' };

/**
 * Reads flags by our own rules on node's tokens, because its strict mode neither suggests a flag nor says what a value was for.
 * `command` names the command in messages; null when none was given.
 */
export function readFlags(words: readonly string[], kinds: FlagKinds, command: string | null): GivenWords {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([flag, kind]) => {
      const type = kind === 'string' ? ('string' as const) : ('boolean' as const);
      return [flag, flag === 'help' ? { type, short: 'h' } : { type }];
    }),
  );
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  const flags = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (!kind) throw unknownFlag(token.name, token.rawName, kinds, command);
    if (kind === 'boolean' && token.value !== undefined) throw new UsageError(`--${token.name} takes no value.`);
    if (kind === 'string') {
      const isAnotherFlag = token.inlineValue === false && /^-{1,2}[a-z]/i.test(token.value);
      if (token.value === undefined || token.value === '' || isAnotherFlag)
        throw missingValue(token.name, isAnotherFlag ? token.value : undefined);
    }
    flags.set(token.name, [...(flags.get(token.name) ?? []), token.value ?? '']);
  }
  return { flags, positionals };
}

function unknownFlag(name: string, rawName: string, kinds: FlagKinds, command: string | null): UsageError {
  const known = Object.keys(kinds).map((flag) => `--${flag}`);
  const meant = Object.hasOwn(otherName, name) ? otherName[name] : undefined;
  if (meant !== undefined && Object.hasOwn(kinds, meant))
    return new UsageError(`There is no flag ${rawName}.`, `Did you mean --${meant}?`);
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
    next === undefined ? undefined : `If that is the value, write --${flag}=${next}`,
  );
}

/** `Did you mean X?`, or undefined when nothing known is like the word. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(word, known);
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}
