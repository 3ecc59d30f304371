// The entries of the Testing view: a benchmark, its models, their prompts. Each level is made when somebody opens it. Of a large benchmark the first
// prompts are entries of their own; the others are one entry together, which says how many they are.

import * as vscode from 'vscode';
import { basename } from 'node:path';
import { counted } from '../../shared/text/counted';
import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { ModelId } from '../../shared/run/model';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import { messageOf } from '../../shared/text/messageOf';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';

/** Prompts of a model with an entry of their own. Fewer than the rows that a data file is read to while nothing runs, so that all these are known. */
const mostPrompts = 500;

/** What an entry stands for. */
type ItemMeaning =
  | { kind: 'benchmark'; uri: vscode.Uri }
  | { kind: 'model'; uri: vscode.Uri; model: string }
  /** Places among the benchmark's prompts, from 1, the last included. */
  | { kind: 'prompts'; uri: vscode.Uri; model: string; from: number; to: number };

interface Prompt {
  label: string;
  range: vscode.Range | undefined;
}

interface BenchmarkPrompts {
  listed: readonly Prompt[];
  total: number;
}

export class BenchmarkItems {
  private readonly meanings = new WeakMap<vscode.TestItem, ItemMeaning>();
  private readonly prompts = new WeakMap<vscode.TestItem, BenchmarkPrompts>();
  private readonly names = new WeakMap<vscode.TestItem, string>();
  /** The reading of each entry that was asked for last: one begins when the one before it is done, or an older text could replace a newer one. */
  private readonly readings = new WeakMap<vscode.TestItem, Promise<void>>();

  constructor(
    private readonly controller: vscode.TestController,
    private readonly checker: BenchmarkChecker,
  ) {}

  meaningOf(item: vscode.TestItem): ItemMeaning | undefined {
    return this.meanings.get(item);
  }

  /** The name that a benchmark gives itself, as when it was last read; undefined while it can't be run. */
  async nameOf(benchmark: vscode.TestItem): Promise<string | undefined> {
    if (!this.names.has(benchmark)) await this.resolve(benchmark);
    return this.names.get(benchmark);
  }

  /** Makes these the benchmarks; what is below those that are there already stays. */
  setBenchmarks(uris: readonly vscode.Uri[]): void {
    const { items } = this.controller;
    items.replace(
      uris.map((uri) => {
        const item = this.made(items, uri.toString(), basename(uri.fsPath), { kind: 'benchmark', uri });
        item.description = vscode.workspace.asRelativePath(uri).split('/').slice(0, -1).join('/');
        item.canResolveChildren = true;
        return item;
      }),
    );
  }

  /** Makes what is below an entry, anew when it is there already. Never throws: what is the matter stands at the entry. */
  async resolve(item: vscode.TestItem): Promise<void> {
    const meaning = this.meanings.get(item);
    if (meaning?.kind === 'model') return this.resolveModel(item, meaning);
    if (meaning?.kind !== 'benchmark') return;
    const before = this.readings.get(item) ?? Promise.resolve();
    const reading = before.then(() => this.resolveBenchmark(item, meaning.uri));
    this.readings.set(item, reading);
    await reading;
  }

  /** The entry of a test; undefined where it has none. */
  itemOf(benchmark: vscode.TestItem, model: string, place: number): vscode.TestItem | undefined {
    const ofModel = benchmark.children.get(model);
    return ofModel && (ofModel.children.get(idOf(place)) ?? ofModel.children.get(idOf(mostPrompts + 1)));
  }

  private async resolveBenchmark(item: vscode.TestItem, uri: vscode.Uri): Promise<void> {
    item.busy = true;
    item.error = undefined;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const checked = await this.checker.checkDocument(document);
      if (!checked)
        throw new Error('It is no benchmark any more, or too large to be listed here. Run it from its own view.');
      const { benchmark, problems, rowsLeftOut } = checked;
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (!benchmark)
        throw new Error(
          `${counted(errors.length, 'problem')}, the first in line ${errors[0]?.line}: ${errors[0]?.message}`,
        );
      this.names.set(item, benchmark.benchmark_name);
      await this.setModels(item, uri, document.getText(), benchmark, rowsLeftOut);
    } catch (error) {
      item.error = messageOf(error);
      item.children.replace([]);
    } finally {
      item.busy = false;
    }
  }

  private async setModels(
    item: vscode.TestItem,
    uri: vscode.Uri,
    text: string,
    benchmark: LoadedBenchmark,
    rowsLeftOut: number,
  ): Promise<void> {
    const [{ writtenAt }, { labelPrompts }, { textsOf }] = await Promise.all([
      import('../../core/benchmark/writtenAt'),
      import('../../core/benchmark/promptLabel'),
      import('../../shared/run/basePrompt'),
    ]);
    const places = writtenAt(text);
    const first = benchmark.prompts.slice(0, mostPrompts);
    const labels = labelPrompts(first, textsOf(benchmark.base_prompt));
    const prompts: BenchmarkPrompts = {
      listed: first.map((prompt, position) => ({
        label: labels[position]!,
        range: rangeOf(places.prompt(prompt.item ?? position)),
      })),
      total: benchmark.prompts.length + rowsLeftOut,
    };
    const models = benchmark.modelIds.map((id: ModelId) => {
      const own = this.made(item.children, id.model, id.model, { kind: 'model', uri, model: id.model });
      own.range = rangeOf(places.model(id));
      own.canResolveChildren = true;
      this.prompts.set(own, prompts);
      if (own.children.size > 0) this.resolveModel(own, { uri, model: id.model });
      return own;
    });
    item.children.replace(models);
  }

  private resolveModel(item: vscode.TestItem, { uri, model }: { uri: vscode.Uri; model: string }): void {
    const { listed, total } = this.prompts.get(item) ?? { listed: [], total: 0 };
    const items = listed.map(({ label, range }, position) => {
      const place = position + 1;
      const own = this.made(item.children, idOf(place), `#${place} ${label}`, {
        kind: 'prompts',
        uri,
        model,
        from: place,
        to: place,
      });
      own.range = range;
      own.sortText = String(place).padStart(9, '0');
      return own;
    });
    if (total > listed.length) {
      const from = listed.length + 1;
      const rest = this.made(item.children, idOf(from), `#${formatCount(from)} to #${formatCount(total)}`, {
        kind: 'prompts',
        uri,
        model,
        from,
        to: total,
      });
      rest.description = `${formatCount(total - listed.length)} more prompts, as one`;
      rest.sortText = String(from).padStart(9, '0');
      items.push(rest);
    }
    item.children.replace(items);
  }

  /** The entry of this id where there is one: results that come meanwhile are told of it. */
  private made(among: vscode.TestItemCollection, id: string, label: string, meaning: ItemMeaning): vscode.TestItem {
    const item = among.get(id) ?? this.controller.createTestItem(id, oneLine(label), meaning.uri);
    item.label = oneLine(label);
    this.meanings.set(item, meaning);
    return item;
  }
}

function idOf(place: number): string {
  return `#${place}`;
}

function rangeOf(line: number | null): vscode.Range | undefined {
  return line === null ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
}
