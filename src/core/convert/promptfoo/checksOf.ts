// The assertions of a test of promptfoo as checks, with what they come to together.

import type { CarriedCheck, Place } from '../carried';
import type { ForeignSource } from '../format';
import { itemsOf, numberOf, textOf, type SourceNode } from '../sourceNode';
import { assertionIn } from './assertionIn';
import { checkForms } from './checkForms';
import type { Assertion } from './assertion';
import type { ForeignTest } from './readTests';
import { ownEntry } from '../ownEntry';

interface Judged {
  expect: CarriedCheck[];
  passAt?: number;
  /** Why the test would be judged otherwise. */
  problem?: string;
}

export function checksOf(test: ForeignTest, source: ForeignSource): Judged {
  const { leftOvers } = source;
  const threshold = numberOf(test.threshold);
  const [only, ...others] = test.asserts;
  if (!only) {
    leftOvers.add(
      test.place,
      'test without assertions',
      'There any answer passes. Here any that is not empty is right. Add checks in `expect`.',
    );
    return { expect: [] };
  }
  // A set alone is what its test is.
  const inner = others.length === 0 && threshold === undefined && isSet(only) ? setThreshold(only) : undefined;
  const passAt = threshold ?? inner;
  const context: Context = { test, source, isScored: passAt !== undefined, scale: 1, lost: [] };
  const expect = test.asserts.flatMap((one) => checksIn(one, context, inner !== undefined));
  if (passAt === 0) {
    leftOvers.add(
      test.threshold?.place ?? test.place,
      'threshold 0',
      'There every answer passes. Give its checks `weight: 0`, or a threshold. The test is skipped.',
    );
    return { expect, problem: 'threshold 0 of the original: every answer would pass.' };
  }
  if (passAt !== undefined && (passAt < 0 || passAt > 1)) {
    leftOvers.add(
      test.threshold?.place ?? test.place,
      `threshold ${passAt}`,
      'It is not from 0 to 1, so that it decides alone. The test is skipped.',
    );
    return { expect, problem: `threshold ${passAt} of the original decides alone.` };
  }
  if (expect.length === 0) return { expect, problem: 'None of its assertions could be carried over.' };
  if (expect.every((one) => one['weight'] === 0)) {
    leftOvers.add(
      test.place,
      'weight 0',
      'All of its assertions have the weight 0, so that none decides. The test is skipped.',
    );
    return { expect: [], problem: 'All assertions of the original have the weight 0.' };
  }
  const judging = { expect, ...(passAt === undefined ? {} : { passAt }) };
  // What is left would be another test, and an easier one.
  return context.lost.length > 0
    ? { ...judging, problem: 'Not all of its assertions could be carried over.' }
    : judging;
}

/** What an assertion counts; 1 where it does not say. */
function weightOf(node: SourceNode): number {
  return numberOf(node.entries?.get('weight')) ?? 1;
}

interface Context {
  test: ForeignTest;
  source: ForeignSource;
  /** Whether scores decide, and not each check by itself. */
  isScored: boolean;
  /** Of the weights of a set. */
  scale: number;
  /** Assertions that count and could not be carried over. */
  lost: SourceNode[];
}

function isSet(node: SourceNode): boolean {
  return textOf(node.entries?.get('type')) === 'assert-set';
}

function setThreshold(node: SourceNode): number | undefined {
  return numberOf(node.entries?.get('threshold'));
}

function checksIn(node: SourceNode, context: Context, isWhole: boolean): CarriedCheck[] {
  const { source, isScored } = context;
  if (!isSet(node)) {
    const checks = single(node, context);
    if (checks.length === 0 && weightOf(node) !== 0) context.lost.push(node);
    return checks;
  }
  const { entries, place } = node;
  if (!isWhole && !isScored && setThreshold(node) !== undefined) {
    source.leftOvers.add(
      place,
      'assert-set with a threshold',
      'All checks of a prompt must hold, or `pass_at` of all of them: there are no sets beside others.',
    );
    context.lost.push(node);
    return [];
  }
  const inside = itemsOf(entries?.get('assert'));
  const all = inside.reduce((sum, one) => sum + weightOf(one), 0);
  const own = weightOf(node) * context.scale;
  // A set counts as one, whatever is in it.
  const scale = isWhole || !isScored || all === 0 ? context.scale : own / all;
  return inside.flatMap((one) => checksIn(one, { ...context, scale }, false));
}

const known = new Set(['type', 'value', 'threshold', 'weight', 'metric', 'provider', 'rubricPrompt', 'config']);

