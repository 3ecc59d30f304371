// The settings as the extension uses them: typed, in range, in the engine's units. A value of the wrong type counts as not set.

import * as vscode from 'vscode';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { RunSettings } from '../../core/run/runRequest';
import type { SaidByUser } from '../../core/run/settingsInForce';
import { runModes } from '../../shared/run/runMode';
import { parseModel } from '../../shared/run/model';
import {
  defaultViewSettings,
  replayModes,
  runLayouts,
  squareSizeRange,
  statsDetails,
  tickRange,
  type ViewSettings,
} from '../../shared/run/viewSettings';

export const settingsSection = 'isoSpeedBench';

/** What a run takes from the settings as it is there, and what must be checked, found or asked first. */
interface UserRunSettings extends Pick<RunSettings, 'python'> {
  /** What the user has set, apart from what must be checked first; where they set nothing the project file decides. */
  said: Omit<SaidByUser, 'services' | 'answerLimits'>;
  /** How much of an answer is taken in, unchecked. */
  answerLimits: unknown;
  /** The path as the user wrote it: relative, absolute or with a leading `~`; absent where they wrote none. */
  runsFolder: string | undefined;
  /** USD: a run likely to cost more is asked about first. */
  confirmAboveUsd: number;
  /** Whether a comment is asked for before a run. */
  asksForComment: boolean;
  /** The user's own OpenAI-compatible services, unchecked. */
  services: unknown;
  /** Whether a benchmark's pictures may lie outside of its workspace folder. */
  allowsOutsideImages: boolean;
}

/** The settings that a run of `resource` starts with. */
export function readRunSettings(resource?: vscode.Uri): UserRunSettings {
  const settings = vscode.workspace.getConfiguration(settingsSection, resource);
  return {
    runsFolder: isSet(settings, 'runsFolder') ? text(settings.get('runsFolder'), usualRunsFolder) : undefined,
    said: saidIn(settings),
    answerLimits: settings.get('limits'),
    confirmAboveUsd: numberIn(settings.get('confirmAboveUsd'), 1, { min: 0, max: Infinity }),
    python: {
      runner: oneOf(settings.get('python.runner'), ['sandbox', 'python3', 'uv'], 'sandbox'),
      timeLimitMs: numberIn(settings.get('python.timeLimitSeconds'), 10, { min: 1, max: 600 }) * 1000,
      memoryLimitMb: numberIn(settings.get('python.memoryLimitMb'), 256, { min: 64, max: 2048 }),
    },
    asksForComment: boolean(settings.get('askForComment'), false),
    services: settings.get('services'),
    allowsOutsideImages: boolean(settings.get('images.allowOutsideWorkspace'), false),
  };
}

function saidIn(settings: vscode.WorkspaceConfiguration): UserRunSettings['said'] {
  const budgetUsd = positive(settings.get('budgetUsd'));
  return {
    ...whereSet(settings, 'mode', (value) => ({ mode: oneOf(value, runModes, 'throughput') })),
    ...whereSet(settings, 'requestTimeoutSeconds', (value) => ({ attemptTimeoutMs: seconds(value, 0) })),
    ...whereSet(settings, 'idleTimeoutSeconds', (value) => ({ idleTimeoutMs: seconds(value, 300) })),
    ...whereSet(settings, 'maxAttempts', (value) => ({
      maxAttempts: Math.round(numberIn(value, 4, { min: 1, max: 10 })),
    })),
    ...whereSet(settings, 'resultImages', (value) => ({ resultImages: boolean(value, true) })),
    ...(budgetUsd === null ? {} : { budgetUsd }),
    concurrency: counts(settings.get('concurrency')),
    rateLimits: amountsBy(settings.get('rateLimits'), ['requestsPerMinute', 'tokensPerMinute'], 1),
    prices: amountsBy(
      settings.get('prices'),
      ['inputPerMillion', 'outputPerMillion', 'cachedInputPerMillion', 'perHour'],
      0,
    ),
    coordinates: profilesByModel(settings.get('coordinates')),
    thinkingTags: texts(settings.get('thinkingTags')),
  };
}

/** Nothing where the user has not written the setting, so that benchmark and project file decide. */
function whereSet<Said>(
  settings: vscode.WorkspaceConfiguration,
  name: string,
  read: (value: unknown) => Said,
): Said | undefined {
  return isSet(settings, name) ? read(settings.get(name)) : undefined;
}

