// `1 test`, `2 tests`, `1,204 tests`: a count with its noun.

import { formatCount } from './format';

export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
