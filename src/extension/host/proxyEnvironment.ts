// The proxy that VS Code itself is set to, as the environment would name it.

import * as vscode from 'vscode';
import type { Environment } from '../../core/providers/provider';

/** `http.proxy` comes before the environment, as it does for VS Code; `http.noProxy` belongs to it. Empty where it is not set or switched off. */
export function proxyEnvironment(): Environment {
  const settings = vscode.workspace.getConfiguration('http');
  const proxy = textOf(settings.get('proxy'));
  if (proxy === '' || settings.get('proxySupport') === 'off') return {};
  const excepted: unknown = settings.get('noProxy');
  const no = Array.isArray(excepted) ? excepted.map(textOf).filter((host) => host !== '') : [];
  // Small letters win.
  return { http_proxy: proxy, https_proxy: proxy, ...(no.length > 0 ? { no_proxy: no.join(',') } : {}) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
