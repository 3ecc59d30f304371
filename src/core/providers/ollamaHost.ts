// What `OLLAMA_HOST` means, read as the Ollama server itself reads it. It also says where to listen, so its address
// may be one that can't be connected to (`0.0.0.0`): that becomes this machine.

import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { basicAuthorization, withoutQuotes, type ReadAddress } from './address';
import type { CallTarget } from './apiFailure';
import type { Connection } from './provider';
import { scrubFor } from './scrubber';

export const defaultOllamaUrl = 'http://127.0.0.1:11434';

/** Ollama's own cloud, which speaks the same protocol. */
const cloud = 'ollama.com';

/** `ollama.com` where that is the address, and for a model that a local server only passes on to it: by Ollama's naming, one whose tag ends in `cloud`. */
export function ollamaCloudHost(baseUrl: string | undefined, name: string): string | null {
  if (baseUrl !== undefined && /(^|\.)ollama\.com$/.test(new URL(baseUrl).hostname)) return cloud;
  return /[:-]cloud$/.test(name) ? cloud : null;
}

/** What people copy along: the paths of Ollama's own API, and of the one that imitates OpenAI. */
const endpoint = /\/(api|v1)(\/[a-z/]*)?$/i;

const expected = { problem: 'expected host, host:port or http://host:port, with a port from 1 to 65535' };

/**
 * The address for a value of `OLLAMA_HOST`: `host`, `host:port`, `:port`, `[::1]:port`, with or without `http://` or `https://`,
 * with or without a path. Without a port it is 11434, or 80 or 443 when a scheme was given. User name and password, which Ollama itself
 * has none of, are for the proxy in front of it and are sent as Basic authentication.
 */
export function readOllamaHost(text: string): ReadAddress {
  const value = withoutQuotes(text);
  if (value === '') return { baseUrl: defaultOllamaUrl };
  const [, scheme, rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(value)!;
  const protocol = scheme?.toLowerCase() ?? 'http';
  if (protocol !== 'http' && protocol !== 'https') return expected;
  const [, login, authority, path] = /^(?:([^/]*)@)?([^/]*)(.*)$/s.exec(rest!)!;
  if (/[@?#]/.test(path!)) return expected;
  const address = splitAuthority(authority!);
  if (!address) return expected;
  const port = address.port ?? (scheme === undefined ? '11434' : protocol === 'https' ? '443' : '80');
  const host = connectable(address.host);
  if (host === undefined || Number(port) > 65_535 || Number(port) === 0) return expected;
  const origin = `${protocol}://${host}:${port}`;
  const { pathname } = new URL(origin + path!);
  return {
    baseUrl: origin + pathname.replace(/\/+$/, '').replace(endpoint, '').replace(/\/+$/, ''),
    ...(login ? { authorization: basicAuthorization(login) } : {}),
  };
}

/** What `remote_host` of an answer or of a model in the server's list means: the host alone, for it is written as a URL with its port. */
export function remoteHostOf(value: unknown): { remoteHost?: string } {
  if (typeof value !== 'string' || value === '') return {};
  return { remoteHost: URL.canParse(value) ? new URL(value).hostname || value : value };
}

/** Whom a request to `path` goes to, and what to say when nobody is there. */
export function ollamaTarget(connection: Connection, path: string): CallTarget {
  const baseUrl = connection.baseUrl ?? defaultOllamaUrl;
  return {
    label: 'Ollama',
    url: `${baseUrl}${path}`,
    scrub: scrubFor(connection),
    limits: connection.limits ?? usualAnswerLimits,
    isLocal: true,
    startAdvice: 'Start it with `ollama serve`, or set OLLAMA_HOST to where it runs.',
  };
}

/** The header that a request shows its caller with: user name and password of the address, else the key, which Ollama's own cloud asks for. */
export function ollamaHeaders({ authorization, apiKey }: Connection): { [name: string]: string } {
  if (authorization !== undefined) return { Authorization: authorization };
  return apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
}

function splitAuthority(authority: string): { host: string; port?: string } | undefined {
  if (/\s/.test(authority)) return undefined;
  const bracketed = /^\[([0-9a-f:.]+)\](?::(\d+))?$/i.exec(authority);
  if (bracketed) return { host: `[${bracketed[1]!}]`, ...(bracketed[2] ? { port: bracketed[2] } : {}) };
  // More than one colon and no brackets: an IPv6 address without a port.
  if (/^[0-9a-f:.]*:[0-9a-f.]*:[0-9a-f:.]*$/i.test(authority)) return { host: `[${authority}]` };
  const plain = /^([\p{L}\p{N}._-]*)(?::(\d+))?$/u.exec(authority);
  if (!plain) return undefined;
  return { host: plain[1]!, ...(plain[2] ? { port: plain[2] } : {}) };
}

/** The host as URLs write it; undefined when it is none. The addresses that mean *all of this machine* become its loopback. */
function connectable(host: string): string | undefined {
  const url = `http://${host === '' ? '127.0.0.1' : host}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname } = new URL(url);
  if (hostname === '0.0.0.0') return '127.0.0.1';
  return hostname === '[::]' ? '[::1]' : hostname;
}
