// Which files of one kind the workspace and the open editors have, in a context key, so that menus show on these files and no others. A
// file is known by what is in it, never by its name alone. Looking through the workspace begins when somebody asks.

import * as vscode from 'vscode';
import { readTextHead } from '../../core/files/textFile';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';

export interface FileKind {
  /** A `when` clause says `resourcePath in` this. */
  contextKey: string;
  /** Which files of a workspace are looked into. */
  glob: string;
  /** Of a file the start is read, so many bytes; 0 where the path says all. */
  headBytes: number;
  /** `head` is the start of the text. Throws nothing. */
  isOne(uri: vscode.Uri, head: string): boolean | Promise<boolean>;
  /** What of an open editor is looked at, and whether; saved or not. Absent where editors say nothing. */
  isOpenOne?(document: vscode.TextDocument): Promise<boolean>;
  /** What the menus are shown on for such a file; the file itself when absent. */
  shownOn?(uri: vscode.Uri): vscode.Uri;
}

/** More files than this are not looked into: in a workspace of that kind menus show on those that are open in an editor. */
const mostFiles = 2000;
/** Files that are read at once. */
const readAtOnce = 16;

interface Look {
  uri: vscode.Uri;
  /** Size and time of the file when it was looked into. */
  stamp: string;
  isOne: boolean;
}

export class KnownFiles extends Disposable {
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  /** Fires when one of the files is found, comes, goes, or is written, on disk or in an editor. */
  readonly onDidChange = this.changed.event;
  private readonly looks = new Map<string, Look>();
  private readonly inEditors = new Map<string, vscode.Uri>();
  /** What has come or changed and is still to be looked into: each once, however often it is written meanwhile. */
  private readonly due = new Map<string, vscode.Uri>();
  private isLooking = false;
  private watcher: vscode.FileSystemWatcher | undefined;
  private shown = '';

