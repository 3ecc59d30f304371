// How requests leave this machine: through the proxy of the house where the environment names one, and to no other host than the one that was
// asked. Connections are kept and used again; nothing here gives up for want of patience, for that is the user's limits' to say.

import type { Dispatcher } from 'undici';
import { exchange, noteConnection, type HttpAnswer, type HttpRequest } from './exchange';
import type { Environment } from './provider';
import { proxiesOf, proxyFor, type Proxies } from './proxies';
import { throughProxy } from './proxyFailed';

/** The connections that a URL is reached by, and the address of the proxy that they go through. */
type Ways = (url: URL) => { dispatcher: Dispatcher; proxy?: string };

/** Of this thread; made when the first request goes out. */
let ways: Promise<Ways> | null = null;
let proxies: Proxies | null = null;

/** From here on the requests of this thread take the proxies that the environment names; none, where it names none. Throws `BadAddress`. */
export function takeWayOut(environment: Environment): void {
  proxies = proxiesOf(environment);
  ways = null;
}

/** Loads what requests need, so that the first one need not wait for it. */
export async function openWayOut(): Promise<Ways> {
  ways ??= waysThrough(proxies);
  return ways;
}

/** Loads what requests need wherever they go. */
export async function loadWayOut(): Promise<void> {
  await sendingParts();
}

const sendingParts = () =>
  Promise.all([import('undici/lib/dispatcher/agent.js'), import('undici/lib/dispatcher/pool.js')]);

async function waysThrough(proxies: Proxies | null): Promise<Ways> {
  const [{ default: Agent }, { default: Pool }] = await sendingParts();
  const patient = {
    headersTimeout: 0,
    bodyTimeout: 0,
    factory: (origin: string | URL, options: object) => new Pool(origin, options).on('connect', noteConnection),
  };
  const direct = new Agent(patient);
  if (!proxies) return () => ({ dispatcher: direct });
  // A proxy is asked by what only the whole of undici has.
  const { ProxyAgent } = (await import('undici')).default;
  const addresses = [...new Set([proxies.http, proxies.https])].filter((uri) => uri !== undefined);
  const agents = new Map(addresses.map((uri) => [uri, new ProxyAgent({ ...patient, uri })]));
  return (url) => {
    const proxy = proxyFor(url, proxies);
    const agent = proxy === undefined ? undefined : agents.get(proxy);
    return proxy === undefined || !agent ? { dispatcher: direct } : { dispatcher: agent, proxy };
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

/** Sends a request, with redirects followed on the same host only, unless it says otherwise, and sent again as it was. Throws `RedirectedAway`, `ProxyFailed`, and what `exchange` throws. */
export async function sendOut(address: string, request: HttpRequest): Promise<HttpAnswer> {
  const wayTo = await openWayOut();
  let url = new URL(address);
  for (let redirects = 0; ; redirects++) {
    const { dispatcher, proxy } = wayTo(url);
    const answer = await exchange(dispatcher, url, request).catch((error: unknown) => {
      throw proxy === undefined || request.signal.aborted ? error : throughProxy(error, proxy);
    });
    const location = answer.headers.get('location');
    if (location === null || location === undefined || ![301, 302, 303, 307, 308].includes(answer.status))
      return answer;
    answer.body.leave();
    if (!URL.canParse(location, url.href)) throw new RedirectedAway('an address that is none');
    const next = new URL(location, url);
    const isThere = next.hostname === url.hostname && isSamePort(url, next);
    if (!isThere && request.mayLeaveHost !== true) throw new RedirectedAway(next.host);
    if (redirects === mostRedirects) throw new Error(`redirected more than ${mostRedirects} times`);
    url = next;
  }
}

/** A server that wants HTTPS is the same one. */
function isSamePort(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return isUpgrade || (from.port === to.port && from.protocol === to.protocol);
}
