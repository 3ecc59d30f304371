// From the text of a project file to what it says, or to everything that is wrong with it, each at its place. The one way in.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { parseModel } from '../../shared/run/model';
import { answerLimitNames } from '../../shared/run/answerLimits';
import { snakeCase } from '../../shared/text/snakeCase';
import { checkProfile } from '../benchmark/checkCoordinates';
import { readPrice } from '../benchmark/checkPrices';
import { ProblemList } from '../benchmark/problemList';
import { readYaml } from '../benchmark/readYaml';
import { modelApis } from '../providers/modelApis';
import { checkNames } from './checkNames';
import { checkProjectShape } from './checkProjectShape';
import { checkServices } from './checkServices';
import { emptySettings, type ProjectSettings } from './projectSettings';
import type { WrittenProject } from './projectSchema';

export interface LoadedProject {
  /** Present exactly when no problem is an error. */
  settings?: ProjectSettings;
  /** In the order of the file. */
  problems: BenchmarkProblem[];
}

/** Each comment up to the end of its line: were it free to end before, a line of `#` could be read in more ways than can be tried. */
const nothing = /^(?:\s|#[^\r\n]*(?:[\r\n]|$))*$/;

/**
 * Never throws for a bad text. JSON is read as the YAML that it is. A file with nothing but comments says nothing. `otherApis` are ids of services
 * that are known from elsewhere.
 */
export function loadProject(text: string, otherApis: readonly string[] = []): LoadedProject {
  if (nothing.test(text)) return { settings: emptySettings, problems: [] };
  const { content, faults } = readYaml(text);
  const problems = new ProblemList(text, content?.root);
  problems.addFaults(faults);
  const written = content && checkProjectShape(content.value, problems);
  const settings = written && settingsOf(written, problems);
  if (written && settings)
    checkNames(written, [...modelApis(settings.services).map(({ id }) => id), ...otherApis], problems);
  return { ...(settings && !problems.hasError ? { settings } : {}), problems: problems.toProblems() };
}

function settingsOf(written: WrittenProject, problems: ProblemList): ProjectSettings {
  const { mode, budget_usd: budgetUsd, attempts, result_images: resultImages } = written;
  const { timeout_seconds: timeout, idle_timeout_seconds: idle } = written;
  const runsFolder = runsFolderOf(written, problems);
  return {
    services: checkServices(written.services ?? [], problems),
    concurrency: written.concurrency ?? {},
    rateLimits: Object.fromEntries(
      Object.entries(written.rate_limits ?? {}).map(([api, limits]) => [api, rateLimitOf(limits)]),
    ),
    prices: Object.fromEntries(
      Object.entries(written.prices ?? {}).map(([model, price]) => [
        parseModel(model).model,
        readPrice(price, ['prices', model], problems),
      ]),
    ),
    coordinates: coordinatesOf(written, problems),
    thinkingTags: written.thinking_tags ?? [],
    answerLimits: answerLimitsOf(written),
    ...(timeout === undefined ? {} : { attemptTimeoutMs: timeout * 1000 }),
    ...(idle === undefined ? {} : { idleTimeoutMs: idle * 1000 }),
    ...(attempts === undefined ? {} : { maxAttempts: attempts }),
    ...(runsFolder === undefined ? {} : { runsFolder }),
    ...(mode === undefined ? {} : { mode }),
    ...(budgetUsd === undefined ? {} : { budgetUsd }),
    ...(resultImages === undefined ? {} : { resultImages }),
  };
}

function rateLimitOf(
  limits: NonNullable<WrittenProject['rate_limits']>[string],
): ProjectSettings['rateLimits'][string] {
  const { requests_per_minute: requests, tokens_per_minute: tokens } = limits;
  return {
    ...(requests === undefined ? {} : { requestsPerMinute: requests }),
    ...(tokens === undefined ? {} : { tokensPerMinute: tokens }),
  };
}

function answerLimitsOf({ answer_limits: written = {} }: WrittenProject): ProjectSettings['answerLimits'] {
  return Object.fromEntries(
    answerLimitNames.flatMap((name) => {
      const value = written[snakeCase(name)];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function coordinatesOf({ coordinates = {} }: WrittenProject, problems: ProblemList): { [model: string]: string } {
  return Object.fromEntries(
    Object.entries(coordinates).flatMap(([model, written]) => {
      const profile = checkProfile(written, ['coordinates', model], problems);
      return profile === undefined ? [] : [[parseModel(model).model, profile]];
    }),
  );
}

/** Run folders are written there unasked, so it must not lead out of the folder that the file came with. */
function runsFolderOf({ runs_folder: written }: WrittenProject, problems: ProblemList): string | undefined {
  const folder = written?.trim();
  if (folder === undefined) return undefined;
  const isOutside = /^(?:[a-z]:|[\\/~])/i.test(folder) || folder.split(/[\\/]/).includes('..');
  if (!isOutside) return folder;
  problems.error(
    ['runs_folder'],
    'runs_folder must be below the folder of this file, such as `runs`. For another place use --out, or the setting isoSpeedBench.runsFolder.',
  );
  return undefined;
}
