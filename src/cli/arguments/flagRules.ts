// What several flags say together: one needs another, one excludes another.

import { shellWord } from '../../shared/text/shellWord';
import { flags } from './flags';
import type { GivenWords } from './flag';
import type { ReportFile } from './reportFiles';
import { UsageError } from './usageError';

/** What an agent may spend, USD; null for nothing. */
export function allowedUsd(given: GivenWords): number | null {
  const [isAllowed, budget] = [flags.allowRun.valueIn(given), flags.budget.valueIn(given)];
  if (isAllowed && typeof budget !== 'number')
    throw new UsageError(
      '--allow-run needs an amount that all runs together may cost.',
      'Write --allow-run --budget 2 for two US dollars.',
    );
  if (!isAllowed && budget !== undefined)
    throw new UsageError('--budget is for runs that the agent may start.', 'Add --allow-run, or leave --budget away.');
  return typeof budget === 'number' ? budget : null;
}

/** More on one machine are a slip of the pen. */
const mostJobs = 64;

export function jobsIn(given: GivenWords): number {
  const jobs = flags.jobs.valueIn(given) ?? 1;
  if (jobs > mostJobs)
    throw new UsageError(
      `--jobs must be from 1 to ${mostJobs}, not ${jobs}.`,
      'More processes than the machine has cores make nothing faster.',
    );
  if (jobs > 1 && flags.shard.valueIn(given) !== undefined)
    throw new UsageError(
      '--jobs and --shard both divide the run.',
      'Leave one of them out; a shard is made by one process.',
    );
  return jobs;
}

export function mergedOut(given: GivenWords): string {
  const out = flags.mergedOut.valueIn(given);
  if (out === undefined || out === '')
    throw new UsageError('merge needs the folder that it is to make.', 'Add --out DIR; DIR must not be there yet.');
  return out;
}

/** `--out` names the file of the one report that has none. */
export function exportedReports(given: GivenWords, run: string): ReportFile[] {
  const reports = flags.report.valueIn(given);
  const out = flags.outFile.valueIn(given);
  const open = reports.filter(({ file }) => file === undefined);
  if (reports.length === 0)
    throw new UsageError(
      'export needs to be told what.',
      `Write \`iso-speed-bench export ${shellWord(run)} --report zip=FILE\`. A run folder as it is can be copied, too: it holds everything of the run.`,
    );
  if (open.length > 1)
    throw new UsageError(
      `Only one report can go to stdout, but ${open.map(({ form }) => form).join(' and ')} name no file.`,
      `Write --report ${open[0]!.form}=FILE`,
    );
  if (out === undefined) return reports;
  if (open.length === 0)
    throw new UsageError('--out names a file, but every report has one already.', 'Leave --out away.');
  return reports.map(({ form, file }) => ({ form, file: file ?? out }));
}

/** Only the reports that have a place for a comparison can be asked for one. */
export function exportBaseline(given: GivenWords): string | undefined {
  const baseline = flags.baseline.valueIn(given);
  const forms = flags.report.valueIn(given).map(({ form }) => form);
  const isShown = forms.some((form) => form === 'markdown' || form === 'junit');
  if (baseline !== undefined && !isShown)
    throw new UsageError(
      `--baseline has no place in ${forms.join(', ')}, which ${forms.length === 1 ? 'tells' : 'tell'} of one run: markdown and junit say what got worse since another.`,
      'Add --report markdown. For every difference in a table: `iso-speed-bench compare BASE OTHER`.',
    );
  return baseline;
}
