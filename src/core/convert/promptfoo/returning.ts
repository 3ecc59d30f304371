// The body of a function for code that is written as an expression.

/** Code of several lines is a body already. Of declarations with an expression behind them the expression is what is returned. */
export function returning(code: string): string {
  const text = code.trim();
  if (text.includes('\n')) return text;
  const plain = text.replace(/;+\s*$/, '');
  if (!/^(const|let|var)\s/.test(plain)) return `return ${plain};`;
  const end = endOfStatements(plain);
  return end < 0 ? plain : `${plain.slice(0, end + 1)} return ${plain.slice(end + 1).trim()};`;
}

/** Where the last semicolon is that stands in no text and in no brackets; -1 where there is none. */
function endOfStatements(code: string): number {
  let depth = 0;
  let last = -1;
  for (const { 0: part, index } of code.matchAll(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[([{]|[)\]}]|;/g,
  )) {
    if ('([{'.includes(part)) depth++;
    else if (')]}'.includes(part)) depth--;
    else if (part === ';' && depth === 0) last = index;
  }
  return last;
}