  constructor(
    private readonly kind: FileKind,
    private readonly log: vscode.LogOutputChannel,
  ) {
    super();
    this.register({ dispose: () => this.watcher?.dispose() });
    const { isOpenOne } = kind;
    if (!isOpenOne) return;
    const look = (document: vscode.TextDocument): void =>
      void isOpenOne(document).then((isOne) => this.setInEditor(document, isOne && !document.isClosed));
    this.register(vscode.workspace.onDidOpenTextDocument(look));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)));
    this.register(vscode.workspace.onDidCloseTextDocument((document) => this.setInEditor(document, false)));
    vscode.workspace.textDocuments.forEach(look);
  }

  /** The files of the workspace as they are now; from the first call on changes are watched. */
  async inWorkspace(): Promise<vscode.Uri[]> {
    this.watch();
    // What comes while VS Code searches may not be among what it finds, and is there all the same.
    const gone = new Set(this.looks.keys());
    const before = ofThisKind(this.looks).join('\n');
    const found = await vscode.workspace.findFiles(this.kind.glob, '**/node_modules/**', mostFiles);
    // Which files a search finds that ends at the limit is chance: none come or go by it, or each change would ask for another search.
    const isCut = found.length >= mostFiles;
    const isFull = isCut && this.looks.size >= mostFiles;
    const wanted = isFull ? found.filter((uri) => this.looks.has(uri.toString())) : found;
    for (let start = 0; start < wanted.length; start += readAtOnce) {
      const batch = await Promise.all(wanted.slice(start, start + readAtOnce).map((uri) => this.lookInto(uri)));
      for (const look of batch) {
        if (!look) continue;
        gone.delete(look.uri.toString());
        this.looks.set(look.uri.toString(), look);
      }
    }
    for (const id of gone) {
      const uri = this.looks.get(id)?.uri;
      if (!isCut || !uri || !vscode.workspace.getWorkspaceFolder(uri)) this.looks.delete(id);
    }
    this.show();
    const now = ofThisKind(this.looks);
    if (now.join('\n') !== before) this.changed.fire();
    return now;
  }

  /** All that menus show on; the same may be there twice. */
  get places(): vscode.Uri[] {
    const files = [...ofThisKind(this.looks), ...this.inEditors.values()];
    return files.map((uri) => this.kind.shownOn?.(uri) ?? uri);
  }

  /** Every path that menus show on. */
  get paths(): string[] {
    const shownOn = this.places;
    // VS Code has the path of a file in the way of the system where it runs, which need not be that of this extension host.
    return [...new Set(shownOn.flatMap((uri) => (uri.scheme === 'file' ? [uri.fsPath, uri.path] : [uri.path])))].sort();
  }

  private async lookInto(uri: vscode.Uri): Promise<Look | undefined> {
    const { headBytes, isOne } = this.kind;
    // A folder that is on no disk, beside one that is: its paths would be those of other files here.
    if (uri.scheme !== 'file') return undefined;
    try {
      if (headBytes === 0) return { uri, stamp: '', isOne: await isOne(uri, '') };
      const { mtime, size } = await vscode.workspace.fs.stat(uri);
      const stamp = `${mtime} ${size}`;
      const known = this.looks.get(uri.toString());
      return known?.stamp === stamp
        ? known
        : { uri, stamp, isOne: await isOne(uri, await readTextHead(uri.fsPath, headBytes)) };
    } catch (error) {
      this.log.warn(`${uri.fsPath} not looked into: ${messageOf(error)}`);
      return undefined;
    }
  }

  private watch(): void {
    if (this.watcher) return;
    this.watcher = vscode.workspace.createFileSystemWatcher(this.kind.glob);
    const { onDidCreate, onDidChange, onDidDelete } = this.watcher;
    for (const event of [onDidCreate, onDidChange])
      event((uri) => {
        if (uri.path.includes('/node_modules/')) return;
        this.due.set(uri.toString(), uri);
        if (!this.isLooking) void this.lookIntoDue();
      });
    onDidDelete((uri) => this.take(uri, undefined));
    // Of the files that a folder has already when it is added nothing is told, nor of those of one that is taken away.
    this.register(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.inWorkspace().catch((error: unknown) =>
          this.log.warn(`the workspace was not looked through: ${messageOf(error)}`),
        );
      }),
    );
  }

  /** A build writes thousands of files at once: they are looked into one batch after the other. Never rejects. */
  private async lookIntoDue(): Promise<void> {
    this.isLooking = true;
    while (this.due.size > 0 && !this.isDisposed) {
      const batch = [...this.due].slice(0, readAtOnce);
      for (const [id] of batch) this.due.delete(id);
      await Promise.all(batch.map(async ([, uri]) => this.take(uri, await this.lookInto(uri))));
    }
    this.isLooking = false;
  }

  private take(uri: vscode.Uri, look: Look | undefined): void {
    const id = uri.toString();
    const wasOne = this.looks.get(id)?.isOne ?? false;
    if (look) this.looks.set(id, look);
    else this.looks.delete(id);
    if (!wasOne && !look?.isOne) return;
    this.show();
    this.changed.fire();
  }

  private setInEditor({ uri }: vscode.TextDocument, isOne: boolean): void {
    const id = uri.toString();
    if (isOne === this.inEditors.has(id)) return;
    if (isOne) this.inEditors.set(id, uri);
    else this.inEditors.delete(id);
    this.show();
    this.changed.fire();
  }

  private show(): void {
    const { paths } = this;
    if (paths.join('\n') === this.shown) return;
    this.shown = paths.join('\n');
    // Without any the key is not set: a `when` clause asks by the key alone whether there are such files.
    const value = paths.length === 0 ? undefined : Object.fromEntries(paths.map((path) => [path, true]));
    void vscode.commands.executeCommand('setContext', this.kind.contextKey, value);
  }
}

function ofThisKind(looks: ReadonlyMap<string, Look>): vscode.Uri[] {
  return [...looks.values()].filter(({ isOne }) => isOne).map(({ uri }) => uri);
}
