// Opens what a link to a run or to one of its tests names. Anybody can write one, on a web page too, so that nothing outside the runs folders and the
// workspace is even looked at before the user says so.

import { isAbsolute, normalize } from 'node:path';
import * as vscode from 'vscode';
import { runLink, type LinkedPlace } from '../../shared/runs/runLink';
import { isBelow } from '../host/isBelow';
import { ask } from '../host/notices';
import type { TestPages } from '../pages/testPages';
import type { TestRuns } from '../runs/testRuns';
import type { RunActions } from './runActions';

interface RunLinkParts {
  extensionId: string;
  actions: Pick<RunActions, 'open'>;
  testRuns: TestRuns;
  testPages: TestPages;
  /** Shows what a link could not open. */
  showFailure(error: unknown): void;
}

export class RunLinks implements vscode.UriHandler {
  constructor(private readonly parts: RunLinkParts) {}

  /** Called by VS Code. */
  async handleUri(uri: vscode.Uri): Promise<void> {
    await this.open(uri).catch((error: unknown) => this.parts.showFailure(error));
  }

  /** The link to a run, or to one of its tests. */
  linkTo(place: LinkedPlace): string {
    return runLink(place, { scheme: vscode.env.uriScheme, extensionId: this.parts.extensionId });
  }

  /** Throws a sentence when the link says nothing that can be opened. */
  private async open(uri: vscode.Uri): Promise<void> {
    const { runDirectory, test } = placeIn(uri);
    if (!(await this.isKnown(runDirectory)) && !(await confirmed(runDirectory))) return;
    const { readManifest } = await import('../../core/runFolder/readManifest');
    await readManifest(runDirectory).catch((cause: unknown) => {
      throw new Error(`The link can't be opened: ${runDirectory} is no run folder.`, { cause });
    });
    if (test) await this.parts.testPages.show({ runDirectory, ...test });
    else await this.parts.actions.open(runDirectory);
  }

  private async isKnown(runDirectory: string): Promise<boolean> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.some((folder) => isBelow(runDirectory, folder.uri.fsPath))) return true;
    return (await this.parts.testRuns.list()).has(runDirectory);
  }
}

function placeIn({ path, query }: vscode.Uri): LinkedPlace {
  const said = new URLSearchParams(query);
  const folder = said.get('folder') ?? '';
  if (path !== '/run' || !isAbsolute(folder))
    throw new Error("The link can't be opened: it must be /run?folder= with the whole path of a run folder.");
  const runDirectory = normalize(folder).replace(/(?<=[^:\\/])[\\/]+$/, '');
  const [model, number] = [said.get('model'), said.get('test')];
  if (model === null && number === null) return { runDirectory, test: null };
  const index = Number(number);
  if (model === null || !Number.isInteger(index) || index < 1)
    throw new Error("The link can't be opened: a test is named by `model` and by `test`, the number of its prompt.");
  return { runDirectory, test: { model, index } };
}

async function confirmed(runDirectory: string): Promise<boolean> {
  const question = 'Open a run from outside of this workspace?';
  const details = `A link asks for ${runDirectory}, which is in none of your runs folders.`;
  return (await ask('warning', question, details, 'Open')) === 'Open';
}
