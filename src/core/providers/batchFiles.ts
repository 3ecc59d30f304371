// What OpenAI and those who imitate its batches have in common: a file of requests that is uploaded as a form, the mark by which a batch is found again,
// and the lines of its results.

import type { OpenAI } from 'openai';
import * as z from 'zod';
import { isMap } from '../../shared/text/isMap';
import type { CallTarget } from './apiFailure';
import { callJson } from './batchCalls';
import type { ItemOutcome, PlannedBatch } from './batchService';
import { builtRequest } from './postQuestion';
import { saidId, saidText } from './saidOfBatches';

export const batchFileSchema = z.looseObject({ id: saidId, filename: saidText });

/** The name of a batch's file: whoever has the key of the batch finds it by it. */
export function fileNameOf({ key }: PlannedBatch): string {
  return `iso-speed-bench-${key}.jsonl`;
}

const keyName = 'iso_speed_bench_key';

/** What goes with a batch, so that it is found where the answer to its submission was lost. */
export function marksOf({ runId, batch, key }: PlannedBatch): { [name: string]: string } {
  return {
    iso_speed_bench_run: runId.slice(0, 512),
    iso_speed_bench_batch: String(batch),
    [keyName]: key,
  };
}

export function isMarked(metadata: { [name: string]: unknown } | null | undefined, { key }: PlannedBatch): boolean {
  return metadata?.[keyName] === key;
}

/** Gives the id of the file. Throws `ProviderError`. */
export async function uploadBatchFile(
  client: OpenAI,
  target: CallTarget,
  entries: readonly string[],
  batch: PlannedBatch,
  signal: AbortSignal,
): Promise<string> {
  const boundary = `iso-speed-bench-${crypto.randomUUID()}`;
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const built = await client.buildRequest({ method: 'post', path: '/files', headers, body: new Uint8Array() });
  const part = (head: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(part('name="purpose"') + 'batch\r\n'),
    Buffer.from(part(`name="file"; filename="${fileNameOf(batch)}"\r\nContent-Type: application/jsonl`)),
    ...entries.map((entry) => Buffer.from(`${entry}\n`)),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return (await callJson({ built: builtRequest(built), body }, batchFileSchema, target, signal)).id;
}

/** One line of a file of results. */
export function itemOf({ response, error }: { [name: string]: unknown }): ItemOutcome {
  if (isMap(response) && response.body !== undefined && response.body !== null) {
    const { status_code: status, body } = response;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return { kind: 'answer', status: typeof status === 'number' ? status : 200, body: text };
  }
  const { code, message } = isMap(error) ? error : { code: undefined, message: undefined };
  const words = typeof message === 'string' && message !== '' ? message : String(code ?? 'it says nothing of why');
  return { kind: kindOf(String(code)), message: words };
}

function kindOf(code: string): Exclude<ItemOutcome['kind'], 'answer'> {
  if (/expired/i.test(code)) return 'batchExpired';
  return /cancel/i.test(code) ? 'batchCancelled' : 'batchFailed';
}
