// The adapters of batches as the list of model APIs has them, connected to servers of the tests, and a batch for them.

import type { BatchService, PlannedBatch } from '../../../../src/core/providers/batchService';
import { customIdOf } from '../../../../src/core/providers/batchService';
import { connectBatches } from '../../../../src/core/providers/connectBatches';
import { connectionFor } from '../../../../src/core/providers/connections';
import { findModelApi, modelApis } from '../../../../src/core/providers/modelApis';
import type { ModelRequest } from '../../../../src/core/providers/provider';
import type { Environment } from '../../../../src/core/providers/provider';

export function connectedBatches(id: string, environment: Environment): Promise<BatchService> {
  const api = findModelApi(modelApis(), id);
  return connectBatches(api.batches!.protocol, connectionFor(api, environment));
}

export function plannedBatch(changes: Partial<PlannedBatch> = {}): PlannedBatch {
  return {
    key: '0123456789abcdef',
    runId: 'run',
    batch: 1,
    model: 'm',
    plannedAt: new Date(),
    sentAt: null,
    count: 1,
    ...changes,
  };
}

/** The entries of a batch of such requests, the first test being 1. */
export function entriesOf(service: BatchService, batch: PlannedBatch, requests: readonly ModelRequest[]): string[] {
  return requests.map((request, position) => service.entryOf(request, customIdOf(batch, position + 1), batch.way).text);
}
