// The parts of docs/cli.md that are made from the tables of flags and commands: what stands between `<!-- made: NAME -->` and `<!-- end -->`.

import { commandNames, type CommandName } from '../src/cli/arguments/commandNames';
import type { Flag } from '../src/cli/arguments/flag';
import { flagsOf } from '../src/cli/arguments/flags';
import { commandList, flagMeaning } from '../src/cli/text/helpText';

const part = /<!-- made: (.*) -->\n[^]*?<!-- end -->/g;

/** The same page with its made parts written anew. Throws for a part that nothing makes, and when a command has no table. */
export function withMadeParts(page: string): string {
  const found: string[] = [];
  const written = page.replace(part, (_, name: string) => {
    found.push(name);
    return `<!-- made: ${name} -->\n\n${madePart(name)}\n\n<!-- end -->`;
  });
  const lacking = ['commands', ...commandNames].filter((name) => !found.includes(name));
  if (lacking.length > 0) throw new Error(`docs/cli.md has no part "<!-- made: ${lacking.join(', ')} -->".`);
  return written;
}

function madePart(name: string): string {
  if (name === 'commands') return ['```', ...commandList(), '```'].join('\n');
  const command = commandNames.find((one) => one === name);
  if (!command) throw new Error(`Nothing makes the part "${name}" of docs/cli.md.`);
  return flagTable(command);
}

/** A row per flag; those that mean the same as in a command above have one row in common. */
function flagTable(command: CommandName): string {
  const rows: string[] = [];
  const alike = new Map<CommandName, string[]>();
  for (const flag of ownFlags(command)) {
    const first = commandNames.find((name) => meansTheSame(flag, name, command))!;
    if (first === command) rows.push(`| ${callOf(flag)} | ${meaningOf(flag, command)} |`);
    else alike.set(first, [...(alike.get(first) ?? []), callOf(flag)]);
  }
  for (const [first, calls] of alike) rows.push(`| ${calls.join(', ')} | As for \`${first}\`. |`);
  return ['| flag | meaning |', '| --- | --- |', ...rows].join('\n');
}

/** Without `--help` and `--version`, which every command has. */
function ownFlags(command: CommandName): Flag<unknown>[] {
  return flagsOf(command).filter(({ help }) => commandNames.some((name) => help[name] === undefined));
}

function meansTheSame(flag: Flag<unknown>, one: CommandName, other: CommandName): boolean {
  return flag.help[one] === flag.help[other];
}

function callOf({ name, placeholder }: Flag<unknown>): string {
  return `\`--${name}${placeholder}\``;
}

/** What docs/cli.md says more of a flag stands where the flag is told of first. */
function meaningOf(flag: Flag<unknown>, command: CommandName): string {
  const isFirst = commandNames.find((name) => flag.help[name] !== undefined) === command;
  return [flagMeaning(flag, command), ...(isFirst && flag.more !== undefined ? [flag.more] : [])].join(' ');
}
