// The kinds of tests without a verdict as people write them after a flag: `rate-limited`.

import { notRunWords } from '../../shared/words/notRun';
import { testKinds, type TestKind } from '../../shared/words/testKinds';

const dashed = (kind: TestKind): string => kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const named = (kinds: readonly TestKind[]): string => kinds.map((kind) => `\`${dashed(kind)}\``).join(', ');

export const errorKindNames = named(testKinds.filter((kind) => !Object.hasOwn(notRunWords, kind)));
export const notRunKindNames = named(testKinds.filter((kind) => Object.hasOwn(notRunWords, kind)));

/** Makes `rateLimited` of `rate-limited` and `rate_limited`. */
export function camelCased(kind: string): string {
  return kind.replace(/[-_]([a-z])/gi, (_, letter: string) => letter.toUpperCase());
}
