// Opens what a run keeps of a test: pictures and files as they are, and its words as read-only documents made when they are asked for.

import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { isFileInside } from '../../core/files/insideFolder';
import type { StoredTest } from '../../shared/results/testResult';
import type { TestPart } from '../../shared/protocols/testPageProtocol';
import { testDocuments, type TestDocument } from '../../shared/words/testDocuments';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { testName } from '../../shared/words/testName';
import { revealPath } from './runFiles';
import type { TestRuns } from './testRuns';

/** One test of a run folder. */
export interface TestPlace {
  runDirectory: string;
  model: string;
  index: number;
}

/** The scheme of the documents; the place of the test is in the query. */
export const testScheme = 'iso-speed-bench-test';

/** VS Code's own, which shows a transcript as people read it. It can be switched off; then there is the text. */
const markdownPreview = { extension: 'vscode.markdown-language-features', editor: 'vscode.markdown.preview.editor' };

export class TestFiles implements vscode.TextDocumentContentProvider {
  constructor(private readonly runs: Pick<TestRuns, 'load'>) {}

  /** What is kept of a test. Throws for people when it has no result yet, or that is gone. */
  async read({ runDirectory, model, index }: TestPlace): Promise<StoredTest> {
    const { endedTest, readTest } = await import('../../core/runFolder/readTest');
    const state = await this.runs.load(runDirectory);
    return readTest(runDirectory, state, endedTest(state, model, index));
  }

  /** Opens a part of a test: pictures in VS Code's viewer, words as documents. Throws when the test has none. */
  async open(place: TestPlace, part: TestPart, viewColumn = vscode.ViewColumn.Active): Promise<void> {
    const uri =
      part in testDocuments ? await this.documentUri(place, part as TestDocument) : await this.fileUri(place, part);
    if (part === 'file') return revealPath(uri.fsPath);
    if (part === 'transcriptText' && vscode.extensions.getExtension(markdownPreview.extension)) {
      await vscode.commands.executeCommand('vscode.openWith', uri, markdownPreview.editor, {
        viewColumn,
        preview: true,
      });
      return;
    }
    await vscode.commands.executeCommand('vscode.open', uri, { viewColumn, preview: true });
  }

  /** The absolute path of the file that keeps a test; the run folder's while the test has none. */
  async pathOf(place: TestPlace): Promise<string> {
    const { result } = await this.read(place);
    return join(place.runDirectory, result.links.evidence);
  }

  /** The parts that a test has, of those that can be opened. */
  async partsOf<Part extends TestPart>(place: TestPlace, parts: readonly Part[]): Promise<Part[]> {
    const stored = await this.read(place).catch(() => null);
    const image = await this.resultImageOf(place).catch(() => null);
    const isHere = (part: Part): boolean =>
      part === 'resultImage'
        ? image !== null && isFileInside(place.runDirectory, image)
        : stored !== null && (!(part in testDocuments) || part === 'result' || stored.transcript !== null);
    return parts.filter(isHere);
  }

  /** The text of one of the documents. */
  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const { what, ...place } = JSON.parse(query) as TestPlace & { what: TestDocument };
    const { testDocument } = await import('../../shared/words/testDocument');
    const text = testDocument(await this.runs.load(place.runDirectory), await this.read(place), what);
    if (text === null) throw new Error(`Test ${await this.nameOf(place)} has no transcript in its run folder.`);
    return text;
  }

  /** Relative to the run folder. Throws for people when the test has none yet. */
  private async resultImageOf({ runDirectory, model, index }: TestPlace): Promise<string> {
    const { drawnTest, resultImageOf } = await import('../../core/runFolder/readTest');
    return resultImageOf(drawnTest(await this.runs.load(runDirectory), model, index));
  }

  private async fileUri(place: TestPlace, part: TestPart): Promise<vscode.Uri> {
    const { runDirectory } = place;
    const name =
      part === 'resultImage'
        ? await this.resultImageOf(place)
        : (await this.read(place)).result.links[part === 'original' ? 'image' : 'evidence'];
    if (name === null) throw new Error(`The prompt of test ${await this.nameOf(place)} has no picture.`);
    if (!isFileInside(runDirectory, name))
      throw new Error(`Test ${await this.nameOf(place)} has no ${basename(name)} in its run folder.`);
    return vscode.Uri.file(join(runDirectory, name));
  }

  /** Its last part is what the tab says. */
  private async documentUri(place: TestPlace, what: TestDocument): Promise<vscode.Uri> {
    const { runDirectory, model, index } = place;
    const name = testName(await this.runs.load(runDirectory), index);
    return vscode.Uri.from({
      scheme: testScheme,
      path: `/${basename(runDirectory)}/${encodeURIComponent(`${model} ${name}`)}/${testDocuments[what]}`,
      query: JSON.stringify({ runDirectory, model, index, what }),
    });
  }

  private async nameOf({ runDirectory, model, index }: TestPlace): Promise<string> {
    return `${testName(await this.runs.load(runDirectory), index)} of ${oneLine(model)}`;
  }
}
