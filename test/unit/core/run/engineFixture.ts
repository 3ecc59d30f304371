// What the engine tests share: a temporary runs folder, a request with good defaults, a recorder of what the engine tells.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import type { RunEvent } from '../../../../src/shared/run/events';
import type { RescoreRequest, RunRequest, RunSettings } from '../../../../src/core/run/runRequest';
import type { TestServer } from '../../../servers/testServer';

export const distDirectory = resolve('dist');

export interface BenchmarkParts {
  models: (string | object)[];
  prompts: { word: string; expectation: string }[];
  /** Other fields of the file. */
  more?: object;
  evaluator?: string;
  basePrompt?: string;
  name?: string;
}

/** A benchmark YAML; JSON is YAML, so every string is quoted right. */
export function benchmarkYaml({
  models,
  prompts,
  evaluator = 'raw_string_evaluator',
  basePrompt = 'Say {{word}}',
  name = 'Say it',
  more = {},
}: BenchmarkParts): string {
  return JSON.stringify(
    {
      benchmark_name: name,
      purpose: 'A test of the engine.',
      base_prompt: basePrompt,
      evaluator,
      models,
      prompts: prompts.map(({ word, expectation }) => ({ dynamic_variables: { word }, expectation })),
      ...more,
    },
    null,
    2,
  );
}

type SettingChanges = Partial<
  Omit<RunSettings, 'access' | 'pace' | 'patience' | 'money' | 'reading' | 'program'> &
    RunSettings['access'] &
    RunSettings['pace'] &
    RunSettings['patience'] &
    RunSettings['money'] &
    RunSettings['reading'] &
    RunSettings['program']
>;
/** What a test wants otherwise than the others, without the groups that it is in. */
export type RequestChanges = SettingChanges & Partial<Omit<RunRequest, keyof RunSettings>>;

export function runSettings({
  environment = {},
  services = [],
  mode = 'throughput',
  concurrency = {},
  rateLimits = {},
  attemptTimeoutMs = 10_000,
  idleTimeoutMs,
  maxAttempts = 3,
  answerLimits = {},
  budgetUsd = null,
  prices = {},
  priceFile = null,
  coordinates = {},
  thinkingTags = [],
  python = { runner: 'sandbox', timeLimitMs: 10_000, memoryLimitMb: 256 },
  startedFrom = 'cli',
  versions = { 'iso-speed-bench': 'test' },
  distDirectory: dist = distDirectory,
  resultImages = false,
  isSubmitOnly = false,
}: SettingChanges): RunSettings {
  return {
    access: { environment, services },
    pace: { mode, concurrency, rateLimits },
    patience: { attemptTimeoutMs, idleTimeoutMs, maxAttempts, answerLimits },
    money: { budgetUsd, prices, priceFile },
    reading: { coordinates, thinkingTags },
    python,
    program: { startedFrom, versions, distDirectory: dist },
    resultImages,
    ...(isSubmitOnly ? { isSubmitOnly } : {}),
  };
}

export function rescoreRequest(runDirectory: string, changes: SettingChanges = {}): RescoreRequest {
  return { runDirectory, ...runSettings(changes) };
}

export class EngineFixture {
  private readonly servers: TestServer[] = [];

  private constructor(readonly folder: string) {}

  static async make(): Promise<EngineFixture> {
    return new EngineFixture(await mkdtemp(join(tmpdir(), 'isb-engine-')));
  }

  /** Removes the folder, and closes what was served. */
  async remove(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
    await rm(this.folder, { recursive: true });
  }

  /** A server that is closed with the fixture. */
  async serve(starting: Promise<TestServer>): Promise<TestServer> {
    const server = await starting;
    this.servers.push(server);
    return server;
  }

  get runsDirectory(): string {
    return join(this.folder, 'runs');
  }

  request(parts: BenchmarkParts, changes: RequestChanges = {}): RunRequest {
    const {
      benchmarkPath = join(this.folder, 'say-it.yaml'),
      benchmarkText = benchmarkYaml(parts),
      runsDirectory = this.runsDirectory,
      filesRoot = null,
      models,
      limit,
      tags,
      prompts,
    } = changes;
    const what = { benchmarkPath, benchmarkText, runsDirectory, filesRoot, models, limit, tags, prompts };
    return { ...what, ...runSettings(changes) };
  }

  /** Every file of the runs folder, relative, with `/`, sorted. */
  async listing(): Promise<string[]> {
    const entries = await readdir(this.runsDirectory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.runsDirectory, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  }

  /** The text of every file of the runs folder. */
  async everything(): Promise<string> {
    const texts = await Promise.all(
      (await this.listing()).map((path) => readFile(join(this.runsDirectory, path), 'utf8')),
    );
    return texts.join('\n');
  }
}

export interface Recorder {
  events: RunEvent[];
  started: string[];
  onStarted(runDirectory: string): void;
  onEvents(events: RunEvent[]): void;
}

export function recorder(onEvent: (event: RunEvent) => void = () => undefined): Recorder {
  const events: RunEvent[] = [];
  const started: string[] = [];
  return {
    events,
    started,
    onStarted: (runDirectory) => started.push(runDirectory),
    onEvents: (batch) => {
      events.push(...batch);
      batch.forEach(onEvent);
    },
  };
}

export const never = new AbortController().signal;

/** Prompts that say a word each, which is what is expected. */
export const words = (...list: string[]) => list.map((word) => ({ word, expectation: word }));

/** What a model that does as it is told answers to such a prompt. */
export const echo = (prompt: string): string => prompt.replace('Say ', '');

export async function readJson<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T;
}
