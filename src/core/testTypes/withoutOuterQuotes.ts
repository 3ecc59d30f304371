// Some models put a whole one-line program in quotes, `"print(5)"`; as Python that would do nothing at all.

/** Takes one pair of quotes off a single line that has no further quote of that kind in it. */
export function withoutOuterQuotes(program: string): string {
  return /^'([^'\n\\]+)'$/.exec(program)?.[1] ?? /^"([^"\n\\]+)"$/.exec(program)?.[1] ?? program;
}
