// Makes up a comparison, the same every time: a recorded run against one in which some verdicts and times are others. For the dev page and tests.

import type {
  ComparedAnswer,
  ComparedSide,
  ComparedTest,
  ShownComparison,
  ShownSide,
} from '../../src/shared/protocols/compareProtocol';
import { compareRuns, type ComparedRun } from '../../src/shared/comparing/compareRuns';
import { shownDifference } from '../../src/shared/protocols/comparisonView';
import type { RunEvent } from '../../src/shared/run/events';
import type { RunState } from '../../src/shared/run/runState';
import { foldRun } from '../../src/shared/run/foldRun';
import { modelTitle } from '../../src/shared/words/testText';
import { recordedDetail, recordedRun } from './recordedRun';

export interface RecordedComparisonOptions {
  /** Runs that are compared, the base included. */
  runs: number;
  models: number;
  prompts: number;
  /** `nothing`: no prompt in common; `equal`: nothing differs; `position`: paired by place. */
  kind: 'usual' | 'equal' | 'nothing' | 'position';
}

/** The state of the run number `place`: 0 is the base. */
function recordedState({ models, prompts, kind }: RecordedComparisonOptions, place: number): RunState {
  const { events } = recordedRun({ models, prompts, slowness: 1, isPythonOpen: false });
  const hash = (index: number): string =>
    String(kind === 'nothing' ? place * 100_000 + index : index).padStart(16, '0');
  return foldRun(
    events.map((event): RunEvent => {
      if (event.type === 'runStarted') {
        const hashed = event.prompts.map((prompt) =>
          kind === 'position' ? prompt : { ...prompt, hash: hash(prompt.index) },
        );
        return {
          ...event,
          runId: `2026-11-${21 + place}_17-45-03_simple-math`,
          at: `2026-11-${21 + place}T17:45:03.000+01:00`,
          prompts: hashed,
        };
      }
      if (event.type !== 'testFinished' || kind === 'equal' || place === 0 || event.verdict === 'error') return event;
      const seed = (event.index * 7 + event.model.length * 13 + place * 5) % 11;
      const verdict =
        seed === 0
          ? event.verdict === 'correct'
            ? 'incorrect'
            : 'correct'
          : event.model.includes('llama') && seed === 3
            ? 'incorrect'
            : event.verdict;
      const factor = event.model.includes('gpt') ? 1.25 : 0.97 + seed * 0.006;
      return {
        ...event,
        verdict,
        timings: event.timings && {
          ...event.timings,
          total: (event.timings.total ?? 0) * factor,
          ttft: event.timings.ttft && event.timings.ttft * factor,
        },
        ...(event.tokens
          ? { tokens: { ...event.tokens, output: event.tokens.output && event.tokens.output + (seed % 3) } }
          : {}),
      };
    }),
  );
}

/** Sides are `run-1`, `run-2`, ...; `sides` chooses, orders and takes models of them. */
export function recordedComparison(
  options: RecordedComparisonOptions,
  sides: readonly ComparedSide[] = allSides(options),
): ShownComparison {
  const shown = sides.map(({ run, model }): { side: ShownSide; compared: ComparedRun } => {
    const place = placeOf(run);
    const state = recordedState(options, place);
    const models = state.models.map((one) => ({
      model: one.model,
      title: modelTitle(one),
      isSimulated: one.isSimulated,
    }));
    const chosen = model === undefined ? {} : { model };
    return {
      side: {
        run,
        ...chosen,
        folderName: state.runId,
        benchmarkName: state.benchmarkName,
        startedAt: state.at,
        importedAt: null,
        status: state.status,
        mode: state.mode,
        promptCount: state.prompts.length,
        models,
        problems: [],
      },
      compared: { name: run, state, manifest: null, ...chosen },
    };
  });
  const differences = compareRuns(shown.map(({ compared }) => compared)).map(shownDifference);
  if (options.kind === 'usual') {
    for (const difference of differences) {
      difference.notEqual.push(
        {
          what: 'machine',
          base: 'AMD Ryzen 7 5800X, 8 cores, 32 GB, Linux x64',
          other: 'Apple M3 Pro, 12 cores, 36 GB, Darwin arm64',
        },
        { what: 'requests at once to openai', base: '4', other: '8' },
        { what: 'digest of ollama~llama3.2', base: 'a80c4f17acd5', other: 'not recorded' },
      );
    }
  }
  return { sides: shown.map(({ side }) => side), differences };
}

export function recordedAnswers(options: RecordedComparisonOptions, tests: readonly ComparedTest[]): ComparedAnswer[] {
  return tests.map((test) => {
    const detail = recordedDetail(recordedState(options, placeOf(test.run)), test.model, test.index);
    return { ...test, testType: 'execute_python_code_with_num_output', result: detail?.result ?? null, notRun: null };
  });
}

function allSides({ runs }: RecordedComparisonOptions): ComparedSide[] {
  return Array.from({ length: runs }, (_, place) => ({ run: `run-${place + 1}` }));
}

function placeOf(run: string): number {
  return Number(run.slice('run-'.length)) - 1;
}
