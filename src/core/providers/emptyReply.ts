// What is known of a reply before its first chunk: nothing. Adapters fill it in as the stream tells.

import type { ModelReply } from './provider';

export function emptyReply(): ModelReply {
  return {
    finishReason: null,
    stoppedBy: 'none',
    tokens: { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    serverTimings: null,
    id: null,
    model: null,
    reportedCostUsd: null,
  };
}
