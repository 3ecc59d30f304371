// The simulated model API: answers made up in this process, seeded, at the pace its profile states. No network, no model.
// Everything it yields must be labelled *simulated* wherever it is shown.

import { setTimeout as delay } from 'node:timers/promises';
import { ProviderError } from './provider';
import type { ModelReply, ModelRequest, Provider, ReplyListener } from './provider';
import { allUnsaid } from './sayParameters';
import { pick, seededRandom } from '../../shared/statistics/seededRandom';
import { simulatedAnswer } from './simulatedAnswer';
import { simulatedProfiles } from './simulatedProfiles';
import type { SimulatedProfile } from './simulatedProfiles';

/** Makes the adapter. What it remembers (which models are loaded, which tests had their hiccup) lives as long as the connection. */
export function connectSimulated(): Promise<Provider> {
  const loaded = new Set<string>();
  const hadHiccup = new Set<string>();
  return Promise.resolve({
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const profile = findProfile(request.model.name);
      const plan = await planAnswer(profile, request);
      const isFirst = !loaded.has(profile.name);
      loaded.add(profile.name);
      listener.onSent({
        url: `simulated://${profile.name}`,
        parameters: { stream: true, simulated: true, ...stated(profile) },
        ...allUnsaid(request.model.parameters),
      });
      // Making the answer up takes its time, too, which is no part of a model's.
      const start = performance.now();

      const loadMs = isFirst ? profile.loadMs : 0;
      const firstAt = start + loadMs + plan.firstTokenMs;
      await waitUntil(firstAt, signal);
      const key = `${request.model.model}#${request.promptIndex}`;
      if (plan.hasHiccup && !hadHiccup.has(key)) {
        hadHiccup.add(key);
        throw failure(503, 'the model is busy, try again', true);
      }
      if (plan.fate === 'refusedByApi') throw failure(400, 'the prompt could not be processed', false);
      listener.onHeaders({});
      const sent = await streamTokens(plan, profile, listener, signal);
      return replyOf(plan, profile, request, sent, {
        total: performance.now() - start,
        load: loadMs,
        promptEvaluation: plan.firstTokenMs,
      });
    },
  });
}

function findProfile(name: string): SimulatedProfile {
  const profile = simulatedProfiles.find((one) => one.name === name);
  if (profile) return profile;
  const names = simulatedProfiles.map((one) => `simulated~${one.name}`).join(', ');
  throw new ProviderError('api', `There is no simulated model "${name}". There are ${names}.`, false, 404);
}

function failure(status: number, message: string, isRetryable: boolean): ProviderError {
  return new ProviderError('api', `The simulated model answered ${status}: ${message}.`, isRetryable, status);
}

function stated(profile: SimulatedProfile): { [name: string]: unknown } {
  const { tokensPerSecond, firstTokenMs, loadMs, accuracy, errorRate } = profile;
  return { tokensPerSecond, firstTokenMs, loadMs, accuracy, errorRate };
}

type Fate = 'answers' | 'refusedByApi' | 'truncated' | 'refuses';

interface AnswerPlan {
  fate: Fate;
  hasHiccup: boolean;
  firstTokenMs: number;
  reasoning: string[];
  answer: string[];
}

/** All that chance decides, from the profile, the prompt's index and the prompt's text alone, so that a run can be repeated. */
async function planAnswer(profile: SimulatedProfile, request: ModelRequest): Promise<AnswerPlan> {
  const prompt = request.messages.map((message) => message.content).join('\n');
  const random = seededRandom(JSON.stringify([profile.name, request.promptIndex, prompt]));
  const isCorrect = random() < profile.accuracy;
  const fails = random() < profile.errorRate;
  const fate: Fate = fails ? pick(random, ['refusedByApi', 'truncated', 'refuses']) : 'answers';
  const hasHiccup = !fails && random() < profile.hiccupRate;
  const firstTokenMs = profile.firstTokenMs * (5 / 6 + random() / 3);
  const reasoning = profile.isReasoning ? pick(random, thoughts) : '';
  const text =
    fate === 'refuses'
      ? 'I am sorry, but I can not help with that.'
      : await simulatedAnswer(request, isCorrect, random);
  const answer = tokensOf(text);
  return {
    fate,
    hasHiccup,
    firstTokenMs,
    reasoning: tokensOf(reasoning),
    answer: fate === 'truncated' ? answer.slice(0, Math.floor(answer.length / 2)) : answer,
  };
}

const thoughts = [
  'Let me read the task again. I should work it out step by step, check the result once, and then answer.',
  'What is asked for? First the parts, then how they fit together. I check the order and the sign, and write it down.',
  'This looks simple, but I will not guess. I do each step, compare it with the question, and give only the answer.',
] as const;

/** Word-like tokens: a run of up to six letters or digits with the space before it, or one other character. Joined, they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(/ ?[\p{L}\p{N}]{1,6}|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Each token at its own moment, reckoned from the first one's, so that a late timer delays one token and not all that follow. */
async function streamTokens(
  plan: AnswerPlan,
  profile: SimulatedProfile,
  listener: ReplyListener,
  signal: AbortSignal,
): Promise<number> {
  const interval = 1000 / profile.tokensPerSecond;
  const tokens = [
    ...plan.reasoning.map((text) => ['reasoning', text] as const),
    ...plan.answer.map((text) => ['answer', text] as const),
  ];
  const firstAt = performance.now();
  for (const [position, [kind, text]] of tokens.entries()) {
    await waitUntil(firstAt + position * interval, signal);
    listener.onChunk();
    listener.onText(kind, text);
  }
  return tokens.length;
}

/** Waits for a moment of `performance.now()`; at once when it has passed. Throws the signal's reason when aborted. */
async function waitUntil(moment: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const wait = moment - performance.now();
  if (wait <= 0) return;
  try {
    await delay(wait, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function replyOf(
  plan: AnswerPlan,
  profile: SimulatedProfile,
  request: ModelRequest,
  output: number,
  times: { total: number; load: number; promptEvaluation: number },
): ModelReply {
  const finishReason = plan.fate === 'truncated' ? 'length' : plan.fate === 'refuses' ? 'content_filter' : 'stop';
  return {
    finishReason,
    stoppedBy: plan.fate === 'truncated' ? 'length' : plan.fate === 'refuses' ? 'refusal' : 'none',
    tokens: {
      input: request.messages.reduce((sum, message) => sum + tokensOf(message.content).length, 0),
      output,
      reasoning: plan.reasoning.length,
      cached: 0,
      source: 'usage',
    },
    serverTimings: { ...times, evaluation: Math.max(0, times.total - times.load - times.promptEvaluation) },
    id: null,
    model: `simulated~${profile.name}`,
    reportedCostUsd: null,
  };
}
