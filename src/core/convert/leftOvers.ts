// Gathers what could not be carried over.

import { counted } from '../../shared/text/counted';
import type { LeftOver, Place } from './carried';

/** So many places of one and the same thing are named; the others are counted. */
const mostNamed = 20;

export class LeftOvers {
  private readonly byWords = new Map<string, { named: LeftOver[]; more: number }>();

  /** `why` is a sentence that says what to do. */
  add({ file, line, column }: Place, named: string, why: string): void {
    const what = named.trim() === '' ? 'an empty name' : named;
    const key = JSON.stringify([what, why]);
    const same = this.byWords.get(key) ?? { named: [], more: 0 };
    this.byWords.set(key, same);
    if (same.named.some((one) => one.file === file && one.line === line && one.column === column)) return;
    if (same.named.length < mostNamed) same.named.push({ file, line, column, what, why });
    else same.more++;
  }

  /** In the order of the files. */
  get all(): LeftOver[] {
    const all = [...this.byWords.values()].flatMap(({ named, more }) => {
      const last = named.at(-1)!;
      return more === 0 ? named : [...named, { ...last, what: `${last.what} (${counted(more, 'more place')})` }];
    });
    const files = [...new Set(all.map(({ file }) => file))];
    return all.sort(
      (one, other) =>
        files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line || one.column - other.column,
    );
  }
}
