// `calibrate MODEL...`: asks each model once where the markers of a picture are, and says and keeps which convention explains the answer.

import { brokenOff, nothingSent } from './brokenOff';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { join } from 'node:path';
import { calibrateModels, type CalibrationOutcome } from '../../core/calibration/calibrateModels';
import { calibrationFileName, readCalibrationFile } from '../../core/coordinates/calibrationStore';
import { findProfile } from '../../core/coordinates/coordinateProfiles';
import { settleKeys } from '../../core/preflight/preflight';
import { findModelApi, modelApis } from '../../core/providers/modelApis';
import { settingsInForce } from '../../core/run/settingsInForce';
import { parseModel } from '../../shared/run/model';
import { tableLines } from '../text/tableLines';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { CalibrateCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { prepareRunsDirectory } from './prepareRunsDirectory';
import { readProject } from './readProject';
import { trustedServices } from './trustedServices';
import { readEnvironment } from './readEnvironment';
import { keysAtTerminal } from './terminalFront';
import { colorsOf, type Colors } from '../terminal/terminal';
import { formatPercent } from '../../shared/text/format';

/** How many candidates are shown of each model: the rest are far off. */
const shownCandidates = 6;

export async function calibrateCommand(command: CalibrateCommand, context: CliContext): Promise<ExitCode> {
  const { timeoutSeconds, attempts } = command;
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const project = await readProject(context.cwd, context);
  const { settings, file: projectFile } = project;
  const services = await trustedServices(
    {
      services: settings.services,
      file: projectFile,
      texts: command.models,
      environment,
      isTrusted: command.trustsProject,
    },
    context,
  );
  if (!services) return brokenOff(nothingSent, command, context);
  const apis = modelApis(services);
  const models = [...new Map(command.models.map((text) => [parseModel(text).model, parseModel(text)])).values()];
  for (const { provider } of models) findModelApi(apis, provider);
  await settleKeys({ models, apis }, keysAtTerminal(environment, { canChooseModels: false }));
  const runsDirectory = await prepareRunsDirectory(context.cwd, command.out ?? project.runsFolder, '--out');
  // A damaged file is said before a model is asked for nothing.
  await readCalibrationFile(runsDirectory);

  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => cancel.abort(new Error('Calibrating was interrupted.')));
  const colors = colorsOf(context.stdout, context.environment);
  const file = join(runsDirectory, calibrationFileName);
  const outcomes: CalibrationOutcome[] = [];
  const say = (outcome: CalibrationOutcome): void => {
    outcomes.push(outcome);
    if (!command.isJson) void writeOut(context.stdout, `${calibrationLines(outcome, colors).join('\n')}\n\n`);
  };
  await writeOut(context.stderr, `Asking ${counted(models.length, 'model')} where the markers of a picture are.\n`);
  let isInterrupted = false;
  try {
    const request = {
      models: models.map(({ model }) => model),
      environment,
      services,
      runsDirectory,
      ...settingsInForce(settings, {
        ...(timeoutSeconds === undefined ? {} : { attemptTimeoutMs: timeoutSeconds * 1000 }),
        ...(attempts === undefined ? {} : { maxAttempts: attempts }),
        answerLimits: command.answerLimits,
      }).patience,
    };
    await calibrateModels(request, say, cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    isInterrupted = true;
    await writeOut(context.stderr, 'Calibrating was interrupted; what was found until then is kept.\n');
  } finally {
    stopListening();
  }
  if (command.isJson) await writeOut(context.stdout, `${JSON.stringify({ file, models: outcomes }, null, 2)}\n`);
  else if (outcomes.some((one) => 'calibration' in one))
    await writeOut(context.stdout, `Kept in ${shownPath(context.cwd, file)}\n`);
  if (isInterrupted) return exitCodes.interrupted;
  return outcomes.some((one) => 'problem' in one) ? exitCodes.testErrors : exitCodes.done;
}

/** What is shown of one model: the nearest candidates, what was chosen, and a warning when that is not clear. */
function calibrationLines(outcome: CalibrationOutcome, colors: Colors): string[] {
  const head = colors.bold(oneLine(outcome.model));
  if ('problem' in outcome) return [head, colors.red(`Could not be calibrated: ${printable(outcome.problem)}`)];
  const { candidates, profile, isAmbiguous, reason } = outcome.calibration;
  const shown = candidates.slice(0, shownCandidates);
  const table = tableLines([
    { header: { text: 'profile' }, align: 'left', cells: shown.map((one) => ({ text: one.profile })) },
    {
      header: { text: 'off by' },
      align: 'right',
      cells: shown.map((one) => ({ text: formatPercent(one.residual) })),
    },
    {
      header: { text: 'what it means' },
      align: 'left',
      cells: shown.map((one) => ({ text: findProfile(one.profile)?.description ?? '' })),
    },
  ]);
  const verdict = isAmbiguous
    ? [
        colors.yellow(`Ambiguous, so it is not used. ${printable(reason ?? '')}`),
        colors.yellow('Name the profile yourself with --coordinates, in the settings or in the benchmark.'),
      ]
    : [colors.green(`Chosen: ${profile}`)];
  return [head, ...table, 'Off by: mean distance from the markers, as a share of the diagonal.', ...verdict];
}
