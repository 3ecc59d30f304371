// The adapter for an API's batches. Apart from the list of model APIs, so that the asking thread, which needs none, loads none.

import { assertNever } from '../../shared/text/assertNever';
import { connectAnthropicBatches } from './connectAnthropicBatches';
import { connectGeminiBatches } from './connectGeminiBatches';
import { connectMistralBatches } from './connectMistralBatches';
import type { BatchProtocol, BatchService } from './batchService';
import { connectOpenAiBatches } from './connectOpenAiBatches';
import type { Connection } from './provider';

/** Throws `ProviderError` where the API can't be spoken to: no key, say. */
export function connectBatches(protocol: BatchProtocol, connection: Connection): Promise<BatchService> {
  switch (protocol.name) {
    case 'openai':
      return connectOpenAiBatches(protocol, connection);
    case 'mistral':
      return connectMistralBatches(protocol, connection);
    case 'gemini':
      return connectGeminiBatches(protocol, connection);
    case 'anthropic':
      return connectAnthropicBatches(connection);
    default:
      return assertNever(protocol);
  }
}
