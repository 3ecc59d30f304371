// A batch in the making: which tests are in it, and whether one more has room. Pure.

import { randomBytes } from 'node:crypto';
import { formatCount } from '../../shared/text/format';
import type { BatchLimits } from '../providers/batchService';

/** What is around all entries of a batch. */
const roomAround = 1000;
/** A comma or a line end. */
const betweenBytes = 2;

export class BatchChunk {
  /** Known before the batch is, because each request has it: of the same length in every batch. */
  readonly key = randomBytes(8).toString('hex');
  readonly tests: number[] = [];
  readonly entries: string[] = [];
  private bytes = roomAround;

  constructor(private readonly limits: BatchLimits) {}

  hasRoomFor(entry: string): boolean {
    return this.tests.length < this.limits.requests && this.bytes + bytesOf(entry) <= this.limits.bytes;
  }

  add(test: number, entry: string): void {
    this.tests.push(test);
    this.entries.push(entry);
    this.bytes += bytesOf(entry);
  }
}

/** Why a request is in no batch at all, one sentence; null for one that can be. */
export function tooGreat(entry: string, limits: BatchLimits): string | null {
  const most = limits.bytes - roomAround;
  const bytes = bytesOf(entry);
  if (bytes <= most) return null;
  return `the request has ${formatCount(bytes)} bytes, and its model API takes at most ${formatCount(most)} in a batch. Ask it in another mode, or with less text or smaller pictures.`;
}

function bytesOf(entry: string): number {
  return Buffer.byteLength(entry) + betweenBytes;
}
