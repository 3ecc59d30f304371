// What `OLLAMA_HOST` means, read as the Ollama server itself reads it. It also says where to listen, so its address
// may be one that can't be connected to (`0.0.0.0`): that becomes this machine.

export const defaultOllamaUrl = 'http://127.0.0.1:11434';

/**
 * The base URL for a value of `OLLAMA_HOST`: `host`, `host:port`, `:port`, `[::1]:port`, with or without `http://` or `https://`,
 * with or without a path. Without a port it is 11434, or 80 or 443 when a scheme was given. User names are dropped.
 * Undefined for text that is no address.
 */
export function parseOllamaHost(text: string | undefined): string | undefined {
  const value = (text ?? '').trim().replace(/^["']+|["']+$/g, '');
  if (value === '') return defaultOllamaUrl;
  const [, scheme, rest] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(value)!;
  const protocol = scheme?.toLowerCase() ?? 'http';
  if (protocol !== 'http' && protocol !== 'https') return undefined;
  const slash = rest!.indexOf('/');
  const authority = (slash < 0 ? rest! : rest!.slice(0, slash)).replace(/^.*@/s, '');
  const path = slash < 0 ? '' : rest!.slice(slash).replace(/[?#].*$/s, '');
  const address = splitAddress(authority);
  if (!address) return undefined;
  const port = address.port ?? (scheme === undefined ? '11434' : protocol === 'https' ? '443' : '80');
  if (Number(port) > 65_535) return undefined;
  const host = connectable(address.host);
  if (host === undefined) return undefined;
  const origin = `${protocol}://${host}:${port}`;
  return origin + new URL(origin + path).pathname.replace(/\/+$/, '');
}

function splitAddress(authority: string): { host: string; port?: string } | undefined {
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
