// What the test page, the runs overview, the compare page and the pre-run sheet may say to the host, checked: a webview is not trusted to keep to its types.

import * as z from 'zod';
import { unionOf, type FieldSchemas, type MemberSchemas } from '../../core/files/schemaTables';
import {
  mostCompared,
  type ComparedSide,
  type ComparedTest,
  type CompareMessage,
  type KeptComparison,
} from '../../shared/protocols/compareProtocol';
import type { OverviewMessage } from '../../shared/protocols/overviewProtocol';
import type { RunFilter } from '../../shared/runs/runFilter';
import { reviewKinds } from '../../shared/run/reviews';
import { standings } from '../../shared/run/verdict';
import { testKinds } from '../../shared/words/testKinds';
import type { KeptSheet, SheetMessage } from '../../shared/protocols/sheetProtocol';
import { reviewActs, testParts, type TestPageMessage } from '../../shared/protocols/testPageProtocol';
import type { ParsedMessage } from './page';

const longestCopiedText = 10_000_000;

const test = { model: z.string().max(1000), index: z.number().int().positive() };
const id = z.string().min(1).max(5000);
const modelName = z.string().min(1).max(1000);
const names = z.array(z.string().max(1000)).max(1000);

const testPageMessages = {
  ready: z.object({ type: z.literal('ready') }),
  showTest: z.object({ type: z.literal('showTest'), ...test }),
  open: z.object({
    type: z.literal('open'),
    what: z.enum(testParts),
    ...test,
  }),
  review: z.object({ type: z.literal('review'), act: z.enum(reviewActs), ...test }),
  openRun: z.object({ type: z.literal('openRun') }),
  copyText: z.object({ type: z.literal('copyText'), text: z.string().max(longestCopiedText) }),
} satisfies MemberSchemas<TestPageMessage, 'type'>;
const testPageMessage: z.ZodType<TestPageMessage> = unionOf('type', testPageMessages);

const filter = z.object({
  apis: names,
  models: names,
  testTypes: names,
  tags: names,
  verdicts: z.array(z.enum(standings)).max(standings.length),
  kinds: z.array(z.enum(testKinds)).max(testKinds.length),
  reviews: z.array(z.enum(reviewKinds)).max(reviewKinds.length),
  text: z.string().max(10_000),
}) satisfies z.ZodObject<FieldSchemas<RunFilter>>;

const overviewMessages = {
  ready: z.object({ type: z.literal('ready') }),
  openRun: z.object({ type: z.literal('openRun'), id }),
  compare: z.object({ type: z.literal('compare'), ids: z.array(id).min(2).max(mostCompared) }),
  changeFilter: z.object({ type: z.literal('changeFilter'), filter }),
  revealRun: z.object({ type: z.literal('revealRun'), id }),
  resumeRun: z.object({ type: z.literal('resumeRun'), id }),
  deleteRun: z.object({ type: z.literal('deleteRun'), id }),
  addFolder: z.object({ type: z.literal('addFolder') }),
} satisfies MemberSchemas<OverviewMessage, 'type'>;
const overviewMessage: z.ZodType<OverviewMessage> = unionOf('type', overviewMessages);

const side = z.object({ run: id, model: modelName.optional() }) satisfies z.ZodObject<FieldSchemas<ComparedSide>>;
const sides = z.array(side).min(2).max(mostCompared);
const comparedTest = z.object({
  run: id,
  model: modelName,
  index: test.index,
}) satisfies z.ZodObject<FieldSchemas<ComparedTest>>;
const comparedTests = z.array(comparedTest).min(1).max(mostCompared);

const compareMessages = {
  ready: z.object({ type: z.literal('ready') }),
  changeSides: z.object({ type: z.literal('changeSides'), sides }),
  addRun: z.object({ type: z.literal('addRun') }),
  openRun: z.object({ type: z.literal('openRun'), run: id }),
  readAnswers: z.object({ type: z.literal('readAnswers'), id: z.number().int().nonnegative(), tests: comparedTests }),
  openTests: z.object({ type: z.literal('openTests'), tests: comparedTests }),
} satisfies MemberSchemas<CompareMessage, 'type'>;
const compareMessage: z.ZodType<CompareMessage> = unionOf('type', compareMessages);

const keptComparison = z.object({ sides }) satisfies z.ZodObject<FieldSchemas<KeptComparison>>;

const modelNames = z.array(modelName).max(10_000);

const sheetMessages = {
  ready: z.object({ type: z.literal('ready') }),
  leaveOut: z.object({ type: z.literal('leaveOut'), models: modelNames }),
  run: z.object({ type: z.literal('run') }),
  setKey: z.object({ type: z.literal('setKey'), keyVariable: z.string().min(1).max(200) }),
  openFile: z.object({ type: z.literal('openFile'), line: z.number().int().positive() }),
} satisfies MemberSchemas<SheetMessage, 'type'>;
const sheetMessage: z.ZodType<SheetMessage> = unionOf('type', sheetMessages);

const keptSheet = z.object({ uri: id, leftOut: modelNames }) satisfies z.ZodObject<FieldSchemas<KeptSheet>>;

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

export function parseSheetMessage(raw: unknown): ParsedMessage<SheetMessage> {
  return parsed(sheetMessage, raw);
}

/** The benchmark in the state that a pre-run sheet kept; absent when it had none or the state is not ours. */
export function keptSheetIn(state: unknown): KeptSheet | undefined {
  const found = keptSheet.safeParse(state);
  return found.success ? found.data : undefined;
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
