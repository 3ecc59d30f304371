// Which parameter an API refuses, by its own words: the parameter as such, or its value. Then the model is asked again without it.

import type { ParameterName } from '../../shared/run/parameters';
import type { ApiFailure } from './apiFailure';
import type { SaidParameters } from './sayParameters';

/** What a refused parameter is answered with: 501 by some local servers; within a stream there may be no status. */
const refusals: readonly (number | undefined)[] = [400, 422, 501];

/** Words that an API may use of anything, which mean the parameter only in quotes or as `parameter stop`, `stop:`. */
const everydayWords: ReadonlySet<string> = new Set(['stop', 'seed', 'temp']);

/** What the parameter is called in sentences: Ollama `does not support thinking`, Anthropic `adaptive thinking is not supported`. */
const sentenceWords: { readonly [name in ParameterName]?: RegExp } = {
  effort: /\b(?:think(?:ing)?|reasoning|effort)\b/i,
  num_ctx: /\bcontext (?:length|window|size)\b/i,
};

/** Null when the failure is about something else. `said` is what was sent. */
export function refusedParameter(
  { status, message, param, came }: ApiFailure,
  said: SaidParameters['said'],
): ParameterName | null {
  // Whoever has begun to answer has not refused the request.
  if (came === 'afterText') return null;
  if (status === undefined ? came !== 'inPlaceOfAnswer' : !refusals.includes(status)) return null;
  const named = [...said].map(([name, paths]) => ({ name, words: wordsOf(name, paths) }));
  const byParam = named.find(({ words }) => param !== undefined && param !== null && words.includes(param));
  if (byParam) return byParam.name;
  const found = named
    .map(({ name, words }) => ({ name, at: firstMention(message, name, words) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  // Anthropic: `temperature` and `top_p` cannot both be specified. The first one stays.
  const isOneTooMany = /\bboth\b|only one|at the same time|together|mutually/i.test(message) && found.length > 1;
  return (isOneTooMany ? found.at(-1) : found[0])?.name ?? null;
}

/** As APIs write it: the whole path, its end, our name, and each as Google and xAI write names (`presencePenalty`). */
function wordsOf(name: ParameterName, paths: readonly string[]): string[] {
  const words = [name, ...paths, ...paths.map((path) => path.slice(path.lastIndexOf('.') + 1))];
  return [...new Set([...words, ...words.map(camelCased)])];
}

function camelCased(word: string): string {
  return word.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Where a message first speaks of a parameter; -1 where it does not. */
function firstMention(message: string, name: ParameterName, words: readonly string[]): number {
  const places = [
    ...words.map((word) => message.search(patternOf(word))),
    ...(sentenceWords[name] ? [message.search(sentenceWords[name])] : []),
  ].filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

function patternOf(word: string): RegExp {
  const escaped = word.replaceAll('.', String.raw`\.`);
  return everydayWords.has(word)
    ? new RegExp(
        String.raw`[\x60'"]${escaped}[\x60'"]|\bparameters?:? ${escaped}\b|\b${escaped} parameter|(?:^|[\n;,(] *)${escaped}: `,
      )
    : new RegExp(String.raw`(?<![\w-])${escaped}(?![\w-])`);
}
