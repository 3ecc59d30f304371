// Checks a benchmark as a run would, its pictures included, without running it. What its text says is kept for each open document and for each file
// that views list, what its pictures are for as long as their files stay the same.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { BenchmarkFiles } from '../../core/benchmark/benchmarkFiles';
import type { Overrides } from '../../shared/runs/runManifest';
import type { LoadedBenchmark, LoadResult } from '../../core/benchmark/loadBenchmark';
import type { LoadOptions } from '../../core/benchmark/loadOptions';
import type { KnownPictures } from '../../core/images/knownPictures';
import type { BenchmarkPlace } from '../../core/benchmark/locateFile';
import type { ModelApi } from '../../core/providers/modelApi';
import type { ParsedServiceRows } from '../../core/providers/parseServiceRows';
import type { ServiceRow } from '../../core/providers/services';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { isBenchmark } from './benchmarkSource';
import { workspacePlace } from './workspacePlace';
import { isProjectFile, type ProjectFiles } from '../host/projectFiles';
import { readRunSettings } from '../host/settings';

export interface CheckedBenchmark {
  /** Absent when a problem is an error. */
  benchmark?: LoadedBenchmark;
  problems: BenchmarkProblem[];
  /** Rows of large data files that were not looked at: prompts that the benchmark has beside those that are here. */
  rowsLeftOut: number;
}

/** What a text says, for as long as the text, the services and the files that it names are the same. */
interface KnownText {
  text: string;
  services: string;
  loaded: LoadResult;
}

/** Files whose texts are kept: more than most workspaces have benchmarks. */
const mostFilesKept = 100;

/** Of a data file; a run looks at all of them before anything is sent. */
const mostRowsWhileTyping = 2000;

export class BenchmarkChecker {
  private readonly documents = new WeakMap<vscode.TextDocument, KnownText>();
  /** By path, that which was looked at last at the end. */
  private readonly files = new Map<string, KnownText>();
  private pictures: Promise<KnownPictures> | undefined;

  constructor(private readonly projects: ProjectFiles) {}

  /** The services of the project file and the user's own, which win; a faulty row of the settings is left out and its problems are told. */
  async services(resource?: vscode.Uri): Promise<ParsedServiceRows> {
    return withUsersOwn((await this.projects.settingsFor(resource)).services);
  }

  /** The model APIs of a benchmark, without one of this window, the user's own and those of the project file included. */
  async modelApis(resource?: vscode.Uri): Promise<ModelApi[]> {
    const { modelApis } = await import('../../core/providers/modelApis');
    return modelApis((await this.services(resource)).rows);
  }

  /** As `services`, of all project files of the window: for what is of no benchmark, as keys are. */
  async windowServices(): Promise<ServiceRow[]> {
    return (await withUsersOwn(await this.projects.services())).rows;
  }

  /** As `modelApis`, of all project files of the window. An id that two of them give different addresses comes twice. */
  async windowModelApis(): Promise<ModelApi[]> {
    const { modelApis } = await import('../../core/providers/modelApis');
    return modelApis(await this.windowServices());
  }

  /** `path` is the benchmark's, absolute, which says what project file it has; `place` where the pictures and other files are. */
  async check(text: string, path: string, place: BenchmarkPlace, overrides?: Overrides): Promise<CheckedBenchmark> {
    const loaded = overrides
      ? await this.load(text, path, place, { overrides })
      : await this.checkFile(text, path, place);
    return this.withImages(loaded, text, place);
  }

  /** The check of an open document; absent when it is no benchmark. */
  async checkDocument(document: vscode.TextDocument): Promise<CheckedBenchmark | undefined> {
    if (!(await isBenchmark(document))) return undefined;
    const text = document.getText();
    const place = workspacePlace(document.uri);
    const { fsPath } = document.uri;
    const known = await this.again(this.documents.get(document), text, fsPath, place, mostRowsWhileTyping);
    this.documents.set(document, known);
    return this.withImages(known.loaded, text, place);
  }

  /** The problems of an open benchmark or project file; absent when it is neither. */
  async problemsIn(document: vscode.TextDocument): Promise<BenchmarkProblem[] | undefined> {
    if (isProjectFile(document)) return this.projects.problemsIn(document);
    return (await this.checkDocument(document))?.problems;
  }

  /** What a file says, read again only when it is another: views ask for all benchmarks whenever they are drawn. */
  private async checkFile(text: string, path: string, place: BenchmarkPlace): Promise<LoadResult> {
    const known = await this.again(this.files.get(path), text, path, place);
    this.files.delete(path);
    this.files.set(path, known);
    const [oldest] = this.files.keys();
    if (oldest !== undefined && this.files.size > mostFilesKept) this.files.delete(oldest);
    return known.loaded;
  }

  /** What is known of a text, or what it says now. */
  private async again(
    known: KnownText | undefined,
    text: string,
    path: string,
    place: BenchmarkPlace,
    mostRows?: number,
  ): Promise<KnownText> {
    const services = JSON.stringify((await this.services(vscode.Uri.file(path))).rows);
    const isSame =
      known?.text === text && known.services === services && known.loaded.files.isSameIn(await filesAt(place));
    if (known && isSame) return known;
    return { text, services, loaded: await this.load(text, path, place, mostRows === undefined ? {} : { mostRows }) };
  }

  private async load(
    text: string,
    path: string,
    place: BenchmarkPlace,
    more: Pick<LoadOptions, 'mostRows' | 'overrides'>,
  ): Promise<LoadResult> {
    const { loadBenchmark } = await import('../../core/benchmark/loadBenchmark');
    return loadBenchmark(text, {
      fileName: basename(path),
      knownProviders: await this.modelApis(vscode.Uri.file(path)),
      files: await filesAt(place),
      ...more,
    });
  }

  private async withImages(loaded: LoadResult, text: string, place: BenchmarkPlace): Promise<LoadResult> {
    if (loaded.images.length === 0) return loaded;
    const { withImageProblems } = await import('../../core/images/loadWithImages');
    this.pictures ??= import('../../core/images/knownPictures').then(({ KnownPictures: Known }) => new Known());
    return withImageProblems(loaded, text, place, await this.pictures);
  }
}

async function withUsersOwn(project: readonly ServiceRow[]): Promise<ParsedServiceRows> {
  const { parseServiceRows } = await import('../../core/providers/parseServiceRows');
  const { servicesInForce } = await import('../../core/run/settingsInForce');
  const user = parseServiceRows(readRunSettings().services);
  return { rows: servicesInForce(project, user.rows), problems: user.problems };
}

async function filesAt(place: BenchmarkPlace): Promise<BenchmarkFiles> {
  const { filesBeside } = await import('../../core/benchmark/benchmarkFiles');
  return filesBeside(place);
}
