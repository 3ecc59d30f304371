// Compares JSON values deeply: the order of keys doesn't matter, the order of lists does.

/** The first difference, `$.items[2].price should be 3, but is 4`; undefined when both are the same. */
export function jsonDifference(expected: unknown, got: unknown, path = '$'): string | undefined {
  if (Array.isArray(expected) && Array.isArray(got)) {
    for (let index = 0; index < Math.min(expected.length, got.length); index++) {
      const difference = jsonDifference(expected[index], got[index], `${path}[${index}]`);
      if (difference) return difference;
    }
    return expected.length === got.length
      ? undefined
      : `${path} should have ${entries(expected.length)}, but has ${got.length}`;
  }
  if (isObject(expected) && isObject(got)) return objectDifference(expected, got, path);
  return Object.is(expected, got) || expected === got
    ? undefined
    : `${path} should be ${brief(expected)}, but is ${brief(got)}`;
}

function objectDifference(
  expected: { [key: string]: unknown },
  got: { [key: string]: unknown },
  path: string,
): string | undefined {
  for (const [key, value] of Object.entries(expected)) {
    const keyPath = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    if (!Object.hasOwn(got, key)) return `${keyPath} is missing`;
    const difference = jsonDifference(value, got[key], keyPath);
    if (difference) return difference;
  }
  const extra = Object.keys(got).find((key) => !Object.hasOwn(expected, key));
  return extra === undefined ? undefined : `${path} has a key ${JSON.stringify(extra)} that is not expected`;
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

function brief(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${entries(value.length)}`;
  if (isObject(value)) return `an object with ${Object.keys(value).length} keys`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
