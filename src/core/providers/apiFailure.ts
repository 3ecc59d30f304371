// Turns what an API says of a failure into a `ProviderError`: what kind, whether another try makes sense, and a sentence for people.
// The only place where such sentences are made: what an API says is scrubbed here, before it is shortened.

import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { ErrorKind } from '../../shared/run/verdict';
import { isLoopbackUrl } from './address';
import type { AnswerHeaders } from './answerHeaders';
import { oneLine } from './oneLine';
import { refusesImages } from './refusesImages';
import { ImagesRefused, ProviderError } from './provider';
import type { Scrub } from './scrubber';
import { refusesContent } from './refusesContent';
import { recordedHeaders } from './recordedHeaders';
import { retryAfterMs } from './retryAfterMs';
import { serverNow } from './serverNow';
import { askedByHeaders } from './waitByHeaders';

/** What is known of the service spoken to, beside the failure. */
export interface CallTarget {
  /** `OpenAI`. */
  label: string;
  /** The URL of the request. */
  url: string;
  keyVariable?: string;
  apiKey?: string;
  /** Takes secrets out of what the service says. */
  scrub: Scrub;
  /** How much of an answer is taken in. */
  limits: AnswerLimits;
  /** How long the service may be silent in a call about batches, ms; 0 or absent for ever. */
  silenceMs?: number;
  isLocal: boolean;
  /** What to do when nobody listens at the address; absent for the general advice. */
  startAdvice?: string;
  /** What to do about a 404; absent for the general advice. */
  notFoundAdvice?: string;
  /** What to do about a 401 where no key is missing but somebody has to sign in: where that is known, or the server asks for it. */
  signInAdvice?: string;
  mustSignIn?: boolean;
  /** True when the request has pictures, which not every model takes. */
  hasImages?: boolean;
}

/** What the API said, wherever in its answer it said it. */
export interface ApiFailure {
  /** HTTP status, or the status that an error in the middle of a stream stands for; absent when it stands for none. */
  status?: number;
  /** The API's own words. */
  message: string;
  /** The API's own names of the kind of error. */
  type?: string | null;
  code?: string | number | null;
  /** The parameter that the error is about. */
  param?: string | null;
  /** How long the body asks to wait, ms. */
  waitMs?: number | null;
  /** The limit that was hit is one of a day or longer. */
  isLongLimit?: boolean;
  /** The body has an address to sign in at. */
  asksToSignIn?: boolean;
  headers?: AnswerHeaders;
  /** Of an error that came with status 200: whether a part of the answer had come before it. */
  came?: 'afterText' | 'inPlaceOfAnswer';
}

/**
 * A failure that the API itself reported. Retried: 408, 409, 425, 429, 498 (Groq: no capacity), 5xx but 501 and unnamed errors in mid-stream; nothing else, and no limit of a day or longer.
 * `ImagesRefused` when it says that the model takes no pictures, whatever its status: a server that fails at them fails again.
 */
export function apiError(target: CallTarget, failure: ApiFailure, cause?: unknown): ProviderError {
  const { status, headers } = failure;
  const what = sentence(`${where(target)} ${happened(failure)}: ${quoted(target, failure.message) || 'no message'}`);
  if (target.hasImages && refusesImages(failure.message)) return new ImagesRefused(what, status, { cause });
  if (refusesContent(failure)) return new ProviderError('refused', what, false, status, undefined, { cause });
  const isSpent = [failure.code, failure.type].includes('insufficient_quota') || saysSpent.test(failure.message);
  const isUsedUp = status === 429 && failure.isLongLimit === true;
  const isRetryable = !isSpent && !isUsedUp && headers?.get('x-should-retry') !== 'false' && isRetryableStatus(status);
  const advice = isSpent
    ? 'The account has no credit left: add credit, or use another key.'
    : isUsedUp
      ? 'That is a limit of a day or longer, so it was not tried again: go on with the run when it is over, or raise the limit.'
      : adviceFor(failure, target);
  const wait = (headers && retryAfterMs(headers)) ?? failure.waitMs ?? (headers && waitForReset(status, headers));
  return new ProviderError(
    saysWrongKey(failure) ? 'authentication' : kindOf(status),
    `${what}${advice ? ` ${advice}` : ''}`,
    isRetryable,
    status,
    isRetryable ? wait : undefined,
    { cause },
  );
}