function single(node: SourceNode, { test, source, isScored, scale }: Context): CarriedCheck[] {
  const { leftOvers } = source;
  const { place } = node;
  const entries = node.entries ?? mapOf(textOf(node), node);
  const written = textOf(entries.get('type')) ?? '';
  const type = written.replace(/^not-/, '');
  for (const [key, other] of entries) {
    if (known.has(key) || other.value === null) continue;
    leftOvers.add(
      other.place,
      `assert.${key}`,
      key === 'transform'
        ? 'Answers are not changed before they are judged. A `javascript` check can do both. This check is left out.'
        : 'There is no such thing here.',
    );
    if (key === 'transform' || key === 'contextTransform') return [];
  }
  const form = ownEntry(checkForms, type);
  if (!form) {
    leftOvers.add(place, `assert ${written}`, ownEntry(reasons, type) ?? 'There is no such check here.');
    return [];
  }
  const assertion: Assertion = {
    type,
    isNegated: written.startsWith('not-'),
    value: entries.get('value'),
    threshold: numberOf(entries.get('threshold')),
    provider: providerOf(entries.get('provider') ?? test.options.get('provider')),
    isScored,
    place,
  };
  const made = form(assertion, source);
  if ('problem' in made) {
    leftOvers.add(place, `assert ${written}`, made.problem);
    return [];
  }
  if (made.note !== undefined) leftOvers.add(place, `assert ${written}`, made.note);
  const metric = textOf(entries.get('metric'));
  const weight = weightOf(node) * scale;
  const name = metric === undefined || metric.trim() === '' ? {} : { name: metric };
  // Only scores are shared out: where all must hold each counts as it is.
  const share = isScored ? made.checks.length : 1;
  return made.checks.map((check) => ({
    ...check,
    ...name,
    ...(weight / share === 1 ? {} : { weight: weight / share }),
  }));
}

/** Old versions write an assertion as one text. */
function mapOf(text: string | undefined, { place }: SourceNode): ReadonlyMap<string, SourceNode> {
  return new Map(Object.entries(assertionIn(text ?? '')).map(([key, value]) => [key, valueNode(value, place)]));
}

function valueNode(value: unknown, place: Place): SourceNode {
  return Array.isArray(value)
    ? { value, place, items: value.map((one) => ({ value: one as unknown, place })) }
    : { value, place };
}

/** A name, or a map with one in `id` or `text`. */
function providerOf(node: SourceNode | undefined): string | undefined {
  const inner = node?.entries?.get('id') ?? node?.entries?.get('text');
  return textOf(node) ?? textOf(inner) ?? textOf(inner?.entries?.get('id'));
}

const embedding =
  'It compares by the embeddings of a model, which are not asked for here. `similarity` compares words, `rubric` asks a judge model about the meaning.';
const ofContext =
  'It judges what a program retrieved, and only models are asked here. A `rubric` says what an answer must be.';
const ofAgents = 'It judges what an agent did, and only the answer of a model is looked at here.';
const ofTools = 'Models are given no tools here.';
const ofScore =
  'Another measure of likeness would be another check. `similarity` with `metric: rouge_l` is the nearest.';

const reasons: { readonly [type: string]: string } = {
  similar: embedding,
  'similar:cosine': embedding,
  'similar:dot': embedding,
  'similar:euclidean': embedding,
  'answer-relevance': embedding,
  'context-recall': ofContext,
  'context-relevance': ofContext,
  'context-faithfulness': ofContext,
  'rouge-n': ofScore,
  bleu: ofScore,
  gleu: ofScore,
  meteor: ofScore,
  'is-valid-openai-tools-call': ofTools,
  'is-valid-openai-function-call': ofTools,
  'is-valid-function-call': ofTools,
  'tool-call-f1': ofTools,
  'skill-used': ofAgents,
  'agent-rubric': ofAgents,
  'trace-span-count': ofAgents,
  'trace-span-duration': ofAgents,
  'trace-error-spans': ofAgents,
  'select-best': 'Answers are judged one by one, and not held against each other. Runs are compared with `compare`.',
  'max-score': 'Answers are judged one by one, and not held against each other. Runs are compared with `compare`.',
  'finish-reason': 'An answer that was cut or refused is an error of its test anyhow.',
  webhook: 'No address is asked to judge. A `python` or `javascript` check runs here, in the sandbox.',
  ruby: 'Ruby is not run. Write it as a `python` or `javascript` check.',
  perplexity: 'It needs the likelihoods of tokens, which are not asked for.',
  'perplexity-score': 'It needs the likelihoods of tokens, which are not asked for.',
  moderation: 'No other service is asked about an answer. A `rubric` asks a judge model.',
  classifier: 'No other service is asked about an answer. A `rubric` asks a judge model.',
  guardrails: 'No other service is asked about an answer. A `rubric` asks a judge model.',
  pi: 'No other service is asked about an answer. A `rubric` asks a judge model.',
  'search-rubric': 'A judge model has no search here. Write a `rubric` with what is right in it.',
  human: 'People judge nothing while a run goes on.',
};
