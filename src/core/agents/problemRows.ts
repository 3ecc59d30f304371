// Problems of a benchmark file and of its project file, as an answer for a language model tells them.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { formatCount } from '../../shared/text/format';
import type { CheckedProject } from './agentFront';
import { nameText, shortText, type AgentAnswer } from './answerParts';

/** Problems of a project file in one answer. */
const mostOfProject = 8;

export function problemRow({ severity, line, column, path, message }: BenchmarkProblem): AgentAnswer {
  return {
    severity,
    line,
    column,
    ...(path === '' ? {} : { path: nameText(path) }),
    message: shortText(message),
  };
}

/** Nothing where nothing is odd about it. */
export function projectAnswer(project: CheckedProject | undefined): AgentAnswer {
  const problems = project?.problems ?? [];
  if (!project || problems.length === 0) return {};
  const left = problems.length - mostOfProject;
  return {
    project_file: {
      file: nameText(project.file),
      problems: problems.slice(0, mostOfProject).map(problemRow),
      ...(left > 0 ? { more: `${formatCount(left)} more, which are told when these are mended.` } : {}),
    },
  };
}
