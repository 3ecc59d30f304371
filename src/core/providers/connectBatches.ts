// The adapter for an API's batches. Apart from the list of model APIs, so that the asking thread, which needs none, loads none.

import { connectAnthropicBatches } from './connectAnthropicBatches';
import type { BatchProtocol, BatchService } from './batchService';
import { connectOpenAiBatches } from './connectOpenAiBatches';
import type { Connection } from './provider';

/** Throws `ProviderError` where the API can't be spoken to: no key, say. */
export function connectBatches(protocol: BatchProtocol, connection: Connection): Promise<BatchService> {
  return protocol.name === 'openai' ? connectOpenAiBatches(protocol, connection) : connectAnthropicBatches(connection);
}
