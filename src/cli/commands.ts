// The commands of the program, as data: what the words of the command line turn into. Types and names only.

import type { RunFilter } from '../shared/runFilter';

export const commandNames = ['run', 'validate', 'list', 'show', 'resume', 'rescore', 'import', 'open'] as const;
export type CommandName = (typeof commandNames)[number];

export type PythonRunnerName = 'sandbox' | 'python3' | 'uv';

/** How a run is made, the same for a new one and one that goes on. */
export interface RunOptions {
  /** Requests in flight at once for model APIs that are not local; absent for their defaults. */
  concurrency?: number;
  envFile?: string;
  isJson: boolean;
  /** 0-100. */
  failUnder?: number;
  allowsErrors: boolean;
  /** Whether result images are drawn. */
  hasImages: boolean;
  /** What executes model-written Python; never taken from a run folder, which may come from somebody else. */
  python: PythonRunnerName;
}

export interface RunCommand extends RunOptions {
  kind: 'run';
  file: string;
  /** As written after `--models`, not checked against the file yet; absent for all. */
  models?: string[];
  limit?: number;
  out: string;
}

export interface ValidateCommand {
  kind: 'validate';
  files: string[];
  isJson: boolean;
}

/** A command about runs that are there. */
interface RunsCommand {
  /** The folder with the run folders, as written after `--runs`. */
  runs: string;
}

export interface ListCommand extends RunsCommand {
  kind: 'list';
  filter: RunFilter;
  isJson: boolean;
}

export interface ShowCommand extends RunsCommand {
  kind: 'show';
  /** A path, an id, an unambiguous part of one, or `latest`; so in every command that has it. */
  run: string;
  filter: RunFilter;
  /** Index of a prompt from 1; absent for all. */
  test?: number;
  isJson: boolean;
}

export interface ResumeCommand extends RunsCommand, RunOptions {
  kind: 'resume';
  run: string;
  retriesErrors: boolean;
}

export interface RescoreCommand extends RunsCommand {
  kind: 'rescore';
  run: string;
  python: PythonRunnerName;
  hasImages: boolean;
  isJson: boolean;
}

export interface ImportCommand extends RunsCommand {
  kind: 'import';
  file: string;
  isJson: boolean;
}

export interface OpenCommand extends RunsCommand {
  kind: 'open';
  run: string;
  /** Only the path is printed, no browser started. */
  onlyPrints: boolean;
}

export interface HelpCommand {
  kind: 'help';
  topic: CommandName | null;
}

export type Command =
  | RunCommand
  | ValidateCommand
  | ListCommand
  | ShowCommand
  | ResumeCommand
  | RescoreCommand
  | ImportCommand
  | OpenCommand
  | HelpCommand
  | { kind: 'version' };
