// Finds Markdown code fences as models write them, which is looser than Markdown: mid-line, unclosed, closed behind code.

export interface CodeFence {
  /** Offsets of the whole fence, end exclusive. */
  start: number;
  end: number;
  /** First word after the opening, lower case; empty when there is none. */
  language: string;
  content: string;
  /** False for one that reaches to the end of the text. */
  isClosed: boolean;
}

/** The first fence that begins at or after `from`. Line ends must be `\n`. */
export function findFence(text: string, from: number): CodeFence | undefined {
  return scanFences(text, from).next().value ?? undefined;
}

export function findFences(text: string): CodeFence[] {
  return [...scanFences(text, 0)];
}

/** Keeps track of the line, so that a very long one is searched for its ends only once. */
function* scanFences(text: string, from: number): Generator<CodeFence, void> {
  const runPattern = /`{3,}|~{3,}/g;
  runPattern.lastIndex = from;
  let lineStart = 0;
  let lineEnd = -1;
  for (let run = runPattern.exec(text); run; run = runPattern.exec(text)) {
    const start = run.index;
    if (start > lineEnd) {
      lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
      const nextLine = text.indexOf('\n', start);
      lineEnd = nextLine < 0 ? text.length : nextLine;
    }
    const fence = fenceAt(text, start, run[0], lineStart, lineEnd);
    runPattern.lastIndex = fence?.end ?? start + run[0].length;
    if (fence) yield fence;
  }
}

function fenceAt(text: string, start: number, run: string, lineStart: number, lineEnd: number): CodeFence | undefined {
  const before = text.slice(lineStart, start);
  const startsLine = before.trim() === '';
  const info = text.slice(start + run.length, lineEnd);
  if (run.startsWith('~')) return startsLine ? blockAt(text, start, run, before.length, info, lineEnd) : undefined;
  const closing = info.indexOf(run);
  if (closing >= 0) {
    const inside = start + run.length;
    return {
      start,
      end: inside + closing + run.length,
      language: '',
      content: info.slice(0, closing).trim(),
      isClosed: true,
    };
  }
  // In the middle of a line only a bare fence or one with a language opens a block; other backticks are text.
  if (!startsLine && !/^[ \t]*[\w+#.-]*[ \t]*$/.test(info)) return undefined;
  return blockAt(text, start, run, startsLine ? before.length : 0, info, lineEnd);
}

function blockAt(
  text: string,
  start: number,
  run: string,
  indentWidth: number,
  info: string,
  lineEnd: number,
): CodeFence {
  const language = /[\w+#-]+/.exec(info)?.[0].toLowerCase() ?? '';
  const lines: string[] = [];
  let position = lineEnd + 1;
  /** Of the first line that would close it but for the words behind the mark. */
  let looseEnd: { end: number; lines: number } | undefined;
  while (position < text.length) {
    const nextLine = text.indexOf('\n', position);
    const end = nextLine < 0 ? text.length : nextLine;
    const line = text.slice(position, end);
    const code = beforeClosing(line, run);
    if (code !== undefined) {
      if (code.trim() !== '') lines.push(code);
      return { start, end, language, content: outdented(lines, indentWidth), isClosed: true };
    }
    const mark = closesBeforeWords(line, run);
    if (mark !== undefined) looseEnd ??= { end: position + mark, lines: lines.length };
    lines.push(line);
    position = end + 1;
  }
  if (looseEnd) {
    const content = outdented(lines.slice(0, looseEnd.lines), indentWidth);
    return { start, end: looseEnd.end, language, content, isClosed: true };
  }
  return { start, end: text.length, language, content: outdented(lines, indentWidth), isClosed: false };
}

/** What stands before the closing fence of this line, or undefined when the line doesn't close it. */
function beforeClosing(line: string, run: string): string | undefined {
  const trimmed = line.trimEnd();
  const character = run[0]!;
  let start = trimmed.length;
  while (trimmed[start - 1] === character) start--;
  if (trimmed.length - start < run.length) return undefined;
  const code = trimmed.slice(0, start);
  if (code.trim() === '') return code;
  // Behind code only backticks close, and not when they end an inline span of the same line.
  return character === '`' && !code.includes(run) ? code : undefined;
}

/** Where the mark ends in a line such as *``` This prints 10.*, undefined in any other; one word may be a language. */
function closesBeforeWords(line: string, run: string): number | undefined {
  const at = line.length - line.trimStart().length;
  if (!line.startsWith(run, at)) return undefined;
  const end = at + run.length;
  return /^[ \t]+[^\s`{]+[ \t]+[^\s`={]+/.test(line.slice(end, end + 200)) ? end : undefined;
}

function outdented(lines: readonly string[], width: number): string {
  const margin = new RegExp(`^[ \\t]{0,${width}}`);
  return lines
    .map((line) => line.replace(margin, ''))
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
