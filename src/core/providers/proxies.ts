// The proxies of the house, as the environment names them, in the way that curl and Node do.

import { isLoopbackUrl } from './address';
import { BadAddress } from './badAddress';
import type { Environment } from './provider';

export interface Proxies {
  /** URLs, with user name and password where there are any: not to be shown. */
  http?: string;
  https?: string;
  /** Hosts that are reached without one, separated by commas, as `NO_PROXY` has them. */
  no: string;
}

/** Null where the environment names none. Throws `BadAddress` for what is no address of a proxy. */
export function proxiesOf(environment: Environment): Proxies | null {
  const [http, https] = [proxyIn(environment, 'HTTP_PROXY'), proxyIn(environment, 'HTTPS_PROXY')];
  if (http === undefined && https === undefined) return null;
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    no: valueIn(environment, 'NO_PROXY'),
  };
}

/** The proxy that a URL is reached through; undefined without one. A server on this machine is no matter of the house's. */
export function proxyFor(url: URL, { http, https, no }: Proxies): string | undefined {
  const isExcepted = isLoopbackUrl(url.href) || no.split(/[\s,]+/).some((entry) => isOf(url, entry.toLowerCase()));
  return isExcepted ? undefined : url.protocol === 'https:' ? https : http;
}

/** `example.org`, `.example.org` and `*.example.org` are the host and all below it, with a port that port alone; `*` is every host. */
function isOf({ hostname, port, protocol }: URL, entry: string): boolean {
  if (entry === '') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  if (entry === '*' || entry === host) return true;
  const [, name, ownPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry)!;
  if (ownPort !== undefined && ownPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  return host === name || host.endsWith(`.${name}`);
}

function proxyIn(environment: Environment, variable: string): string | undefined {
  const own = valueIn(environment, variable);
  const value = own || valueIn(environment, 'ALL_PROXY');
  if (value === '') return undefined;
  const address = proxyUrl(value);
  if (address === null)
    throw new BadAddress(
      `${own === '' ? 'ALL_PROXY' : variable}: expected the address of an HTTP proxy, http://host:port (in VS Code, the setting http.proxy).`,
    );
  return address;
}

/** The address of a proxy with its scheme; null when it is none that can be spoken to. */
export function proxyUrl(value: string): string | null {
  const address = /^[a-z0-9+.-]+:\/\//i.test(value) ? value : `http://${value}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}

/** Small letters come first, as they do for curl. */
function valueIn(environment: Environment, variable: string): string {
  return (environment[variable.toLowerCase()] || environment[variable] || '').trim();
}
