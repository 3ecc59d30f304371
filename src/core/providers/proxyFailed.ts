// A request that came no further than the proxy of the house.

/** Codes of a connection that was never made. Through a proxy it is the one to the proxy: what lies behind it, the proxy itself tells of. */
const unconnected = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'],
]);

export class ProxyFailed extends Error {
  constructor(
    readonly code: 'ERR_PROXY_UNREACHABLE' | 'ERR_PROXY_LOGIN' | 'ERR_PROXY_REFUSED',
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProxyFailed';
  }
}

/** What an error of a request means that went through this proxy: the error itself, where the proxy is not to blame. The message never has its password. */
export function throughProxy(error: unknown, proxy: string): unknown {
  if (!(error instanceof Error)) return error;
  const { host } = new URL(proxy);
  const status = /^Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (status === '407') return new ProxyFailed('ERR_PROXY_LOGIN', `${host} answered 407`, { cause: error });
  if (status !== undefined) return new ProxyFailed('ERR_PROXY_REFUSED', `${host} answered ${status}`, { cause: error });
  const code = 'code' in error ? String(error.code) : '';
  return unconnected.has(code) ? new ProxyFailed('ERR_PROXY_UNREACHABLE', `${host}, ${code}`, { cause: error }) : error;
}
