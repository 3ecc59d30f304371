import { fileTargets } from './fuzzFiles';
import { messageTargets } from './fuzzMessages';
import { streamTargets } from './fuzzStreams';
import type { FuzzTarget } from './fuzzTarget';

/** All readers of what strangers write. */
export const fuzzTargets: readonly FuzzTarget[] = [...fileTargets, ...messageTargets, ...streamTargets];
