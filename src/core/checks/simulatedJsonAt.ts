// JSON that has given values at simple JSON paths: what a simulated model answers to checks that look at values.

type Built = string | number | boolean | null | Built[] | { [key: string]: Built };

/** `base` is JSON that the values are put into. Names and places in lists; `[*]` is the first place. What a path says beyond that (filters, slices, `..`) is passed over. */
export function simulatedJsonAt(values: readonly { path: string; text: string }[], base = '{}'): string {
  let built = valueOf(base);
  for (const { path, text } of values) built = put(built, stepsOf(path), valueOf(text));
  return JSON.stringify(built);
}

function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.([\p{L}_][\p{L}\p{N}_]*)|\[(?:'([^']*)'|"([^"]*)"|(\d+)|\*)\]/gu)].map(
    ([, name, single, double, index]) => name ?? single ?? double ?? Number(index ?? 0),
  );
}

function put(into: Built, [step, ...rest]: readonly (string | number)[], value: Built): Built {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const object = typeof into === 'object' && into !== null && !Array.isArray(into) ? into : {};
    return { ...object, [step]: put(object[step] ?? {}, rest, value) };
  }
  const list = Array.isArray(into) ? [...into] : [];
  for (let index = list.length; index <= step; index++) list.push({});
  list[step] = put(list[step] ?? {}, rest, value);
  return list;
}

function valueOf(text: string): Built {
  try {
    return JSON.parse(text) as Built;
  } catch {
    return text;
  }
}
