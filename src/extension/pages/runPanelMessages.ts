// What a panel may say to the host, checked: a webview is not trusted to keep to its types.

import * as z from 'zod';
import { unionOf, type FieldSchemas, type MemberSchemas } from '../../core/files/schemaTables';
import { runActionNames, type PanelMessage, type PanelRequest } from '../../shared/protocols/runPanelProtocol';
import { mostShortAnswers } from '../../shared/results/shortAnswer';
import {
  replayModes,
  runLayouts,
  squareSizeRange,
  statsDetails,
  tickRange,
  type ViewSettings,
} from '../../shared/run/viewSettings';
import type { ParsedMessage } from './page';

/** Enough for a report of 100,000 tests with short answers; more would only stall the window. */
const longestDroppedText = 100_000_000;
const longestCopiedText = 10_000_000;

const model = z.string().max(1000);
const path = z.string().min(1).max(10_000);
const index = z.number().int().positive();

const viewSettings = z.object({
  layout: z.enum(runLayouts),
  tickMs: z.number().int().min(tickRange.min).max(tickRange.max),
  squareSize: z.number().int().min(squareSizeRange.min).max(squareSizeRange.max),
  modelStats: z.enum(statsDetails),
  showProvider: z.boolean(),
  benchMode: z.boolean(),
  replayMode: z.enum(replayModes),
}) satisfies z.ZodObject<FieldSchemas<ViewSettings>>;

const requests = {
  testDetail: z.object({ type: z.literal('testDetail'), model, index }),
  shortAnswers: z.object({
    type: z.literal('shortAnswers'),
    tests: z.array(z.object({ model, index })).max(mostShortAnswers),
  }),
  benchmarkText: z.object({ type: z.literal('benchmarkText') }),
} satisfies MemberSchemas<PanelRequest, 'type'>;
const request: z.ZodType<PanelRequest> = unionOf('type', requests);

const panelMessages = {
  ready: z.object({ type: z.literal('ready') }),
  needSnapshot: z.object({ type: z.literal('needSnapshot') }),
  request: z.object({ type: z.literal('request'), id: z.number().int(), request }),
  cancelRun: z.object({ type: z.literal('cancelRun') }),
  skipImages: z.object({ type: z.literal('skipImages') }),
  newBench: z.object({ type: z.literal('newBench') }),
  backToRun: z.object({ type: z.literal('backToRun') }),
  newBenchmark: z.object({ type: z.literal('newBenchmark') }),
  runBenchmark: z.object({ type: z.literal('runBenchmark'), uri: path }),
  openBenchmark: z.object({ type: z.literal('openBenchmark'), uri: path }),
  openRun: z.object({ type: z.literal('openRun'), runDirectory: path }),
  chooseFile: z.object({ type: z.literal('chooseFile') }),
  useSampleData: z.object({ type: z.literal('useSampleData') }),
  fileDropped: z.object({
    type: z.literal('fileDropped'),
    name: z.string().min(1).max(1000),
    text: z.string().max(longestDroppedText),
  }),
  changeSettings: z.object({ type: z.literal('changeSettings'), settings: viewSettings }),
  openTranscript: z.object({ type: z.literal('openTranscript'), model, index }),
  openResult: z.object({ type: z.literal('openResult'), model, index }),
  openTestPage: z.object({ type: z.literal('openTestPage'), model, index }),
  resumeRun: z.object({ type: z.literal('resumeRun') }),
  revealRun: z.object({ type: z.literal('revealRun') }),
  runAction: z.object({ type: z.literal('runAction'), action: z.enum(runActionNames) }),
  copyText: z.object({ type: z.literal('copyText'), text: z.string().max(longestCopiedText) }),
} satisfies MemberSchemas<PanelMessage, 'type'>;
const panelMessage: z.ZodType<PanelMessage> = unionOf('type', panelMessages);

/** What the host needs of what a panel keeps over a window reload. */
const panelState = z.object({ runId: z.string().min(1).max(1000) });

/** Checks a message. A bad request keeps its id where it has one, so that it is answered all the same. */
export function parseRunPanelMessage(raw: unknown): ParsedMessage<PanelMessage> {
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
