// Finds the tests of which nothing can be read any more, though their events say that they ended: a disk lost it, or somebody removed it.

import type { RunState } from '../../shared/run/runState';
import { counted } from '../../shared/text/counted';
import { endedTests, TestReader, type TestAt } from './readTest';

/** Tests looked at at once. */
const readAhead = 16;

interface UnreadableTest {
  test: TestAt;
  /** For people: which test, and what is wrong. */
  reason: string;
}

/** Reads every ended test of a run: what it costs is small beside asking one again. */
export async function unreadableTests(runDirectory: string, state: RunState): Promise<UnreadableTest[]> {
  const unreadable: UnreadableTest[] = [];
  const reader = new TestReader(runDirectory, state);
  const look = async (test: TestAt): Promise<void> => {
    await reader.read(test).catch((error: unknown) => {
      unreadable.push({ test, reason: error instanceof Error ? error.message : String(error) });
    });
  };
  try {
    const tests = endedTests(state.models);
    for (let start = 0; start < tests.length; start += readAhead)
      await Promise.all(tests.slice(start, start + readAhead).map(look));
  } finally {
    await reader.close();
  }
  return unreadable;
}

/** The first reason and the number of the others, as sentences; however many there are, they fit on a screen. */
export function firstAndRest(reasons: readonly string[]): string {
  const rest = reasons.length === 1 ? '' : ` So it is with ${counted(reasons.length - 1, 'more test')}.`;
  return `${reasons[0]}${rest}`;
}
