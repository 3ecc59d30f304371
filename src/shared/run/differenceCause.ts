// One thing that should be equal for all models, in words where it is not.

/** `temperature was 0 for a, b and 1 for c`; nothing where all are equal. */
export function differenceCause(what: string, values: readonly [model: string, value: string][]): string[] {
  if (new Set(values.map(([, value]) => value)).size < 2) return [];
  return [`${what} was ${groupsText(values, (value) => value)}`];
}

/** `0 for a, b and 1 for c`: the models of each value, values in the order they come. */
export function groupsText(
  values: readonly [model: string, value: string][],
  name: (value: string, at: number) => string,
): string {
  const groups = new Map<string, string[]>();
  for (const [model, value] of values) groups.set(value, [...(groups.get(value) ?? []), model]);
  return [...groups].map(([value, models], at) => `${name(value, at)} for ${models.join(', ')}`).join(' and ');
}
