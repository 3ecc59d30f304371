// Where a session finds the words of its tests: in a run folder or in an imported report.

import type { ImportedReport } from '../../core/runFolder/importReport';
import { shortAnswerOf, type ShortAnswer } from '../../shared/results/shortAnswer';
import { findTest, type RunState } from '../../shared/run/runState';
import { RunPromptValues } from './runPromptValues';
import type { BenchmarkText, TestDetail } from '../../shared/protocols/runPanelProtocol';

export interface RunEvidence {
  /** Throws when the test has none (yet). */
  testDetail(model: string, index: number): Promise<TestDetail>;
  /** Leaves out tests that have no result or whose words can't be read. */
  shortAnswers(tests: readonly { model: string; index: number }[]): Promise<ShortAnswer[]>;
  benchmarkText(): Promise<BenchmarkText>;
}

/** `state` is the run as far as its events are told. */
export function folderEvidence(runDirectory: string, state: RunState): RunEvidence {
  const values = new RunPromptValues();
  return {
    async testDetail(model, index) {
      const { endedTest, readTest } = await import('../../core/runFolder/readTest');
      const { result, transcript } = await readTest(runDirectory, state, endedTest(state, model, index));
      return {
        model,
        index,
        result,
        values: await values.of(runDirectory, state, index),
        hasTranscript: transcript !== null,
      };
    },
    async shortAnswers(tests) {
      const { TestReader, endedTest } = await import('../../core/runFolder/readTest');
      const reader = new TestReader(runDirectory, state);
      const answers: ShortAnswer[] = [];
      try {
        for (const { model, index } of tests) {
          if (findTest(state, model, index)?.phase !== 'finished') continue;
          const result = await reader.readResult(endedTest(state, model, index)).catch(() => null);
          if (result) answers.push(shortAnswerOf(result, result));
        }
      } finally {
        await reader.close();
      }
      return answers;
    },
    async benchmarkText() {
      const { readBenchmarkText } = await import('../../core/runFolder/readBenchmarkText');
      return readBenchmarkText(runDirectory, state.prompts);
    },
  };
}

export function reportEvidence(report: ImportedReport): RunEvidence {
  return {
    async testDetail(model, index) {
      const detail = report.details(model, index);
      if (!detail) throw new Error(`The report has no result for test #${index} of ${model}.`);
      return detail;
    },
    async shortAnswers(tests) {
      return tests.flatMap((test) => {
        const detail = report.details(test.model, test.index);
        return detail ? [shortAnswerOf(test, detail.result)] : [];
      });
    },
    async benchmarkText() {
      return report.benchmarkText;
    },
  };
}

/** What there is to read for a run that has no folder yet: nothing. */
export const noEvidence: RunEvidence = {
  async testDetail() {
    throw new Error('The run is only starting; the test has no result yet.');
  },
  async shortAnswers() {
    return [];
  },
  async benchmarkText() {
    throw new Error('The run is only starting; try again in a moment.');
  },
};
