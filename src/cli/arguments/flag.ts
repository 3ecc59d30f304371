// One flag of the program: its name, what it may be given, and for each command that has it what it means there.

import type { CommandName } from './commandNames';
import type { FlagKind } from './flagKinds';

/** A sentence or more of Markdown for each command that has the flag; `--help` shows it without the marks. */
type FlagHelp = { readonly [name in CommandName]?: string };

export interface Flag<Value> {
  /** The name, without its dashes. */
  readonly name: string;
  /** Of one letter, after one dash. */
  readonly short?: string;
  readonly takes: FlagKind<Value>['takes'];
  readonly placeholder: string;
  readonly writtenDefault?: string;
  readonly help: FlagHelp;
  /** More Markdown, for docs/cli.md only. */
  readonly more?: string;
  /** What was given, or what is meant when nothing was. Throws `UsageError`. */
  valueIn(given: GivenWords): Value;
}

export function flag<Value, Absent>(
  name: string,
  kind: FlagKind<Value, Absent>,
  help: FlagHelp,
  { more, short }: { more?: string; short?: string } = {},
): Flag<Value | Absent> {
  const { takes, placeholder, writtenDefault } = kind;
  return {
    name,
    short,
    takes,
    placeholder,
    writtenDefault,
    help,
    more,
    valueIn: ({ flags }) => {
      const values = flags.get(name);
      return values === undefined ? kind.absent : kind.read(name, values);
    },
  };
}

/** The same help for several commands. */
export function inEach(commands: readonly CommandName[], text: string): FlagHelp {
  return Object.fromEntries(commands.map((command) => [command, text]));
}

export interface GivenWords {
  /** The values of each flag that was given, in order; `''` for one without a value. */
  flags: Map<string, string[]>;
  positionals: string[];
}
