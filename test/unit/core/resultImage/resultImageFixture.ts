// What the tests of result images share: a result with good defaults, a painter on the built fonts, and a reader of the PNGs it makes.

import { inflateSync } from 'node:zlib';
import { resolve } from 'node:path';
import type { TestResult } from '../../../../src/shared/results/testResult';
import { aTest, aTimings } from '../../../builders';

export const distDirectory = resolve('dist');

export function exampleResult(changes: Partial<TestResult> = {}): TestResult {
  return aTest({
    runId: '2026-11-21_17-45-03_simple-math',
    index: 7,
    testType: 'python_print_execution_with_num_output',
    startedAt: '2026-11-21T17:45:09.120+01:00',
    prompt: 'Write one Python expression for the task and nothing else.\nTask: add 5 and 5',
    response: '```python\nprint(5 + 5)\n```',
    reasoning: '',
    expected: '10',
    got: '10.0',
    timings: aTimings({ ttft: 212, ttfa: 212, tpot: 12.3, evaluation: 4 }),
    ...changes,
  });
}

export interface DecodedPng {
  width: number;
  height: number;
  /** `#rrggbb` of a pixel. */
  colorAt(x: number, y: number): string;
}

/** Reads the PNGs with a palette that result images are. Throws for any other. */
export function decodeIndexedPng(png: Buffer): DecodedPng {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const header = chunks.get('IHDR')!;
  if (header[9] !== 3) throw new Error('Not a PNG with a palette.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const palette = chunks.get('PLTE')!;
  const rows = inflateSync(chunks.get('IDAT')!);
  const colorAt = (x: number, y: number): string => {
    const entry = rows[y * (width + 1) + 1 + x]! * 3;
    return `#${palette.toString('hex', entry, entry + 3)}`;
  };
  return { width, height, colorAt };
}
