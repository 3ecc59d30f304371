// The project file as a command finds it: from the folder of the benchmark, or from the current one for what is about runs.

import { join } from 'node:path';
import { findProject, readProjectText } from '../../core/project/findProject';
import { loadProject } from '../../core/project/loadProject';
import { emptySettings, type ProjectSettings } from '../../core/project/projectSettings';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { messageOf } from '../../shared/text/messageOf';
import { UsageError } from '../arguments/usageError';
import { shownPath, type CliContext } from '../terminal/cliContext';
import { colorsOf } from '../terminal/terminal';
import { problemText } from '../text/problemText';

interface Project {
  settings: ProjectSettings;
  /** Of the file, as people write it; null without one. */
  file: string | null;
  /** Where runs are made and looked for, as people write it. */
  runsFolder: string;
  /** What is odd about the file: for commands that send something by it, or check. */
  problems: BenchmarkProblem[];
  /** The same for a terminal, a text for each. */
  warnings: string[];
}

/** Throws a `UsageError` that tells every problem of the file. */
export async function readProject(from: string, context: CliContext): Promise<Project> {
  const place = found(() => findProject(from));
  if (place === null) return { settings: emptySettings, file: null, runsFolder: 'runs', problems: [], warnings: [] };
  const file = shownPath(context.cwd, join(place.folder, place.name));
  const text = await readProjectText(place).catch((error: unknown) => {
    throw new UsageError(messageOf(error));
  });
  const { settings, problems } = loadProject(text);
  const colors = colorsOf(context.stderr, context.environment);
  const texts = problems.map((problem) => problemText(file, text, problem, colors));
  if (!settings)
    throw new UsageError(['The project file has errors.', ...texts].join('\n'), 'Nothing was sent to any model.');
  const { runsFolder } = settings;
  return {
    settings,
    file,
    runsFolder: runsFolder === undefined ? 'runs' : shownPath(context.cwd, join(place.folder, runsFolder)),
    problems,
    warnings: texts,
  };
}

/** The folder of runs as people write it: `written` by a flag, else as the project file of the current folder says. */
export async function runsFolderOf(written: string | undefined, context: CliContext): Promise<string> {
  return written ?? (await readProject(context.cwd, context)).runsFolder;
}

function found<Value>(find: () => Value): Value {
  try {
    return find();
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}
