import { convertTargets } from './convertTargets';
import { fileTargets } from './fileTargets';
import { messageTargets } from './messageTargets';
import { streamTargets } from './streamTargets';
import type { FuzzTarget } from './fuzzTarget';

/** All readers of what strangers write. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...fileTargets,
  ...convertTargets,
  ...messageTargets,
  ...streamTargets,
];
