// What of two runs could not be held against each other, a sentence each.

import type { RunComparison } from '../../shared/comparing/compareRuns';
import { counted } from '../../shared/text/counted';

/** Prompts or models that are named one by one. */
const mostNamed = 10;

/** `quoted` makes text of a file fit for where it stands. */
export function unpairedTexts(
  { pairing, onlyInBase, onlyInOther }: RunComparison,
  quoted: (text: string) => string,
): string[] {
  const named = (names: readonly string[]): string => {
    const more = names.length > mostNamed ? [`${names.length - mostNamed} more`] : [];
    return [...names.slice(0, mostNamed).map(quoted), ...more].join(', ');
  };
  const only = (what: string, names: readonly string[], where: string): string[] =>
    names.length === 0
      ? []
      : [`${counted(names.length, what)} ${names.length === 1 ? 'is' : 'are'} only in ${where}: ${named(names)}.`];
  const labels = (groups: typeof pairing.onlyInBase): string[] =>
    groups.map(({ number, label }) => `#${number} ${label}`);
  return [
    ...only('prompt', labels(pairing.onlyInBase), 'the baseline'),
    ...only('prompt', labels(pairing.onlyInOther), 'this run'),
    ...only('model', onlyInBase, 'the baseline'),
    ...only('model', onlyInOther, 'this run'),
    ...(pairing.by === 'hash'
      ? []
      : [
          'Some prompts are paired by place in the file and label: without hashes nobody can say if their texts are the same.',
        ]),
  ];
}
