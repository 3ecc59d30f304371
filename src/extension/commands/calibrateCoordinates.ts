// *Calibrate Coordinates...*: asks models of the open benchmark, or one that is typed, where the markers of a picture are, and shows which convention
// explains each answer. The engine's worker asks; here is only what the user sees.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { showError, showInformation, showWarning, withProgress } from '../host/notices';
import type { CalibrationOutcome, CalibrationRequest } from '../../core/calibration/calibrateModels';
import { parseModel, type ModelId } from '../../shared/run/model';
import type { ApiKeys } from '../host/apiKeys';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import { isYaml } from '../benchmarks/benchmarkSource';
import { engineTask } from '../running/engineTask';
import type { CalibrationMessage, CalibrationTask } from '../../core/run/engineMessages';
import { keyDialogs } from '../running/preflightDialogs';
import { counted } from '../../shared/text/counted';
import { isMap } from '../../shared/text/isMap';
import type { ProjectFiles } from '../host/projectFiles';
import { readRunSettings, settingsSection } from '../host/settings';
import { userAnswerLimits } from '../host/userAnswerLimits';
import { formatPercent } from '../../shared/text/format';

interface CalibrateParts {
  extensionUri: vscode.Uri;
  checker: BenchmarkChecker;
  projects: ProjectFiles;
  keys: ApiKeys;
  log: vscode.LogOutputChannel;
}

export async function calibrateCoordinates(parts: CalibrateParts): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const benchmark = document && isYaml(document) ? (await parts.checker.checkDocument(document))?.benchmark : undefined;
  const resource = document?.uri.scheme === 'file' ? document.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await chooseModels(benchmark?.modelIds ?? [], document && basename(document.uri.path));
  if (!chosen) return;
  const apis = await parts.checker.modelApis(resource);
  const { findModelApi } = await import('../../core/providers/modelApis');
  for (const { provider } of chosen) findModelApi(apis, provider);
  const { settleKeys } = await import('../../core/preflight/preflight');
  const ready = await settleKeys({ models: chosen, apis }, keyDialogs(parts.keys, apis, { canLeaveOut: false }));
  if (!ready) return;

  const { said, answerLimits } = readRunSettings(resource);
  const { settingsInForce } = await import('../../core/run/settingsInForce');
  const { patience } = settingsInForce(await parts.projects.settingsFor(resource), {
    ...said,
    answerLimits: userAnswerLimits(answerLimits),
  });
  const request: CalibrationRequest = {
    models: ready.models.map(({ model }) => model),
    environment: ready.environment,
    services: (await parts.checker.services(resource)).rows,
    runsDirectory:
      benchmark && document?.uri.scheme === 'file'
        ? await parts.projects.runsDirectoryFor(document.uri.fsPath)
        : await parts.projects.usualRunsDirectory(),
    ...patience,
  };
  parts.log.info(`calibrating ${request.models.join(', ')}, into ${request.runsDirectory}`);
  const outcomes = await askWithProgress(parts, request);
  // Nothing is awaited from here on: each message stays until the user has read it.
  for (const outcome of outcomes ?? [])
    void showOutcome(outcome, resource, parts.log).catch((error: unknown) => parts.log.error(String(error)));
}

const otherModel = 'Another model...';

/** Absent when the user chose none. */
async function chooseModels(
  known: readonly ModelId[],
  file: string | undefined,
): Promise<readonly ModelId[] | undefined> {
  if (known.length === 0) return typedModel();
  const items = [...known.map(({ model }) => ({ label: model })), { label: otherModel }];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Calibrate Coordinates',
    placeHolder: `Models of ${file ?? 'the benchmark'}: each is asked once about one picture, which may cost a fraction of a cent`,
    canPickMany: true,
  });
  if (!picked || picked.length === 0) return undefined;
  const models = known.filter(({ model }) => picked.some((item) => item.label === model));
  if (!picked.some((item) => item.label === otherModel)) return models;
  const typed = await typedModel();
  return typed && [...models, ...typed];
}

async function typedModel(): Promise<readonly ModelId[] | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Calibrate Coordinates',
    prompt: 'A model as a benchmark names it, such as gemini~gemini-2.5-flash. It is asked once about one picture.',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Write a model, such as ollama~qwen2.5vl:7b.' : undefined),
  });
  return text?.trim() ? [parseModel(text)] : undefined;
}

/** Undefined when it was cancelled. */
async function askWithProgress(
  { extensionUri, log }: Pick<CalibrateParts, 'extensionUri' | 'log'>,
  request: CalibrationRequest,
): Promise<CalibrationOutcome[] | undefined> {
  const enginePath = vscode.Uri.joinPath(extensionUri, 'dist', 'node', 'engine.mjs').fsPath;
  const options = {
    title: `Calibrating ${counted(request.models.length, 'model')}`,
    cancellable: true,
  };
  return withProgress(options, async (progress, cancelled) => {
    const increment = 100 / request.models.length;
    let asked = 0;
    progress.report({ message: request.models[0] });
    const onDone = (): void => progress.report({ increment, message: request.models[++asked] });
    try {
      const task: CalibrationTask = { kind: 'calibrate', request };
      const read = (message: CalibrationMessage): CalibrationOutcome[] | undefined => {
        if (message.type === 'failed') throw new Error(message.message);
        if (message.type === 'calibrated') return message.outcomes;
        onDone();
        return undefined;
      };
      return await engineTask(enginePath, { task, read, cancelled, log });
    } catch (error) {
      if (cancelled.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

const useInSettings = 'Use in Settings';

async function showOutcome(
  outcome: CalibrationOutcome,
  resource: vscode.Uri | undefined,
  log: vscode.LogOutputChannel,
): Promise<void> {
  if ('problem' in outcome) return void showError(`${outcome.model} could not be calibrated: ${outcome.problem}`);
  const { profile, residual, candidates, isAmbiguous, reason, answer } = outcome.calibration;
  log.info(
    `calibration of ${outcome.model}: ${candidates.map((one) => `${one.profile} ${formatPercent(one.residual)}`).join(', ')}; answer: ${answer}`,
  );
  const off = `off by ${formatPercent(residual)} of the diagonal`;
  const choice = isAmbiguous
    ? await showWarning(
        `${outcome.model}: ambiguous, so it is not used. Nearest is ${profile} (${off}). ${reason ?? ''}`,
        useInSettings,
        'Show Log',
      )
    : await showInformation(
        `${outcome.model} gives places as ${profile} (${off}). Runs use it from now on.`,
        useInSettings,
        'Show Log',
      );
  if (choice === 'Show Log') log.show();
  if (choice === useInSettings) await writeSetting(outcome.model, profile, resource);
}

/** Into the workspace's settings when there is one, beside what is there for other models. */
async function writeSetting(model: string, profile: string, resource: vscode.Uri | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration(settingsSection, resource);
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const inspected = settings.inspect('coordinates');
  const written = target === vscode.ConfigurationTarget.Workspace ? inspected?.workspaceValue : inspected?.globalValue;
  await settings.update('coordinates', { ...(isMap(written) ? written : {}), [model]: profile }, target);
}
