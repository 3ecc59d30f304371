// What --help prints, made from the table of flags and the texts of the commands.

import { commandNames, type CommandName } from '../arguments/commandNames';
import type { Flag } from '../arguments/flag';
import { flagsOf } from '../arguments/flags';
import { commandTexts, runExitCodes, runReference } from './commandTexts';
import { wrapWords } from './fitText';

/** Columns: of a whole line, and of the flags before their meanings. */
const width = 80;
const flagWidth = 24;

/** The help of a command, or of the program. */
export function helpText(topic: CommandName | null): string {
  return topic === null ? generalHelp() : commandHelp(topic);
}

/** A line per command, aligned: how it is called, and what it does. */
export function commandList(): string[] {
  const rows: [call: string, summary: string][] = commandNames.map((name) => [
    `iso-speed-bench ${callOf(name)}`,
    commandTexts[name].summary,
  ]);
  rows.push(['iso-speed-bench help [COMMAND]', 'more about a command and its flags']);
  const longest = Math.max(...rows.map(([call]) => call.length));
  return [...rows.map(([call, summary]) => `${call.padEnd(longest)}  ${summary}`), 'iso-speed-bench --version'];
}

function generalHelp(): string {
  return `Iso Speed Bench: benchmark language and vision models, speed and correctness
together.

Usage:
${commandList()
  .map((line) => `  ${line}`)
  .join('\n')}

${runReference}

${runExitCodes}`;
}

function commandHelp(name: CommandName): string {
  const { about, notes } = commandTexts[name];
  const flags = flagsOf(name).flatMap((flag) => flagLines(flag, name));
  return `${about}\n\nUsage: iso-speed-bench ${callOf(name)} [flags]\n\n${flags.join('\n')}\n\n${notes}`;
}

function callOf(name: CommandName): string {
  return `${name} ${commandTexts[name].words}`.trimEnd();
}

/** A flag and its meaning beside it, or below it where it is too long for that. */
function flagLines(flag: Flag<unknown>, command: CommandName): string[] {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const head = `  ${short}--${flag.name}${flag.placeholder}`;
  const lines = wrapWords(plain(flagMeaning(flag, command)), width - flagWidth);
  const indented = lines.map((line) => `${' '.repeat(flagWidth)}${line}`);
  if (head.length + 2 > flagWidth) return [head, ...indented];
  return [head.padEnd(flagWidth) + lines[0], ...indented.slice(1)];
}

/** What a flag of a command means, with its default, as Markdown. */
export function flagMeaning({ help, writtenDefault }: Flag<unknown>, command: CommandName): string {
  return [help[command], ...(writtenDefault === undefined ? [] : [`Default: \`${writtenDefault}\`.`])].join(' ');
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}
