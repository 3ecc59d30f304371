// Reads what is kept of a run's tests: from the line that a test's last event names, or, in a run of format 1, from the files of its own folder.

import type { EvidencePlace } from '../../shared/run/events';
import {
  linksOf,
  unpackResult,
  unpackTranscript,
  type KeptTest,
  type NamedRun,
  type PackedTest,
  type StoredResult,
} from '../../shared/results/packedTest';
import type { StoredTest, TestResult, TestTranscript } from '../../shared/results/testResult';
import { findTest, isOfRun, type RunState } from '../../shared/run/runState';
import type { NotRunReason } from '../../shared/run/verdict';
import { messageOf } from '../../shared/text/messageOf';
import { requireTest } from '../../shared/words/requireTest';
import { testName } from '../../shared/words/testName';
import { LinesFile } from '../files/linesFile';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { goneFolder } from './goneFolder';
import { resultFileName, resultImageName, testDirectoryName, testFiles, testsFileName } from './runFolderPaths';
import { packResult, packTranscript, readTestLine } from './testLine';
import { resultSchema, transcriptSchema } from './testSchemas';

/** A test and where its words are; null in a run of format 1. */
export interface TestAt {
  model: string;
  /** 1-based. */
  index: number;
  evidence: EvidencePlace | null;
}

/** A test that has a result image: one that has ended, or one that is not run, for a reason. */
export interface DrawnTest extends TestAt {
  notRun?: NotRunReason;
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
  const test = requireTest(state, model, index);
  if (test.phase !== 'finished')
    throw new Error(`Test ${testName(state, index)} of ${model} has no result in this run yet.`);
  return { model, index, evidence: test.evidence };
}

/** A test that has a result image. Throws for people when the run has no such test, or it may still be asked. */
export function drawnTest(state: RunState, model: string, index: number): DrawnTest {
  const notRun = findTest(state, model, index)?.notRun;
  return notRun ? { model, index, evidence: null, notRun } : endedTest(state, model, index);
}

/** Every test of the run that has ended, model by model. */
export function endedTests(models: readonly RunState['models'][number][]): TestAt[] {
  return models.flatMap(({ model, tests }) =>
    tests.filter((test) => test.phase === 'finished').map(({ index, evidence }) => ({ model, index, evidence })),
  );
}

/** Every test of the run that has a result image, model by model. One that a cancelled run did not come to has none: resuming asks it. */
export function drawnTests(models: readonly RunState['models'][number][]): DrawnTest[] {
  return models.flatMap(({ model, tests }) =>
    tests.flatMap(({ phase, index, evidence, notRun }): DrawnTest[] => {
      if (notRun) return isOfRun({ notRun }) ? [{ model, index, evidence: null, notRun }] : [];
      return phase === 'finished' ? [{ model, index, evidence }] : [];
    }),
  );
}

/** The file that keeps a test, relative to the run folder, with forward slashes; in a run of format 1 its result's. */
export function evidenceFileOf({ model, index, evidence }: TestAt): string {
  return evidence ? testsFileName(model) : resultFileName(model, index);
}

