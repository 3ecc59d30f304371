// The reports of a run that flags ask for, each to its file.

import { resolve } from 'node:path';
import { exportRunTo, type ExportOptions } from '../../core/reports/exportRun';
import { modelApis } from '../../core/providers/modelApis';
import { secretsOf } from '../../core/providers/secretsOf';
import type { Environment } from '../../core/providers/provider';
import type { HeldAgainst } from '../../shared/comparing/regressions';
import { messageOf } from '../../shared/text/messageOf';
import type { ReportFile } from '../arguments/reportFiles';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import { printable } from '../text/fitText';

/**
 * What is odd about a run is said once for each report, to stderr: stdout may be a report itself. One that can't be written doesn't keep the others from
 * it; throws for people at the end, all in one.
 */
export async function writeReports(
  reports: readonly Required<ReportFile>[],
  runDirectory: string,
  context: CliContext,
  held: HeldAgainst | null = null,
): Promise<void> {
  const failures: unknown[] = [];
  for (const { form, file } of reports) {
    const path = resolve(context.cwd, file);
    try {
      const notes = await exportRunTo(path, form, runDirectory, { ...exportOptions(context), held });
      for (const words of [`Report: ${shownPath(context.cwd, path)}`, ...notes])
        await writeOut(context.stderr, `${printable(words)}\n`);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new Error(failures.map(messageOf).join('\n'), { cause: new AggregateError(failures) });
}

export function exportOptions({ environment, distDirectory }: CliContext): ExportOptions {
  const link = workflowRun(environment);
  return { secrets: secretsOf(modelApis(), environment), distDirectory, ...(link === undefined ? {} : { link }) };
}

/** The page of the CI job that this is, by what GitHub and GitLab say of themselves; undefined elsewhere. */
function workflowRun(environment: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, CI_JOB_URL: job } = environment;
  const link = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : job;
  return link !== undefined && /^https?:\/\//.test(link) ? link : undefined;
}
