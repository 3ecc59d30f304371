// The pieces that a transcript for people is written with: Markdown in which nothing that a model or a file says can act as markup.

export function labelled(label: string, text: string, language = ''): string {
  return `${label}:${text === '' ? ' empty' : `\n\n${fenced(text, language)}`}`;
}

/** A fence longer than any run of backticks inside, which nothing inside can end. */
export function fenced(text: string, language = ''): string {
  if (text === '') return 'Empty.';
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language === '' ? 'text' : language}\n${text}\n${fence}`;
}

/** Text on a line of a table or a paragraph as code; one line, never ended by what is inside. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  if (line === '') return '';
  const ticks = '`'.repeat(longestRun(line) + 1);
  return /^`|`$/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** Text on a line, in which nothing is markup. */
export function inline(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|!~&]/g, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/[\s\u0085]+/g, ' ').trim();
}

export function shortened(text: string): string {
  const line = oneLine(text.slice(0, 1000));
  return line.length <= 80 ? line : `${[...line].slice(0, 79).join('')}…`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** `cells` are Markdown already. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
