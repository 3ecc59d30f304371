// Values as Python's `print` writes them, so that a map or list given as expectation can be compared with what a program prints.

/** `{'a': 1, 'b': [True, None, "it's"]}`. Numbers come from YAML, so `3.0` is written `3`. */
export function pythonLiteral(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, entry]) => `${quoted(key)}: ${pythonLiteral(entry)}`);
    return `{${pairs.join(', ')}}`;
  }
  return String(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
