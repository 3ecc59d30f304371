// Makes up the rows of a runs overview, the same every time: benchmarks, statuses, an unreadable run, long and non-ASCII names.

import type { ListedRunRow } from '../../src/shared/protocols/overviewProtocol';
import type { ReviewSummary } from '../../src/shared/run/reviews';
import { summarize } from '../../src/shared/runs/runManifest';
import { foldRun } from '../../src/shared/run/foldRun';
import { recordedRun } from './recordedRun';

const names = [
  'Simple math',
  'Street signs',
  'Écriture: dictée à trous',
  '数学の文章題',
  'Function coding with a name that is far too long for any column of any table whatsoever',
  'JSON extraction',
];

export function recordedRows(count: number): ListedRunRow[] {
  const { events } = recordedRun({ models: 4, prompts: 12, slowness: 1, isPythonOpen: false });
  const state = foldRun(events);
  return Array.from({ length: count }, (_, place): ListedRunRow => {
    const day = String(28 - (place % 28)).padStart(2, '0');
    const startedAt = `2026-${String(11 - (Math.floor(place / 28) % 11)).padStart(2, '0')}-${day}T17:45:${String(place % 60).padStart(2, '0')}.000+01:00`;
    const name = names[place % names.length]!;
    const folderName = `2026-11-${day}_17-45-03_run-${place}`;
    const base = { id: `runs/${folderName}`, folderName, folder: 'runs' };
    if (place === 7)
      return {
        ...base,
        summary: null,
        problem: `${folderName} was written by a newer version of Iso Speed Bench (format 9; this one reads up to 1). Update to open it.`,
      };
    const chosen = {
      ...state,
      models: state.models.slice(place % 3, 1 + (place % 4)).concat(place % 5 === 0 ? state.models.slice(3) : []),
    };
    const status =
      place === 0 ? 'running' : place % 9 === 4 ? 'interrupted' : place % 13 === 6 ? 'cancelled' : 'finished';
    return {
      ...base,
      problem: null,
      summary: {
        ...summarize(chosen.models.length === 0 ? state : chosen),
        id: folderName,
        benchmarkName: name,
        purpose: 'Evaluate the ability of a language model to follow instructions.',
        comment: place === 2 ? 'before the update' : '',
        testTypes: [place % 2 === 0 ? 'execute_python_code_with_num_output' : 'raw_string_evaluator'],
        tags: [],
        status,
        startedAt,
        importedAt: null,
        elapsedMs: 31_000 + place * 977,
        ...(place % 5 === 2 ? { review: reviewedBy(place % 10) } : {}),
        sizeBytes: status === 'running' ? null : 2_400_000 + place * 31_000,
      },
    };
  });
}

function reviewedBy(reviewed: number): ReviewSummary {
  const signOffs = reviewed === 7 ? [{ reviewer: 'Ada Lovelace', at: '2026-11-28T10:00:00.000+00:00' }] : [];
  return { reviewed, disagreed: reviewed === 7 ? 2 : 0, commented: 1, signOffs };
}
