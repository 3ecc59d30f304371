// The simulated model API: says what the request's script has it say, at the pace its profile states. No network, no model.
// Everything it yields must be labelled *simulated* wherever it is shown.

import { setTimeout as delay } from 'node:timers/promises';
import { ProviderError } from './provider';
import type { ModelReply, ModelRequest, Provider, ReplyListener, SimulatedScript } from './provider';
import { allUnsaid } from './sayParameters';
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
      const { script } = request;
      if (!script) throw new Error('A simulated model was asked without a script.');
      const isFirst = !loaded.has(profile.name);
      loaded.add(profile.name);
      listener.onSent({
        url: `simulated://${profile.name}`,
        parameters: { stream: true, simulated: true, ...stated(profile) },
        ...allUnsaid(request.model.parameters),
      });
      const start = performance.now();
      const loadMs = isFirst ? profile.loadMs : 0;
      const firstAt = start + loadMs + script.firstTokenMs;
      await waitUntil(firstAt, signal);
      const key = `${request.model.model}#${request.promptIndex}`;
      if (script.hasHiccup && !hadHiccup.has(key)) {
        hadHiccup.add(key);
        throw failure(503, 'the model is busy, try again', true);
      }
      if (script.fate === 'refusedByApi') throw failure(400, 'the prompt could not be processed', false);
      listener.onHeaders({});
      const sent = await streamTokens(script, profile, listener, signal);
      return replyOf(script, profile, request, sent, {
        total: performance.now() - start,
        load: loadMs,
        promptEvaluation: script.firstTokenMs,
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

/** Word-like tokens: a run of up to six letters or digits with the space before it, or one other character. Joined, they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(/ ?[\p{L}\p{N}]{1,6}|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Each token at its own moment, reckoned from the first one's, so that a late timer delays one token and not all that follow. */
async function streamTokens(
  script: SimulatedScript,
  profile: SimulatedProfile,
  listener: ReplyListener,
  signal: AbortSignal,
): Promise<number> {
  const interval = 1000 / profile.tokensPerSecond;
  const tokens = [
    ...script.reasoning.map((text) => ['reasoning', text] as const),
    ...script.answer.map((text) => ['answer', text] as const),
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
  script: SimulatedScript,
  profile: SimulatedProfile,
  request: ModelRequest,
  output: number,
  times: { total: number; load: number; promptEvaluation: number },
): ModelReply {
  const finishReason = script.fate === 'truncated' ? 'length' : script.fate === 'refuses' ? 'content_filter' : 'stop';
  return {
    finishReason,
    stoppedBy: script.fate === 'truncated' ? 'length' : script.fate === 'refuses' ? 'refusal' : 'none',
    tokens: {
      input: request.messages.reduce((sum, message) => sum + tokensOf(message.content).length, 0),
      output,
      reasoning: script.reasoning.length,
      cached: 0,
      source: 'usage',
    },
    serverTimings: { ...times, evaluation: Math.max(0, times.total - times.load - times.promptEvaluation) },
    id: null,
    model: `simulated~${profile.name}`,
    reportedCostUsd: null,
  };
}