/** The result image of a test, relative to the run folder, with forward slashes. */
export function resultImageOf({ model, index, evidence, notRun }: DrawnTest): string {
  return resultImageName(model, index, evidence === null && !notRun);
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
    if (!test.evidence) {
      const { result, transcript } = await this.readFolder(test);
      return { result: withLinks(result, test), transcript };
    }
    const packed = await this.readPacked(test, test.evidence);
    const result = unpackResult(packed, this.run, this.wordsOf(test));
    return { result: withLinks(result, test), transcript: unpackTranscript(packed.transcript, result) };
  }

  /** As `read`, for who needs no more. */
  async readResult(test: TestAt): Promise<TestResult> {
    if (!test.evidence) return withLinks((await this.readFolder(test)).result, test);
    return withLinks(unpackResult(await this.readPacked(test, test.evidence), this.run, this.wordsOf(test)), test);
  }

  /** As `read`, as JSON text: the test as it is packed, and the files that are its own. A line of this process's own is handed on as it is. */
  async readJson(test: TestAt): Promise<string> {
    const files = JSON.stringify(filesOf(test));
    if (test.evidence && this.isOwn(test.model, test.evidence))
      return `{"files":${files},${(await this.line(test, test.evidence)).slice(1)}`;
    const kept: KeptTest = { files: filesOf(test), ...(await this.readKept(test)) };
    return JSON.stringify(kept);
  }

  /** As `read`, as it is packed: what the run says of all of its tests is left out. */
  async readKept(test: TestAt): Promise<Omit<KeptTest, 'files'>> {
    if (test.evidence) return this.readPacked(test, test.evidence);
    const { result, transcript } = await this.readFolder(test);
    return { ...packResult(result), transcript: transcript && packTranscript(transcript, result) };
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

  private async readPacked(test: TestAt, place: EvidencePlace): Promise<PackedTest> {
    const line = await this.line(test, place);
    const packed = readTestLine(line, this.wordsOf(test), this.isOwn(test.model, place));
    this.refuseAnother(test, packed);
    return packed;
  }

  private isOwn(model: string, { offset }: EvidencePlace): boolean {
    return offset >= (this.checkedFrom.get(model) ?? Infinity);
  }

  private async line(test: TestAt, place: EvidencePlace): Promise<string> {
    const opening = this.files.get(test.model) ?? LinesFile.open(this.runDirectory, testsFileName(test.model));
    this.files.set(test.model, opening);
    const file = await opening.catch((cause: unknown) => {
      const gone = goneFolder(this.runDirectory);
      const missing = `${this.wordsOf(test)} can't be read: the run folder has no readable ${testsFileName(test.model)}.`;
      throw new Error(gone ?? missing, { cause });
    });
    return file.read(place).catch((cause: unknown) => {
      const path = testsFileName(test.model);
      throw new Error(`${this.wordsOf(test)} can't be read: ${path} ${messageOf(cause)}.`, { cause });
    });
  }

  /** Of format 1. */
  private async readFolder(test: TestAt): Promise<{ result: StoredResult; transcript: TestTranscript | null }> {
    const directory = testDirectoryName(test.model, test.index);
    const [result, transcript] = await Promise.all([
      readPlainText(this.runDirectory, `${directory}/${testFiles.result}`).catch((cause: unknown) => {
        const gone = goneFolder(this.runDirectory);
        throw new Error(gone ?? `${this.nameOf(test)} has no ${testFiles.result} in its folder.`, { cause });
      }),
      readPlainText(this.runDirectory, `${directory}/${testFiles.transcript}`).catch(() => null),
    ]);
    const read = {
      result: parseRecord(resultSchema, result, `${testFiles.result} of ${this.nameOf(test)}`),
      transcript:
        transcript === null
          ? null
          : parseRecord(transcriptSchema, transcript, `${testFiles.transcript} of ${this.nameOf(test)}`),
    };
    this.refuseAnother(test, read.result);
    if (read.transcript) this.refuseAnother(test, read.transcript);
    return read;
  }

  /** The words of another test are worse than none: they would be shown as this one's. */
  private refuseAnother(test: TestAt, { model, index }: Pick<TestAt, 'model' | 'index'>): void {
    if (model !== test.model || index !== test.index)
      throw new Error(`${this.wordsOf(test)} is of ${this.nameOf({ model, index })}.`);
  }

  private wordsOf(test: TestAt): string {
    return `What is kept of ${this.nameOf(test)}`;
  }

  private nameOf({ model, index }: Pick<TestAt, 'model' | 'index'>): string {
    return `test ${testName(this.run, index)} of ${model}`;
  }
}

function filesOf(test: TestAt): KeptTest['files'] {
  return { evidence: evidenceFileOf(test), resultImage: resultImageOf(test) };
}

function withLinks(result: StoredResult, test: TestAt): TestResult {
  return { ...result, links: linksOf(result, filesOf(test)) };
}
