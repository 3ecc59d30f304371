// What the test page, the runs overview and the compare page may say to the host, checked: a webview is not trusted to keep to its types.

import * as z from 'zod';
import { mostCompared, type CompareMessage, type KeptComparison } from '../../shared/protocols/compareProtocol';
import type { OverviewMessage } from '../../shared/protocols/overviewProtocol';
import { testKinds } from '../../shared/words/testKinds';
import type { TestPageMessage } from '../../shared/protocols/testPageProtocol';
import type { ParsedMessage } from './webviewTab';

const longestCopiedText = 10_000_000;

const test = { model: z.string().max(1000), index: z.number().int().positive() };
const id = z.string().min(1).max(5000);
const modelName = z.string().min(1).max(1000);
const names = z.array(z.string().max(1000)).max(1000);

const testPageMessage: z.ZodType<TestPageMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('showTest'), ...test }),
  z.object({
    type: z.literal('open'),
    what: z.enum(['resultImage', 'original', 'transcript', 'transcriptText', 'result', 'folder']),
    ...test,
  }),
  z.object({ type: z.literal('openRun') }),
  z.object({ type: z.literal('copyText'), text: z.string().max(longestCopiedText) }),
]);

const filter = z.object({
  apis: names,
  models: names,
  testTypes: names,
  verdicts: z.array(z.enum(['correct', 'incorrect', 'error', 'not_run'])).max(4),
  kinds: z.array(z.enum(testKinds)).max(testKinds.length),
  text: z.string().max(10_000),
});

const overviewMessage: z.ZodType<OverviewMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('openRun'), id }),
  z.object({ type: z.literal('compare'), ids: z.array(id).min(2).max(mostCompared) }),
  z.object({ type: z.literal('changeFilter'), filter }),
  z.object({ type: z.literal('revealRun'), id }),
  z.object({ type: z.literal('openReviewPage'), id }),
  z.object({ type: z.literal('resumeRun'), id }),
  z.object({ type: z.literal('deleteRun'), id }),
  z.object({ type: z.literal('addFolder') }),
]);

const side = z.object({ run: id, model: modelName.optional() });
const sides = z.array(side).min(2).max(mostCompared);
const comparedTests = z
  .array(z.object({ run: id, model: modelName, index: test.index }))
  .min(1)
  .max(mostCompared);

const compareMessage: z.ZodType<CompareMessage> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('changeSides'), sides }),
  z.object({ type: z.literal('addRun') }),
  z.object({ type: z.literal('openRun'), run: id }),
  z.object({ type: z.literal('readAnswers'), id: z.number().int().nonnegative(), tests: comparedTests }),
  z.object({ type: z.literal('openTests'), tests: comparedTests }),
]);

const keptComparison: z.ZodType<KeptComparison> = z.object({ sides });

/** What a test page keeps over a window reload. */
const keptTest = z.object({ runId: z.string().min(1).max(1000), ...test });

export type KeptTest = z.infer<typeof keptTest>;

export function parseTestPageMessage(raw: unknown): ParsedMessage<TestPageMessage> {
  return parsed(testPageMessage, raw);
}

export function parseOverviewMessage(raw: unknown): ParsedMessage<OverviewMessage> {
  return parsed(overviewMessage, raw);
}

export function parseCompareMessage(raw: unknown): ParsedMessage<CompareMessage> {
  return parsed(compareMessage, raw);
}

/** The sides in the state that a compare page kept; absent when it had none or the state is not ours. */
export function keptComparisonIn(state: unknown): KeptComparison | undefined {
  const found = keptComparison.safeParse(state);
  return found.success ? found.data : undefined;
}

/** The test in the state that a test page kept; absent when it had none or the state is not ours. */
export function keptTestIn(state: unknown): KeptTest | undefined {
  const found = keptTest.safeParse(state);
  return found.success ? found.data : undefined;
}

function parsed<T>(schema: z.ZodType<T>, raw: unknown): ParsedMessage<T> {
  const found = schema.safeParse(raw);
  return found.success ? { message: found.data } : { problem: z.prettifyError(found.error) };
}
