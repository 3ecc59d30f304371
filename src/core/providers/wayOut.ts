// How requests leave this machine: through the proxy of the house where the environment names one, and to no other host than the one that was asked.

import type { Environment } from './provider';
import { proxiesOf, proxyFor, type Proxies } from './proxies';

type Send = (input: string | URL | Request, init: RequestInit) => Promise<Response>;

/** Looked up at each request: an editor may put a `fetch` of its own in its place. */
const direct: Send = (input, init) => fetch(input, init);

/** Of this thread. */
let send = direct;

/** From here on the requests of this thread take the proxies that the environment names; none, where it names none. Throws `BadAddress`. */
export async function takeWayOut(environment: Environment): Promise<void> {
  const proxies = proxiesOf(environment);
  send = proxies ? await throughProxies(proxies) : direct;
}

async function throughProxies(proxies: Proxies): Promise<Send> {
  const { default: undici } = await import('undici');
  const agents = new Map([proxies.http, proxies.https].map((url) => [url, url && new undici.ProxyAgent(url)]));
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const dispatcher = agents.get(proxyFor(url, proxies));
    if (!dispatcher) return direct(input, init);
    const { body, method, headers, signal } = new Request(input, init);
    // Node's own fetch is of another version than the agent.
    const sent = await undici.fetch(url, {
      method,
      headers: [...headers],
      signal,
      redirect: 'manual',
      dispatcher,
      ...(typeof init.body === 'string' ? { body: init.body } : body ? { body, duplex: 'half' } : {}),
    });
    return new Response(sent.body, { status: sent.status, statusText: sent.statusText, headers: [...sent.headers] });
  };
}

/** A server sent a request on to another host, where prompt and key were not meant to go. */
export class RedirectedAway extends Error {
  readonly code = 'ERR_REDIRECTED_AWAY';
  constructor(readonly host: string) {
    super(`redirected to ${host}`);
    this.name = 'RedirectedAway';
  }
}

const mostRedirects = 5;

/** As `fetch`, with redirects followed on the same host only, and sent again as they were. Throws `RedirectedAway`. */
export async function fetchOut(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  let url = new URL(input instanceof Request ? input.url : input);
  let response = await send(input, { ...init, redirect: 'manual' });
  for (let redirects = 1; ; redirects++) {
    const location = response.headers.get('location');
    if (location === null || ![301, 302, 303, 307, 308].includes(response.status)) return response;
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) throw new RedirectedAway('an address that is none');
    const next = new URL(location, url);
    if (next.hostname !== url.hostname || !isSamePort(url, next)) throw new RedirectedAway(next.host);
    if (redirects > mostRedirects) throw new Error(`redirected more than ${mostRedirects} times`);
    url = next;
    response = await send(url, { ...init, redirect: 'manual' });
  }
}

/** A server that wants HTTPS is the same one. */
function isSamePort(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return isUpgrade || (from.port === to.port && from.protocol === to.protocol);
}
