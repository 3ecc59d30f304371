// The end of the line at which the language models of VS Code are asked: a request comes from the thread that asks, the answer goes back piece by
// piece as VS Code gives it. Keeps no time, judges nothing and tries nothing again; that is the engine's.

import { MessageChannel, type MessagePort } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { EditorCommand, EditorFailure, EditorReply } from '../../core/providers/editorMessages';
import { assertNever } from '../../shared/text/assertNever';
import { messageOf } from '../../shared/text/messageOf';
import { editorModelNames, modelsCalled } from '../host/editorModelNames';

type Asked = Extract<EditorCommand, { type: 'ask' }>;

/** No model is meant by a name, or more than one. */
class NotOne extends Error {
  constructor(
    readonly code: 'NotFound' | 'Ambiguous',
    readonly models: string[],
  ) {
    super('');
  }
}

/** The line of one run or test call. Disposing it ends the requests under way. */
export class EditorLine implements vscode.Disposable {
  /** The other end, to be handed to the engine. */
  readonly far: MessagePort;
  private readonly near: MessagePort;
  private readonly underWay = new Map<number, vscode.CancellationTokenSource>();
  private readonly found = new Map<string, Promise<vscode.LanguageModelChat>>();
  /** By model: settled when VS Code has taken the first request for it, or has not, and so has no question to the user any more. */
  private readonly opened = new Map<string, Promise<void>>();
  /** By model: that the user does not let it be used. Nobody wants to be asked that again for each test. */
  private readonly refusals = new Map<string, unknown>();

  /** `justification` is what VS Code shows when it asks whether the models may be used. */
  constructor(private readonly justification: string) {
    const { port1, port2 } = new MessageChannel();
    this.near = port1;
    this.far = port2;
    this.near.on('message', (command: EditorCommand) => this.obey(command));
    this.near.on('close', () => this.cancelAll());
  }

  dispose(): void {
    this.cancelAll();
    this.near.close();
  }

  private obey(command: EditorCommand): void {
    switch (command.type) {
      case 'ask':
        return void this.ask(command);
      case 'cancel':
        return this.underWay.get(command.id)?.cancel();
      default:
        return assertNever(command);
    }
  }

  private cancelAll(): void {
    for (const request of this.underWay.values()) request.cancel();
  }

  /** Never rejects: what goes wrong is told to who asked. */
  private async ask(asked: Asked): Promise<void> {
    const { id } = asked;
    const request = new vscode.CancellationTokenSource();
    this.underWay.set(id, request);
    try {
      await this.answer(asked, request.token);
    } catch (error) {
      this.noteRefusal(asked.name, error);
      this.say({ type: 'failed', id, failure: failureOf(error) });
    } finally {
      this.underWay.delete(id);
      request.dispose();
    }
  }

  private async answer({ id, name, messages, options }: Asked, token: vscode.CancellationToken): Promise<void> {
    const model = await this.modelCalled(name);
    const opened = this.opened.get(name);
    // With nothing awaited in between, so that one request is the first.
    if (opened) await opened;
    if (this.refusals.has(name)) throw this.refusals.get(name);
    if (token.isCancellationRequested) return;
    const chat = messages.map(({ role, text }) =>
      role === 'user' ? vscode.LanguageModelChatMessage.User(text) : vscode.LanguageModelChatMessage.Assistant(text),
    );
    const { vendor, family, version } = model;
    const sent: EditorReply = { type: 'sent', id, model: { vendor, family, id: model.id, version } };
    this.say(sent);
    const sending = Promise.resolve(
      model.sendRequest(chat, { justification: this.justification, modelOptions: options }, token),
    );
    if (!opened) this.open(name, sending);
    const response = await sending;
    // Until then the user may have been asked whether the model may be used, which is no part of its time.
    if (!opened) this.say(sent);
    let whole = '';
    for await (const text of response.text) {
      if (token.isCancellationRequested) return;
      if (text === '') continue;
      whole += text;
      this.say({ type: 'text', id, text });
    }
    this.say({ type: 'ended', id });
    const counts = await Promise.all([...chat, whole].map((text) => tokensOf(model, text, token)));
    const output = counts.pop() ?? null;
    this.say({ type: 'counted', id, input: counts.reduce(sumOf, 0), output });
  }

  /** Looked for once a run, also when there is none. */
  private modelCalled(name: string): Promise<vscode.LanguageModelChat> {
    const finding = this.found.get(name) ?? findModel(name);
    this.found.set(name, finding);
    return finding;
  }

  private open(name: string, first: Promise<unknown>): void {
    const taken = first.then(
      () => undefined,
      (error: unknown) => this.noteRefusal(name, error),
    );
    this.opened.set(name, taken);
  }

  private noteRefusal(name: string, error: unknown): void {
    if (failureOf(error).code === vscode.LanguageModelError.NoPermissions.name) this.refusals.set(name, error);
  }

  private say(reply: EditorReply): void {
    this.near.postMessage(reply);
  }
}

async function findModel(name: string): Promise<vscode.LanguageModelChat> {
  const models = await vscode.lm.selectChatModels();
  const called = modelsCalled(models, name);
  const [only] = called;
  if (only && called.length === 1) return only;
  const written = editorModelNames(called.length > 0 ? called : models).map((one) => `vscode~${one}`);
  throw new NotOne(called.length > 0 ? 'Ambiguous' : 'NotFound', written);
}

/** Null where it can't be told. */
async function tokensOf(
  model: vscode.LanguageModelChat,
  text: string | vscode.LanguageModelChatMessage,
  token: vscode.CancellationToken,
): Promise<number | null> {
  try {
    const count = await model.countTokens(text, token);
    return Number.isSafeInteger(count) && count >= 0 ? count : null;
  } catch {
    return null;
  }
}

function sumOf(sum: number | null, count: number | null): number | null {
  return sum === null || count === null ? null : sum + count;
}

/** The codes that VS Code and the providers of models give; an error's own name says as much as a code where it is none of JavaScript's. */
function failureOf(error: unknown): EditorFailure {
  if (error instanceof NotOne) return { code: error.code, message: '', models: error.models };
  const { cause } = error instanceof Error ? error : { cause: undefined };
  const told = [error, cause].filter((one) => one !== undefined && one !== null);
  const codes = told.flatMap(namesOf).filter((name) => !['', 'Error', 'LanguageModelError', 'Unknown'].includes(name));
  return { code: codes[0] ?? '', message: [...new Set(told.map(messageOf))].join(' ') };
}

function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code = '', name = '' } = error as { code?: unknown; name?: unknown };
  return [code, name].filter((one) => typeof one === 'string');
}
