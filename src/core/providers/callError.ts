// Turns what a call threw into a `ProviderError`: the API's own failure, or one of the connection, of which nobody has said anything yet.

import type { ErrorKind } from '../../shared/run/verdict';
import { apiError, quoted, recordedUrl, sentence, where, type CallTarget } from './apiFailure';
import { failureIn } from './failedAnswer';
import { ProviderError } from './provider';
import { ProxyFailed } from './proxyFailed';
import { codeOf } from '../../shared/text/codeOf';

/** What a call threw that came to no answer: the API's own failure, or one of the connection; what is said of it already stays. */
export function callError(target: CallTarget, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const failure = failureIn(error);
  return failure ? apiError(target, failure, error) : connectionError(target, error);
}

/** A failure of the connection: nobody there, a name unknown, a line cut, an answer that is not what the protocol says. */
function connectionError(target: CallTarget, error: unknown): ProviderError {
  const chain = causeChain(error);
  const code = chain.map(codeOf).find((one) => one !== undefined);
  const failed = chain.find((one) => one instanceof ProxyFailed) ?? chain.at(-1);
  const detail = quoted(target, failed?.message || chain[0]?.message || String(error));
  const { text, isRetryable, kind } = describe(target, code, detail);
  return new ProviderError(kind, text, isRetryable, undefined, undefined, { cause: error });
}

const proxyAdvice =
  'Check the proxy settings (HTTP_PROXY, HTTPS_PROXY or ALL_PROXY, in VS Code http.proxy), or name the host in NO_PROXY.';

interface Description {
  text: string;
  isRetryable: boolean;
  kind: ErrorKind;
}

function describe(target: CallTarget, code: string | undefined, detail: string): Description {
  const again = { isRetryable: true, kind: 'network' as const };
  const never = { isRetryable: false, kind: 'network' as const };
  switch (code) {
    case 'ECONNREFUSED':
      return {
        ...again,
        text: `Nothing listens at ${originOf(target.url)} (${target.label}). ${target.startAdvice ?? 'Start the server, or check the address.'}`,
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        ...again,
        text: `The host of ${target.label}, ${hostNameOf(target.url)}, was not found. Check the address and the network connection.`,
      };
    case 'ERR_PROXY_UNREACHABLE':
      return {
        ...again,
        text: `The proxy that ${where(target)} is reached through can't be reached itself: ${sentence(detail)} ${proxyAdvice}`,
      };
    case 'ERR_PROXY_LOGIN':
      return {
        ...never,
        text: `The proxy that ${where(target)} is reached through asks for a user name and a password: ${sentence(detail)} Write them into its address, http://user:password@host:port.`,
      };
    case 'ERR_PROXY_REFUSED':
      return {
        ...again,
        text: `The proxy that ${where(target)} is reached through did not let the request through: ${sentence(detail)} ${proxyAdvice}`,
      };
    case 'ERR_REDIRECTED_AWAY':
      return {
        ...never,
        text: `${where(target)} sends requests on to another host, which was not followed: ${sentence(detail)} Correct the address, or name that host in it.`,
      };
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return {
        isRetryable: true,
        kind: 'timeout',
        text: `${where(target)} could not be reached in time. Check the address and the network connection.`,
      };
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return {
        isRetryable: true,
        kind: 'timeout',
        text: `Nothing came from ${where(target)} for ${(target.silenceMs ?? 0) / 1000} s, so the connection was closed.`,
      };
    default:
      if (code && /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code)) {
        return {
          ...never,
          text: `The secure connection to ${where(target)} failed (${code}): ${sentence(detail)} A proxy or a wrong scheme (http, https) may be the reason.`,
        };
      }
      return {
        ...again,
        text: `The connection to ${where(target)} was cut off: ${sentence(`${detail}${code && !detail.includes(code) ? ` (${code})` : ''}`)}`,
      };
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : recordedUrl(url);
}

function hostNameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : recordedUrl(url);
}

/** An error, its causes, and the parts of an aggregate (one per address of a name). */
function causeChain(error: unknown): Error[] {
  const chain: Error[] = [];
  let next: unknown = error;
  while (next instanceof Error && chain.length < 10 && !chain.includes(next)) {
    chain.push(next);
    next = next instanceof AggregateError && next.cause === undefined ? next.errors[0] : next.cause;
  }
  return chain;
}
