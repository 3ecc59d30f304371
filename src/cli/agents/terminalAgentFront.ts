// The tools for agents as the terminal program offers them: the files of one folder, runs in this process.

import { pathToFileURL } from 'node:url';
import { dirname, join, relative } from 'node:path';
import type { AgentFolders } from '../../core/agents/agentFolders';
import type { AgentFront, CheckedFile, PlannedAgentRun } from '../../core/agents/agentFront';
import type { AgentInput } from '../../core/agents/agentTools';
import { estimateBenchmark } from '../../core/estimate/estimateBenchmark';
import { isFileInside } from '../../core/files/insideFolder';
import { runFiles } from '../../core/runFolder/runFolderPaths';
import type { RunState } from '../../shared/run/runState';
import { testAddress } from '../../shared/runs/testAddress';
import { messageOf } from '../../shared/text/messageOf';
import type { McpCommand } from '../arguments/commands';
import type { RunCommand } from '../arguments/runOptions';
import { parseArguments } from '../arguments/parseArguments';
import { UsageError } from '../arguments/usageError';
import {
  chosenModels,
  chosenPrompts,
  estimateRequest,
  runRequest,
  type AskedRun,
  type KnownCommand,
} from '../commands/askedRun';
import { checkBenchmarkFile } from '../commands/checkBenchmarkFile';
import { prepareRunsDirectory } from '../commands/prepareRunsDirectory';
import { readEnvironment } from '../commands/readEnvironment';
import { readProject } from '../commands/readProject';
import { trustedServices } from '../commands/trustedServices';
import type { CliContext } from '../terminal/cliContext';
import type { Allowance, AskUser } from './allowance';
import type { OnProgress, ServedRuns } from './servedRuns';

interface FrontParts {
  command: McpCommand;
  /** Its current folder is the first of `folders`. */
  context: CliContext;
  folders: AgentFolders;
  runs: ServedRuns;
  allowance: Allowance;
}

/** What belongs to one call of a tool. */
interface ToolCall {
  ask: AskUser;
  onProgress: OnProgress;
}

export class TerminalAgentFront implements AgentFront {
  constructor(
    private readonly parts: FrontParts,
    private readonly call: ToolCall,
  ) {}

  async check(file: string): Promise<CheckedFile> {
    return (await this.checked(file)).checked;
  }

  async findRun(reference: string): Promise<string> {
    const { context, folders } = this.parts;
    return folders.run(reference, [(await readProject(folders.first, context)).runsFolder]);
  }

  liveState(runDirectory: string): RunState | undefined {
    return this.parts.runs.stateOf(runDirectory);
  }

  linkTo(runDirectory: string, test: { model: string; index: number } | null): string | undefined {
    if (!isFileInside(runDirectory, runFiles.reviewPage)) return undefined;
    const page = pathToFileURL(join(runDirectory, runFiles.reviewPage)).href;
    return test ? `${page}${testAddress(test)}` : page;
  }

  async planRun(order: AgentInput<'run_benchmark'>): Promise<PlannedAgentRun> {
    const { context, folders, command: served } = this.parts;
    const { path, project, checked } = await this.checked(order.file);
    const { benchmark, source, problems } = checked;
    if (!benchmark)
      throw new Error(
        `${order.file} has errors, so nothing was run: ${problems.find(({ severity }) => severity === 'error')?.message ?? ''} Call validate_benchmark.`,
      );
    const command = runCommandOf(order, path, served);
    const environment = await readEnvironment(context.environment, context.cwd, served.envFile);
    const models = chosenModels(benchmark, command);
    chosenPrompts(benchmark, command);
    const runs = await folders.runs(project.runsFolder);
    const asked = { command, context, source, models, environment, settings: project.settings, runs };
    const estimate = await estimateBenchmark(estimateRequest(asked));
    const hasPricesOfFiles =
      Object.keys(benchmark.prices).length > 0 ||
      (!served.trustsProject && Object.keys(project.settings.prices).length > 0);
    return {
      estimate,
      project: checked.project,
      start: () => this.start(asked, project.file, { estimate, budgetUsd: order.budget_usd, hasPricesOfFiles }),
    };
  }

  private async start(
    asked: AskedRun,
    projectFile: string | null,
    wanted: Parameters<Allowance['permit']>[0],
  ): ReturnType<PlannedAgentRun['start']> {
    const { allowance, context, runs } = this.parts;
    const { estimate } = wanted;
    const notSent = 'Nothing was sent to any model.';
    if (estimate.missingKeys.length > 0)
      return {
        notAllowed: [
          ...estimate.missingKeys.map(
            (key) => `${key.keyVariable} is not set; it is needed for ${key.models.join(', ')}.`,
          ),
          `${notSent} The user sets keys in the environment of this server, or in the file of --env-file.`,
        ],
      };
    const { command, source, models, environment, settings } = asked;
    const services = await trustedServices(
      {
        services: settings.services,
        file: projectFile,
        texts: [source, ...models.map(({ model }) => model)],
        environment,
        isTrusted: command.trustsProject,
      },
      context,
    ).catch((error: unknown) => {
      if (error instanceof UsageError) return messageOf(error);
      throw error;
    });
    if (typeof services === 'string')
      return {
        notAllowed: [services, 'The user can start this server with --trust-project if they know who wrote that file.'],
      };
    const busy = { notAllowed: [`Another run goes on, and this server makes one at a time. ${notSent}`] };
    if (runs.isBusy) return busy;
    const permission = await allowance.permit(wanted, this.call.ask);
    if ('notAllowed' in permission) return permission;
    const runsDirectory = await prepareRunsDirectory(context.cwd, asked.runs, '--out');
    // While the user was asked, another call may have begun.
    if (runs.isBusy) return busy;
    const { budgetUsd } = permission;
    const request = runRequest(
      {
        ...asked,
        settings: { ...settings, services: services ?? [] },
        command: budgetUsd === null ? command : { ...command, budgetUsd },
      },
      runsDirectory,
    );
    return runs.start(request, estimate, this.call.onProgress);
  }

  private async checked(file: string) {
    const { context, folders } = this.parts;
    const path = await folders.benchmark(file);
    const project = await readProject(dirname(path), context);
    const checked = await checkBenchmarkFile(context, {
      file: relative(context.cwd, path),
      allowsOutsideImages: false,
      isStrict: false,
      services: project.settings.services,
    });
    const ofProject = project.file === null ? undefined : { file: project.file, problems: project.problems };
    return { path, project, checked: { ...checked, project: ofProject } };
  }
}

/** A run as `run FILE` has it without flags, and what the agent and who started the server say beside. */
function runCommandOf(order: AgentInput<'run_benchmark'>, path: string, served: McpCommand): KnownCommand {
  const command = parseArguments(['run', '--', path]) as RunCommand;
  return {
    ...command,
    shard: undefined,
    models: order.models ?? [],
    tags: order.tags ?? [],
    prompts: order.prompts,
    limit: order.limit,
    budgetUsd: order.budget_usd,
    trustsProject: served.trustsProject,
    envFile: served.envFile,
  };
}
