// API keys in VS Code's SecretStorage, by the name of their environment variable, and the environment that a run gets:
// only the variables that model APIs need, a stored key before the environment's. Values never leave this file but in that, and to be looked for in what leaves.

import type * as vscode from 'vscode';
import type { Environment } from '../../core/providers/provider';
import type { ModelApi } from '../../core/providers/modelApi';
import { proxyEnvironment } from './proxyEnvironment';

export type KeyOrigin = 'stored' | 'environment' | 'none';

const alwaysPassed = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];

export class ApiKeys {
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly processEnvironment: Environment = process.env,
  ) {}

  /** A key was stored or removed, here or in another window. */
  get onDidChange(): vscode.Event<unknown> {
    return this.secrets.onDidChange;
  }

  /** Where the key of a variable would come from. */
  async originOf(keyVariable: string): Promise<KeyOrigin> {
    if (await this.secrets.get(secretName(keyVariable))) return 'stored';
    return this.processEnvironment[keyVariable] ? 'environment' : 'none';
  }

  async store(keyVariable: string, key: string): Promise<void> {
    await this.secrets.store(secretName(keyVariable), key.trim());
  }

  /** Forgets a stored key; one in the environment stays. */
  async remove(keyVariable: string): Promise<void> {
    await this.secrets.delete(secretName(keyVariable));
  }

  /** What a run with these model APIs may know of the environment. */
  async environmentFor(apis: readonly ModelApi[]): Promise<Environment> {
    const environment: { [name: string]: string } = {};
    const names = apis.flatMap((api) => [api.keyVariable, api.baseUrlVariable]).filter((name) => name !== undefined);
    for (const name of new Set([...names, ...alwaysPassed, ...alwaysPassed.map((one) => one.toLowerCase())])) {
      const value = this.processEnvironment[name];
      if (value) environment[name] = value;
    }
    for (const api of apis) {
      if (!api.keyVariable) continue;
      const stored = await this.secrets.get(secretName(api.keyVariable));
      if (stored) environment[api.keyVariable] = stored;
    }
    return { ...environment, ...proxyEnvironment() };
  }

  /** All that must be in no file that leaves: keys, and passwords of addresses and proxies. */
  async secretsOf(apis: readonly ModelApi[]): Promise<string[]> {
    const { secretsOf } = await import('../../core/providers/secretsOf');
    return secretsOf(apis, await this.environmentFor(apis));
  }
}

function secretName(keyVariable: string): string {
  return `isoSpeedBench.key.${keyVariable}`;
}
