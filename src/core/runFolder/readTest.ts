// Reads what is kept of a run's tests: from the line that a test's last event names, or, in a run of format 1, from the files of its own folder.

import type { EvidencePlace } from '../../shared/run/events';
import type { RecordedImage } from '../../shared/results/picture';
import type { StoredTest, TestLinks, TestTranscript } from '../../shared/results/testResult';
import { findTest, type RunState } from '../../shared/run/runState';
import { messageOf } from '../../shared/text/messageOf';
import { LinesFile } from '../files/linesFile';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { resultFileName, resultImageName, testDirectoryName, testFiles, testsFileName } from './runFolderPaths';
import { parseTestLine, type NamedRun } from './testLine';
import { resultSchema, transcriptSchema, type StoredResult } from './testSchemas';

/** A test and where its words are; null in a run of format 1. */
export interface TestAt {
  model: string;
  /** 1-based. */
  index: number;
  evidence: EvidencePlace | null;
}

/** A run whose state is known. */
export interface ReadRun {
  runDirectory: string;
  state: RunState;
  /** From which byte on a model's lines are this process's own, checked when they were written. */
  checkedFrom?: ReadonlyMap<string, number>;
}

/** A test that has ended. Throws for people when the run has no such test, or it has not ended. */
export function endedTest(state: RunState, model: string, index: number): TestAt {
  const test = findTest(state, model, index);
  if (!test) throw new Error(`The run ${state.runId} has no test #${index} of ${model}.`);
  if (test.phase !== 'finished') throw new Error(`Test #${index} of ${model} has no result in this run yet.`);
  return { model, index, evidence: test.evidence };
}

/** Every test of the run that has ended, model by model. */
export function endedTests(models: readonly RunState['models'][number][]): TestAt[] {
  return models.flatMap(({ model, tests }) =>
    tests.filter((test) => test.phase === 'finished').map(({ index, evidence }) => ({ model, index, evidence })),
  );
}

/** The file that keeps a test, relative to the run folder, with forward slashes; in a run of format 1 its result's. */
export function evidenceFileOf({ model, index, evidence }: TestAt): string {
  return evidence ? testsFileName(model) : resultFileName(model, index);
}

/** The result image of a test, relative to the run folder, with forward slashes. */
export function resultImageOf({ model, index, evidence }: TestAt): string {
  return resultImageName(model, index, evidence === null);
}

/** One test. Throws for people when what is kept of it is gone or can't be read. */
export async function readTest(runDirectory: string, run: NamedRun, test: TestAt): Promise<StoredTest> {
  const reader = new TestReader(runDirectory, run);
  try {
    return await reader.read(test);
  } finally {
    await reader.close();
  }
}

/** Reads many tests of a run, and keeps the files of their models open until it is closed. */
export class TestReader {
  private readonly files = new Map<string, Promise<LinesFile>>();

  constructor(
    private readonly runDirectory: string,
    private readonly run: NamedRun,
    /** From which byte on a model's lines are this process's own, checked when they were written. */
    private readonly checkedFrom: ReadonlyMap<string, number> = new Map(),
  ) {}

  /** Throws for people when what is kept of the test is gone or can't be read. */
  async read(test: TestAt): Promise<StoredTest> {
    const { result, transcript } = test.evidence
      ? parseTestLine(
          await this.line(test.model, test.evidence, nameOf(test)),
          this.run,
          `What is kept of ${nameOf(test)}`,
          test.evidence.offset >= (this.checkedFrom.get(test.model) ?? Infinity),
        )
      : await this.readFolder(test);
    // The words of another test are worse than none: they would be shown as this one's.
    for (const { model, index } of transcript ? [result, transcript] : [result])
      if (model !== test.model || index !== test.index)
        throw new Error(`What is kept of ${nameOf(test)} is of ${nameOf({ model, index })}.`);
    return { result: { ...result, links: linksOf(test, result.images) }, transcript };
  }

  async close(): Promise<void> {
    for (const opening of this.files.values()) {
      await opening.then(
        (file) => file.close(),
        // What could not be opened was thrown to who wanted to read it.
        () => undefined,
      );
    }
  }

  private async line(model: string, place: EvidencePlace, name: string): Promise<string> {
    const path = testsFileName(model);
    const opening = this.files.get(model) ?? LinesFile.open(this.runDirectory, path);
    this.files.set(model, opening);
    const file = await opening.catch((cause: unknown) => {
      throw new Error(`What is kept of ${name} can't be read: the run folder has no readable ${path}.`, { cause });
    });
    return file.read(place).catch((cause: unknown) => {
      throw new Error(`What is kept of ${name} can't be read: ${path} ${messageOf(cause)}.`, { cause });
    });
  }

  /** Of format 1. */
  private async readFolder(test: TestAt): Promise<{ result: StoredResult; transcript: TestTranscript | null }> {
    const directory = testDirectoryName(test.model, test.index);
    const [result, transcript] = await Promise.all([
      readPlainText(this.runDirectory, `${directory}/${testFiles.result}`).catch((cause: unknown) => {
        throw new Error(`${nameOf(test)} has no ${testFiles.result} in its folder.`, { cause });
      }),
      readPlainText(this.runDirectory, `${directory}/${testFiles.transcript}`).catch(() => null),
    ]);
    return {
      result: parseRecord(resultSchema, result, `${testFiles.result} of ${nameOf(test)}`),
      transcript:
        transcript === null
          ? null
          : parseRecord(transcriptSchema, transcript, `${testFiles.transcript} of ${nameOf(test)}`),
    };
  }
}

function linksOf(test: TestAt, images: readonly RecordedImage[]): TestLinks {
  return { evidence: evidenceFileOf(test), resultImage: resultImageOf(test), image: images[0]?.file ?? null };
}

function nameOf({ model, index }: Pick<TestAt, 'model' | 'index'>): string {
  return `test #${index} of ${model}`;
}
