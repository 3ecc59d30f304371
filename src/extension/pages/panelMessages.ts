// What a panel may say to the host, checked: a webview is not trusted to keep to its types.

import * as z from 'zod';
import type { PanelMessage } from '../../shared/protocols/runPanelProtocol';
import { squareSizeRange, tickRange } from '../../shared/run/viewSettings';
import type { ParsedMessage } from './webviewTab';

/** Enough for a report of 100,000 tests with short answers; more would only stall the window. */
const longestDroppedText = 100_000_000;
const longestCopiedText = 10_000_000;

const model = z.string().max(1000);
const index = z.number().int().positive();

const viewSettings = z.object({
  tickMs: z.number().int().min(tickRange.min).max(tickRange.max),
  squareSize: z.number().int().min(squareSizeRange.min).max(squareSizeRange.max),
  modelStats: z.enum(['verbose', 'simple', 'hide']),
  showProvider: z.boolean(),
  benchMode: z.boolean(),
  replayMode: z.enum(['series', 'asItHappened']),
});

const request = z.discriminatedUnion('type', [
  z.object({ type: z.literal('testDetail'), model, index }),
  z.object({ type: z.literal('benchmarkText') }),
]);

const panelMessage: z.ZodType<PanelMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('needSnapshot') }),
  z.object({ type: z.literal('request'), id: z.number().int(), request }),
  z.object({ type: z.literal('cancelRun') }),
  z.object({ type: z.literal('newBench') }),
  z.object({ type: z.literal('chooseFile') }),
  z.object({ type: z.literal('useSampleData') }),
  z.object({
    type: z.literal('fileDropped'),
    name: z.string().min(1).max(1000),
    text: z.string().max(longestDroppedText),
  }),
  z.object({ type: z.literal('changeSettings'), settings: viewSettings }),
  z.object({ type: z.literal('openTranscript'), model, index }),
  z.object({ type: z.literal('openResult'), model, index }),
  z.object({ type: z.literal('openTestPage'), model, index }),
  z.object({ type: z.literal('resumeRun') }),
  z.object({ type: z.literal('revealRun') }),
  z.object({ type: z.literal('copyText'), text: z.string().max(longestCopiedText) }),
]);

/** What the host needs of what a panel keeps over a window reload. */
const panelState = z.object({ runId: z.string().min(1).max(1000) });

/** Checks a message. A bad request keeps its id where it has one, so that it is answered all the same. */
export function parsePanelMessage(raw: unknown): ParsedMessage<PanelMessage> {
  const parsed = panelMessage.safeParse(raw);
  if (parsed.success) return { message: parsed.data };
  const problem = z.prettifyError(parsed.error);
  const withId = z.object({ type: z.literal('request'), id: z.number() }).safeParse(raw);
  return withId.success ? { problem, requestId: withId.data.id } : { problem };
}

/** The run in the state that a panel kept; absent when it had none or the state is not ours. */
export function runIdIn(state: unknown): string | undefined {
  const parsed = panelState.safeParse(state);
  return parsed.success ? parsed.data.runId : undefined;
}
