// Checks a benchmark's text as a run would, without running it; the last answer for each open document is kept.

import type * as vscode from 'vscode';
import type { LoadedBenchmark } from '../core/benchmark/loadBenchmark';
import type { ModelApi } from '../core/providers/provider';
import type { ParsedServiceRows } from '../core/providers/services';
import type { BenchmarkProblem } from '../shared/benchmark';
import { isYaml } from './benchmarkSource';
import { readRunSettings } from './settings';

export interface CheckedBenchmark {
  /** Absent when a problem is an error. */
  benchmark?: LoadedBenchmark;
  problems: BenchmarkProblem[];
}

/** Larger YAML is not looked at while typing: no benchmark written by hand is. Characters. */
const longestChecked = 1_000_000;

export class BenchmarkChecker {
  private readonly kept = new WeakMap<vscode.TextDocument, { version: number; services: string; checked: CheckedBenchmark }>();

  /** The user's own services; a faulty row is left out and its problems are told. */
  async services(): Promise<ParsedServiceRows> {
    const { parseServiceRows } = await import('../core/providers/services');
    return parseServiceRows(readRunSettings().services);
  }

  /** The model APIs of this window, the user's own included. */
  async modelApis(): Promise<ModelApi[]> {
    const { modelApis } = await import('../core/providers/modelApis');
    return modelApis((await this.services()).rows);
  }

  async check(text: string, fileName: string): Promise<CheckedBenchmark> {
    const { loadBenchmark } = await import('../core/benchmark/loadBenchmark');
    return loadBenchmark(text, { fileName, knownProviders: await this.modelApis() });
  }

  /** The check of an open document; absent when it is no benchmark. */
  async checkDocument(document: vscode.TextDocument): Promise<CheckedBenchmark | undefined> {
    if (!isYaml(document) || document.isClosed) return undefined;
    const text = document.getText();
    if (text.length > longestChecked) return undefined;
    const { looksLikeBenchmark } = await import('../core/benchmark/looksLikeBenchmark');
    if (!looksLikeBenchmark(text)) return undefined;
    const { version } = document;
    const services = JSON.stringify(readRunSettings().services ?? null);
    const known = this.kept.get(document);
    if (known && known.version === version && known.services === services) return known.checked;
    const checked = await this.check(text, document.uri.path.split('/').at(-1) ?? '');
    this.kept.set(document, { version, services, checked });
    return checked;
  }
}
