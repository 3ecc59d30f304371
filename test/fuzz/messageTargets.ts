// What comes over a border within the product: messages of pages, which show words of strangers, and frames of the process that runs Python of models.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameReader, encodeFrame } from '../../src/core/python/sandboxFrames';
import {
  keptComparisonIn,
  keptSheetIn,
  keptTestIn,
  parseCompareMessage,
  parseOverviewMessage,
  parseSheetMessage,
  parseTestPageMessage,
} from '../../src/extension/pages/pageMessages';
import { parseRunPanelMessage, runIdIn } from '../../src/extension/pages/runPanelMessages';
import { emptyRunFilter } from '../../src/shared/runs/runFilter';
import type { FuzzTarget } from './fuzzTarget';
import { damages, mangled } from './mangled';

const parsers: readonly ((raw: unknown) => object)[] = [
  parseTestPageMessage,
  parseOverviewMessage,
  parseCompareMessage,
  parseSheetMessage,
  parseRunPanelMessage,
];

const test = { model: 'openai~gpt-4o', index: 7 };

const good = [
  { type: 'open', what: 'transcript', ...test },
  { type: 'copyText', text: 'ä' },
  { type: 'compare', ids: ['run-1', 'run-2'] },
  { type: 'changeFilter', filter: { ...emptyRunFilter, apis: ['openai'], text: 'ä' } },
  { type: 'changeSides', sides: [{ run: 'a', model: 'openai~gpt-4o' }, { run: 'b' }] },
  { type: 'readAnswers', id: 0, tests: [{ run: 'a', ...test }] },
  { type: 'leaveOut', models: [test.model] },
  { type: 'fileDropped', name: 'a.yaml', text: 'x' },
  { type: 'request', id: 7, request: { type: 'testDetail', ...test } },
].map((message) => JSON.stringify(message));

const damagedMessage = fc
  .tuple(fc.constantFrom(...good), damages)
  .map(([text, list]) => mangled(text, list))
  .map((text): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  });

const pageMessages: FuzzTarget = {
  name: 'messages of pages',
  property: fc.property(fc.oneof(damagedMessage, fc.anything()), (raw) => {
    for (const parse of parsers) {
      const parsed = parse(raw);
      // What was let through is let through again, and nothing else.
      if ('message' in parsed) assert.deepEqual(parse(parsed.message), parsed);
      else assert.ok('problem' in parsed);
    }
    keptComparisonIn(raw);
    keptTestIn(raw);
    keptSheetIn(raw);
    runIdIn(raw);
  }),
};

const mostFrameBytes = 10_000;

const sandboxFrames: FuzzTarget = {
  name: 'frames of the sandbox',
  property: fc.property(
    fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 5 }),
    fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 10 }),
    (payloads, garbage) => {
      const frames = payloads.map((payload) => encodeFrame({ type: 'ready' }, payload));
      const read = createFrameReader<object>(mostFrameBytes);
      const got = frames.flatMap(read);
      assert.deepEqual(
        got.map(({ payload }) => [...payload]),
        payloads.map((payload) => [...payload]),
      );
      try {
        for (const bytes of garbage) read(Buffer.from(bytes));
      } catch (error) {
        // The child is ended for it.
        assert.ok(error instanceof Error);
      }
    },
  ),
};

export const messageTargets: readonly FuzzTarget[] = [pageMessages, sandboxFrames];
