// Which secrets a run has, so that none of them is ever written: keys, passwords of addresses and proxies, and what else is sent to show who asks.

import { basicAuthorization } from './address';
import { addressOf } from './connections';
import type { Environment } from './provider';
import type { ModelApi } from './modelApi';
import { proxyUrl } from './proxies';
import { isDistinct, isIn } from './scrubber';

/** What people set where a key is asked for and none is needed, which are words of ordinary answers, too; and words of our own records of an answer. */
const placeholders: ReadonlySet<string> = new Set([
  ...['none', 'null', 'empty', 'dummy', 'test', 'true', 'false', 'token', 'local', 'ollama', 'lm-studio', 'lmstudio'],
  ...[
    'vllm',
    'placeholder',
    'unused',
    'anything',
    'whatever',
    'not-needed',
    'not-required',
    'no-key',
    'no-key-required',
  ],
  ...['sk-no-key-required', 'api-key', 'apikey', 'your-api-key', 'your-key-here', 'usage', 'length', 'refusal'],
]);

/** Three characters are found in any text, and are no secret. */
const shortest = 4;

/**
 * The secrets of an environment. `ordinary` is text that may be written all the same, such as a benchmark's prompts and expectations: a short
 * password that is a word of it (`cat`) is left alone, or a verdict could depend on it.
 */
export function secretsOf(apis: readonly ModelApi[], environment: Environment, ordinary = ''): string[] {
  const known = [
    ...apis.flatMap((api) => (api.keyVariable === undefined ? [] : [environment[api.keyVariable] ?? ''])),
    ...apis.flatMap((api) => secretsOfAddress(api, environment)),
    ...proxyVariables.flatMap((name) => secretsOfProxy(environment[name] ?? '')),
    ...customHeaders.flatMap((name) => headerValues(environment[name] ?? '')),
  ];
  return [...new Set(known.map((secret) => secret.trim()))].filter(
    (secret) =>
      secret.length >= shortest &&
      !placeholders.has(secret.toLowerCase()) &&
      (isDistinct(secret) || !isIn(ordinary, secret)),
  );
}

const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** Read by the vendors' own clients: a line `name: value` for each header. */
const customHeaders = ['OPENAI_CUSTOM_HEADERS', 'ANTHROPIC_CUSTOM_HEADERS'];

function secretsOfAddress(api: ModelApi, environment: Environment): string[] {
  const address = addressOf(api, environment);
  // Nothing is sent to what is no address.
  if (address === null || 'problem' in address) return [];
  const query = Object.entries(address.query ?? {}).filter(([name]) =>
    /key|token|secret|sig|code|pass|auth/i.test(name),
  );
  return [...query.map(([, value]) => value), ...secretsOfLogin(address.authorization)];
}

/** `Basic ...`: as it is sent, and the password in it. */
function secretsOfLogin(authorization: string | undefined): string[] {
  const base64 = authorization?.replace(/^Basic /, '') ?? '';
  const login = Buffer.from(base64, 'base64').toString();
  return [base64, login.slice(login.indexOf(':') + 1)];
}

function secretsOfProxy(text: string): string[] {
  const address = proxyUrl(text);
  if (address === null) return [];
  const { username, password } = new URL(address);
  return password === '' ? [] : secretsOfLogin(basicAuthorization(`${username}:${password}`));
}

function headerValues(lines: string): string[] {
  return lines.split('\n').flatMap((line) => (line.includes(':') ? [line.slice(line.indexOf(':') + 1)] : []));
}
