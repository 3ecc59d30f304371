// Reads `events.jsonl` back, and puts a file right that a killed process left with half a line.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { RunEvent, RunStarted } from '../../shared/run/events';
import { mostTests } from '../benchmark/limits';
import { refuseNewer } from '../files/parseRecord';
import { eventSchema } from './runSchemas';
import { upgradeRecord, versionOf } from './upgrade/upgradeRecord';

/**
 * Calls back with every event, in order, and returns how many lines could not be read: half-written, or not what the format says.
 * Throws when the file can't be read, and for a newer format; `where` names the run for people.
 */
export async function readEvents(path: string, where: string, onEvent: (event: RunEvent) => void): Promise<number> {
  const reader = new EventReader(where);
  let badLines = 0;
  let hasStarted = false;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line === '') continue;
    const event = reader.read(line);
    // A run starts once; a second start would make its grid anew.
    if (!event || (event.type === 'runStarted' && hasStarted)) {
      badLines++;
      continue;
    }
    if (event.type === 'runStarted') {
      hasStarted = true;
      refuseHugeRun(event, where);
    }
    onEvent(event);
  }
  return badLines;
}

/** A few bytes of names can claim more tests than any machine holds. */
function refuseHugeRun({ models, prompts }: RunStarted, where: string): void {
  const tests = models.length * prompts.length;
  if (tests <= mostTests) return;
  const count = (value: number): string => value.toLocaleString('en');
  throw new Error(
    `${where} claims ${count(models.length)} models x ${count(prompts.length)} prompts = ${count(tests)} tests; a run of more than ${count(mostTests)} is not opened.`,
  );
}

/**
 * Makes the file end with a whole line, so that more can be appended: a last line that is JSON only lacks its end and gets it,
 * anything else is cut off. Returns the number of bytes dropped. Only for who holds the run's lock.
 */
export async function repairEvents(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const tail = await lastLine(file, size);
    if (tail.length === 0) return 0;
    if (isJson(tail.toString('utf8'))) {
      await file.write('\n', size);
      return 0;
    }
    await file.truncate(size - tail.length);
    return tail.length;
  } finally {
    await file.close();
  }
}

const pieceLength = 64 * 1024;

/** What follows the last line end; empty for a file that ends as it should. */
async function lastLine(file: Awaited<ReturnType<typeof open>>, size: number): Promise<Buffer> {
  let tail = Buffer.alloc(0);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - pieceLength);
    const piece = Buffer.alloc(end - start);
    await file.read(piece, 0, piece.length, start);
    const lineEnd = piece.lastIndexOf(0x0a);
    tail = Buffer.concat([piece.subarray(lineEnd + 1), tail]);
    if (lineEnd >= 0) break;
    end = start;
  }
  return tail;
}

/** Reads the lines of one file, in order: an event has the format that the last line before it that names one says. */
class EventReader {
  private version: number | null = null;

  /** `where` names the run for people. */
  constructor(private readonly where: string) {}

  /** Absent for what is no event. Throws for a newer format. */
  read(line: string): RunEvent | undefined {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      // Half a line is what a killed run leaves; the caller counts it and says so.
      return undefined;
    }
    refuseNewer(json, this.where);
    this.version = versionOf(json) ?? this.version;
    const parsed = eventSchema.safeParse(upgradeRecord('event', json, this.version));
    return parsed.success ? parsed.data : undefined;
  }
}

/** No part of an object is JSON, so what is was written whole. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
