// What a simulated model is to say, decided before it is asked: whoever makes the request knows the test types and what is expected, and the thread
// that asks need not load them.

import { pick, seededRandom } from '../../shared/statistics/seededRandom';
import { tokensOf } from './connectSimulated';
import type { ModelRequest, SimulatedScript } from './provider';
import { simulatedAnswer, type SimulatedTruth } from './simulatedAnswer';
import { simulatedApi, simulatedProfiles, type SimulatedProfile } from './simulatedProfiles';

/** The request as a model of any API can be asked it: a simulated one is told what to say. */
export async function withScript(request: ModelRequest, truth: SimulatedTruth): Promise<ModelRequest> {
  const { provider, name } = request.model;
  if (provider !== simulatedApi) return request;
  // One that is not known answers as a server does that knows no such model.
  const profile = simulatedProfiles.find((one) => one.name === name);
  return profile ? { ...request, script: await scriptOf(profile, request, truth) } : request;
}

/** From the profile, the prompt's index and the prompt's text alone, so that a run can be repeated. */
async function scriptOf(
  profile: SimulatedProfile,
  request: ModelRequest,
  truth: SimulatedTruth,
): Promise<SimulatedScript> {
  const prompt = request.messages.map((message) => message.content).join('\n');
  const random = seededRandom(JSON.stringify([profile.name, request.promptIndex, prompt]));
  const isCorrect = random() < profile.accuracy;
  const fails = random() < profile.errorRate;
  const fate = fails ? pick(random, ['refusedByApi', 'truncated', 'refuses'] as const) : 'answers';
  const hasHiccup = !fails && random() < profile.hiccupRate;
  const firstTokenMs = profile.firstTokenMs * (5 / 6 + random() / 3);
  const reasoning = profile.isReasoning ? pick(random, thoughts) : '';
  const text =
    fate === 'refuses'
      ? 'I am sorry, but I can not help with that.'
      : await simulatedAnswer({ ...request, ...truth }, isCorrect, random);
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
