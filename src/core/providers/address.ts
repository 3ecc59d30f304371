// What an address of a model API means: a base URL from an environment variable or a setting, read once, before anything is sent. What is wrong
// with one is said without repeating it, for it may hold a password.

/** An address that requests can be sent to. */
export interface Address {
  /** Scheme, host, port and path, without a slash at the end: all of an address that may be shown. */
  baseUrl: string;
  /** What is sent with every request, as Azure's `api-version` is; absent where the address has no query. */
  query?: { [name: string]: string };
  /** The `Authorization` header for user name and password; absent without them, or where the API takes none. */
  authorization?: string;
}

/** `problem` is one sentence without its full stop: `expected ...`. */
export type ReadAddress = Address | { problem: string };

/**
 * Reads a base URL. `endpoint` is what the client appends to it (`/chat/completions`), which people copy along from a documentation: it is taken
 * off. A query stays apart, so that it comes after the path. User names and passwords are refused: such services take keys.
 */
export function readAddress(text: string, endpoint: RegExp): ReadAddress {
  const value = withoutQuotes(text);
  if (!/^https?:\/\/[^/?#]/i.test(value))
    return { problem: 'expected an address that begins with http:// or https://, and a host after it' };
  if (value.includes('@'))
    return { problem: 'expected no user name and no password in the address; a key belongs in a variable of its own' };
  if (value.includes('#')) return { problem: 'expected no # in the address' };
  if (!URL.canParse(value) || new URL(value).port === '0') return { problem: hostProblem(value) };
  const url = new URL(value);
  // URLs may have quotes and braces in their hosts; no host has.
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/i.test(url.hostname)) return { problem: hostProblem(value) };
  const query = Object.fromEntries(url.searchParams);
  const path = url.pathname.replace(/\/+$/, '').replace(endpoint, '').replace(/\/+$/, '');
  return {
    baseUrl: `${url.protocol}//${connectable(url)}${path}`,
    ...(Object.keys(query).length === 0 ? {} : { query }),
  };
}

/** What shells take off and what some readers of env files leave on. */
export function withoutQuotes(text: string): string {
  return text.trim().replace(/^["']+|["']+$/g, '');
}

/** Host and port; the addresses that mean *all of this machine*, which a server may print of itself, become its loopback. */
function connectable({ hostname, host, port }: URL): string {
  const loopback = hostname === '0.0.0.0' ? '127.0.0.1' : hostname === '[::]' ? '[::1]' : null;
  if (loopback === null) return host;
  return port === '' ? loopback : `${loopback}:${port}`;
}

function hostProblem(value: string): string {
  return /^https?:\/\/[^/?]*:\d+(?:[/?]|$)/i.test(value)
    ? 'expected a port from 1 to 65535 after the host'
    : 'expected a host name or an IP address after the two slashes (IPv6 in brackets), with or without :port';
}

/** Whose slots a request takes: `host:port`, so that two model APIs on one server share them. This machine's names are one. */
export function queueOf(baseUrl: string): string {
  const { hostname, port, protocol } = new URL(baseUrl);
  return `${isLoopbackUrl(baseUrl) ? '127.0.0.1' : hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** True for an address on this machine, where a key is not asked for: a proxy or a server under test. */
export function isLoopbackUrl(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** The `Authorization` header of RFC 7617 for `user:password` as it stands in an address, where it is escaped for it. */
export function basicAuthorization(login: string): string {
  const plain = login.split(':').map(unescaped).join(':');
  return `Basic ${Buffer.from(plain.includes(':') ? plain : `${plain}:`).toString('base64')}`;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that begins no escape: it is meant as it stands.
    return text;
  }
}
