// The commands of the program, as data: what the words of the command line turn into. Types only.

import type { CommandName } from './commandNames';
import type { ReportFile } from './reportFiles';
import type { RunCommand, RunOptions } from './runOptions';
import type { TestNumber } from './testNumber';
import type { RegressionRule } from '../../shared/comparing/regressions';
import type { AnswerLimits } from '../../shared/run/answerLimits';
import type { PythonRunnerName } from '../../shared/run/pythonIsolation';
import type { StarterKind } from '../../core/writing/starterFiles';
import type { RunFilter } from '../../shared/runs/runFilter';

export interface NewCommand {
  kind: 'new';
  /** The file to make, with or without its ending. */
  file: string;
  /** What it is about; absent for what the other flags say, else text. */
  starterKind: StarterKind | undefined;
  /** As a benchmark writes it; absent for the embedded one. */
  model: string | undefined;
  /** The data file that its prompts come from. */
  data: string | undefined;
}

export interface ValidateCommand {
  kind: 'validate';
  files: string[];
  /** Whether the benchmarks' pictures may lie outside of the current folder. */
  allowsOutsideImages: boolean;
  /** Warnings about the file are errors. */
  isStrict: boolean;
  isJson: boolean;
}

/** A command about runs that are there. */
interface RunsCommand {
  /** The folder with the run folders, as written after `--runs`; absent for what the project file says. */
  runs: string | undefined;
}

export interface ListCommand extends RunsCommand {
  kind: 'list';
  filter: RunFilter;
  /** Write the page of the runs folder. */
  isHtml: boolean;
  isJson: boolean;
}

export interface ShowCommand extends RunsCommand {
  kind: 'show';
  /** A path, an id, an unambiguous part of one, or `latest`; so in every command that has it. */
  run: string;
  filter: RunFilter;
  /** Absent for all. */
  test: TestNumber | undefined;
  /** The conversation of one test and nothing else. */
  isTranscript: boolean;
  isJson: boolean;
}

export interface ResumeCommand extends RunsCommand, RunOptions {
  kind: 'resume';
  run: string;
  retriesErrors: boolean;
  /** Batches are cancelled at their model APIs. */
  cancelsBatches: boolean;
}

export interface RescoreCommand extends RunsCommand {
  kind: 'rescore';
  run: string;
  python: PythonRunnerName;
  /** The user's own thinking tags, beside those that are known. */
  thinkingTags: string[];
  hasImages: boolean;
  isJson: boolean;
}

export interface AnnotateCommand extends RunsCommand {
  kind: 'annotate';
  run: string;
  isJson: boolean;
}

export interface ReviewCommand extends RunsCommand {
  kind: 'review';
  run: string;
  /** Absent where only the run is signed off. */
  test: TestNumber | undefined;
  /** As written; empty where the run has one model. */
  models: string[];
  /** Absent for the verdict that the program gave. */
  verdict: 'correct' | 'incorrect' | undefined;
  reason: string | undefined;
  /** `-` takes an earlier one away. */
  comment: string | undefined;
  /** Absent for the name that git or this computer knows. */
  reviewer: string | undefined;
  signsOff: boolean;
  isJson: boolean;
}

/** One format of a run folder into the other. */
export interface RepackCommand extends RunsCommand {
  kind: 'pack' | 'unpack';
  run: string;
  isJson: boolean;
}

export interface ConvertCommand {
  kind: 'convert';
  file: string;
  /** The benchmark to write; absent for one beside the file. */
  out: string | undefined;
  /** Whether files that are there are replaced. */
  replaces: boolean;
  isJson: boolean;
}

export interface ImportCommand extends RunsCommand {
  kind: 'import';
  file: string;
  /** The benchmark that the report is of. */
  benchmark?: string;
  hasImages: boolean;
  isJson: boolean;
}

export interface ExportCommand extends RunsCommand {
  kind: 'export';
  run: string;
  /** At least one, at most one of them to stdout. */
  reports: ReportFile[];
  /** The earlier run that it is held against, as written; absent for none. */
  baseline: string | undefined;
}

export interface OpenCommand extends RunsCommand {
  kind: 'open';
  run: string;
  /** Only the path is printed, no browser started. */
  onlyPrints: boolean;
}

export interface CompareCommand extends RunsCommand {
  kind: 'compare';
  /** Two or more of `RUN` or `RUN#MODEL`; the first is the base. */
  references: string[];
  /** As written after `--model`; empty for every model that the runs have in common. */
  models: string[];
  /** What makes the exit code that of a regression; absent when nothing does. */
  failOn: RegressionRule | undefined;
  isJson: boolean;
}

export interface MergeCommand extends RunsCommand {
  kind: 'merge';
  /** Shards, and what was merged from shards; at least one. */
  references: string[];
  /** The folder to be made. */
  out: string;
  envFile: string | undefined;
  isJson: boolean;
}

export interface TrendCommand extends RunsCommand {
  kind: 'trend';
  /** A benchmark's name, a part of one, or its file. */
  benchmark: string;
  models: string[];
  isJson: boolean;
}

export interface CalibrateCommand {
  kind: 'calibrate';
  /** The models as written, at least one. */
  models: string[];
  /** The runs folder that the result is kept in; absent for what the project file says. */
  out: string | undefined;
  /** As for a run. */
  timeoutSeconds: number | undefined;
  attempts: number | undefined;
  trustsProject: boolean;
  /** How much of an answer is taken in, where it was said. */
  answerLimits: Partial<AnswerLimits>;
  envFile: string | undefined;
  isJson: boolean;
}

export interface PricesCommand {
  kind: 'prices';
  /** The models as written; there may be none. */
  models: string[];
  /** Whether the price list is fetched first. */
  updates: boolean;
  isJson: boolean;
}

export interface McpCommand {
  kind: 'mcp';
  /** USD that all runs of the server together may cost; null where the user allows none that charge. */
  budgetUsd: number | null;
  trustsProject: boolean;
  envFile: string | undefined;
}

interface HelpCommand {
  kind: 'help';
  topic: CommandName | null;
}

export type Command =
  | NewCommand
  | RunCommand
  | ValidateCommand
  | ListCommand
  | ShowCommand
  | ResumeCommand
  | RescoreCommand
  | AnnotateCommand
  | ReviewCommand
  | ConvertCommand
  | ImportCommand
  | RepackCommand
  | ExportCommand
  | OpenCommand
  | MergeCommand
  | CompareCommand
  | TrendCommand
  | CalibrateCommand
  | PricesCommand
  | McpCommand
  | HelpCommand
  | { kind: 'version' };