/** An empty account, whatever the status: Anthropic says it with 400, Zhipu with 429. */
const saysSpent =
  /insufficient (?:account )?(?:balance|credits?|funds)|credit balance is too low|(?:out of|no (?:more|remaining)) credits?\b|余额不足|欠费/i;

/** Gemini says it with 400. */
function saysWrongKey({ status, message }: Pick<ApiFailure, 'message'> & { status?: number | undefined }): boolean {
  return status === 400 && /\bapi key (?:not valid|not found|expired)/i.test(message);
}

/** What the limits in the headers tell of a request that was one too many. */
function waitForReset(status: number | undefined, headers: AnswerHeaders): number | undefined {
  return status === 429 ? askedByHeaders(recordedHeaders(headers), serverNow(headers.get('date'))) : undefined;
}

function happened({ status, came }: ApiFailure): string {
  const code = status === undefined ? '' : ` (${status})`;
  if (came === 'afterText') return `broke off its answer with an error${code}`;
  return came === undefined ? `answered ${status ?? 'with an error'}` : `sent an error${code} in place of an answer`;
}

function isRetryableStatus(status: number | undefined): boolean {
  return status === undefined || [408, 409, 425, 429, 498].includes(status) || (status >= 500 && status !== 501);
}

function kindOf(status: number | undefined): ErrorKind {
  if (status === 401 || status === 403) return 'authentication';
  if (status === 429) return 'rateLimited';
  if (status === 408) return 'timeout';
  return 'api';
}

function adviceFor({ status, message, asksToSignIn }: ApiFailure, target: CallTarget): string {
  const key = target.keyVariable
    ? `with the command "Set API Key" or the variable ${target.keyVariable}`
    : 'in the settings of that server';
  switch (saysWrongKey({ status, message }) ? 401 : status) {
    case 401:
      return (target.mustSignIn || asksToSignIn ? target.signInAdvice : undefined) ?? `Check the key: set it ${key}.`;
    case 402:
      return 'Add credit to the account.';
    case 403:
      return `The key may not use this model or this region: check the account, or set another key ${key}.`;
    case 404:
      return target.notFoundAdvice ?? notFoundAdvice(message, target);
    case 429:
      return 'Too many requests: lower the concurrency, or wait.';
    default:
      return '';
  }
}

/** Either the model is not there, or nothing at all is at the address; the words of the API tell which. */
function notFoundAdvice(message: string, target: CallTarget): string {
  if (
    /not a chat model|v1\/(?:completions|embeddings)|does not support chat|only supports? (?:text )?(?:completion|embedding)/i.test(
      message,
    )
  )
    return 'It answers no chat, so it can not be asked: choose another model.';
  return /model|deployment|engine/i.test(message)
    ? 'Check the spelling of the model and that the account has it.'
    : `Nothing was found at ${recordedUrl(target.url)}: check the base URL, then the spelling of the model.`;
}

/** Found before anything is sent: no key, or one that no HTTP header can carry. Undefined when the key will do. */
export function keyProblem(target: CallTarget): ProviderError | undefined {
  const how = `Set it with the command "Set API Key"${target.keyVariable ? ` or the variable ${target.keyVariable}` : ''}.`;
  if (target.apiKey !== undefined && !/^[\x21-\x7e]+$/.test(target.apiKey)) {
    return new ProviderError(
      'authentication',
      `The key for ${target.label} has a space or a character that no key has. ${how}`,
      false,
    );
  }
  if (target.apiKey === undefined && target.keyVariable && !target.isLocal && !isLoopbackUrl(target.url)) {
    return new ProviderError('authentication', `There is no key for ${target.label}. ${how}`, false);
  }
  return undefined;
}

/** Scheme, host, port and path: what a transcript may show of a URL. */
export function recordedUrl(url: string): string {
  if (!URL.canParse(url)) return url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** What a service says, as it may be repeated: without secrets, in one line, not too much of it. */
export function quoted(target: CallTarget, words: string): string {
  return oneLine(target.scrub(words));
}

/** `OpenAI (api.openai.com)`. */
export function where(target: CallTarget): string {
  return `${target.label} (${URL.canParse(target.url) ? new URL(target.url).host : recordedUrl(target.url)})`;
}

/** With a full stop where no other sign ends it. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