const usualRunsFolder = 'runs';

/**
 * The folder that run folders are made in. A relative setting counts from the workspace folder of the benchmark,
 * without one from the benchmark's own folder.
 */
export function resolveRunsDirectory(runsFolder: string | undefined, benchmarkPath: string): string {
  const expanded = withHome(runsFolder ?? usualRunsFolder);
  if (isAbsolute(expanded)) return resolve(expanded);
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(benchmarkPath));
  return resolve(folder?.uri.fsPath ?? dirname(benchmarkPath), expanded);
}

/** The path that a benchmark at the root of each workspace folder has; with no workspace open, that of one that is dropped on a panel. */
export function workspaceBenchmarks(): readonly [string, ...string[]] {
  const name = 'benchmark.yaml';
  const [first, ...others] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => join(uri.fsPath, name));
  return [first ?? join(homedir(), 'iso-speed-bench', name), ...others];
}

/** More folders to look for runs in, absolute; a relative one counts from the first workspace folder and without one means nothing. */
export function readExtraRunsFolders(): string[] {
  const written: unknown = vscode.workspace.getConfiguration(settingsSection).get('extraRunsFolders');
  const base = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const folders = (Array.isArray(written) ? written : []).map((folder: unknown) => withHome(text(folder, '')));
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => (isAbsolute(folder) ? [resolve(folder)] : base ? [resolve(base, folder)] : []));
}

/** The panel's settings, in range. */
export function readViewSettings(): ViewSettings {
  const settings = vscode.workspace.getConfiguration(`${settingsSection}.panel`);
  const fallback = defaultViewSettings;
  return {
    layout: oneOf(settings.get('layout'), runLayouts, fallback.layout),
    tickMs: Math.round(numberIn(settings.get('tickMs'), fallback.tickMs, tickRange)),
    squareSize: Math.round(numberIn(settings.get('squareSize'), fallback.squareSize, squareSizeRange)),
    modelStats: oneOf(settings.get('modelStats'), statsDetails, fallback.modelStats),
    showProvider: boolean(settings.get('showProvider'), fallback.showProvider),
    benchMode: boolean(settings.get('benchMode'), fallback.benchMode),
    replayMode: oneOf(settings.get('replayMode'), replayModes, fallback.replayMode),
  };
}

function withHome(folder: string): string {
  return folder === '~' || /^~[\\/]/.test(folder) ? join(homedir(), folder.slice(1)) : folder;
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function boolean(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function numberIn(value: unknown, fallback: number, range: { min: number; max: number }): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fallback;
  return Math.min(range.max, Math.max(range.min, value));
}

/** The longest time that a timer can count, s. */
const longestSeconds = 2_147_483;

/** Seconds from 0 on, as ms. */
function seconds(value: unknown, fallback: number): number {
  return numberIn(value, fallback, { min: 0, max: longestSeconds }) * 1000;
}

/** Whether the user has written the setting anywhere, even with the value that it has by default. */
function isSet(settings: vscode.WorkspaceConfiguration, name: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect(name) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}

function counts(value: unknown): { [api: string]: number } {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(([, count]) => Number.isInteger(count) && (count as number) >= 1);
  return Object.fromEntries(known as [string, number][]);
}

function profilesByModel(value: unknown): { [model: string]: string } {
  if (typeof value !== 'object' || value === null) return {};
  const written = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(written.map(([model, profile]) => [parseModel(model).model, profile.trim()]));
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

/** Maps of named amounts by model API or model; names that are not known and amounts below `least` are left out. */
function amountsBy<Name extends string>(
  value: unknown,
  names: readonly Name[],
  least: number,
): { [key: string]: { [name in Name]?: number } } {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).map(([key, amounts]): [string, { [name in Name]?: number }] => {
    const known = names.flatMap((name) => {
      const amount: unknown =
        typeof amounts === 'object' && amounts !== null ? (amounts as { [name: string]: unknown })[name] : undefined;
      return typeof amount === 'number' && Number.isFinite(amount) && amount >= least ? [[name, amount] as const] : [];
    });
    return [key, Object.fromEntries(known) as { [name in Name]?: number }];
  });
  return Object.fromEntries(entries);
}
