// Whether a request that failed can have been carried out all the same. Where an answer is lost nobody knows; where there was one, or no connection, it is clear.

import { codeOf } from '../../shared/text/codeOf';
import type { ProviderError } from './provider';

/** Codes of a connection that was never made. `ETIMEDOUT` is none of them: it also ends one that was. */
const unconnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_PROXY_UNREACHABLE',
  'ERR_PROXY_LOGIN',
  'ERR_PROXY_REFUSED',
  'ERR_REDIRECTED_AWAY',
]);
const unsecured = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/;

/** True when an API has refused the request, or was not reached. A gateway that gives up (500, 502, 504) does not know what came of it behind it. */
export function wasNeverTaken({ status, cause }: ProviderError): boolean {
  if (status !== undefined) return (status >= 400 && status < 500) || status === 503 || status === 529;
  for (let next = cause, depth = 0; next instanceof Error && depth < 10; next = next.cause, depth++)
    if (isUnconnected(codeOf(next))) return true;
  return false;
}

function isUnconnected(code: string | undefined): boolean {
  return code !== undefined && (unconnected.has(code) || unsecured.test(code));
}
