// The adapter for the language models of VS Code. Only the extension host can ask them, so a request goes there over a message port and comes back
// piece by piece. VS Code tells less than an API on the network: no headers, no reason for the end, no tokens but those that it counts itself.

import type { MessagePort } from 'node:worker_threads';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { LimitExceeded } from '../streams/limitExceeded';
import { limitError } from './answerErrors';
import { AnswerSoFar } from './answerSoFar';
import { askedInVsCode } from './refuseModelsOfVsCode';
import { editorError } from './editorError';
import type { EditorChatMessage, EditorCommand, EditorModel, EditorReply } from './editorMessages';
import type { Connection, ModelReply, ModelRequest, Provider, ReplyListener, SentRequest } from './provider';
import { sayParameters, type WireNames } from './sayParameters';
import { scrubFor } from './scrubber';

/** What providers of models take among `modelOptions`, as OpenAI's protocol calls it; VS Code itself has no words of its own. */
const optionNames: WireNames = { top_k: null, min_p: null, effort: null, num_ctx: null };

/** Makes the adapter. Rejects outside of VS Code, where nobody is at the other end. */
export function connectEditor(connection: Connection): Promise<Provider> {
  const { editor } = connection;
  if (editor === undefined) return Promise.reject(new Error(askedInVsCode(['A model vscode~...'])));
  const line = new EditorLine(editor);
  const scrub = scrubFor(connection);
  return Promise.resolve({
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const { name, parameters } = request.model;
      const target = {
        label: 'VS Code',
        url: `vscode-lm://${name}`,
        isLocal: false,
        scrub,
        limits: connection.limits ?? usualAnswerLimits,
      };
      const { fields, unsaid } = sayParameters(parameters, { names: optionNames }, []);
      const sent = sentAs(target.url, fields, request.answerSchema ? [...unsaid, 'response_format'] : unsaid, request);
      listener.onSent(sent());
      const answer = new AnswerSoFar(listener, target);
      try {
        return await line.ask({ name, messages: chatOf(request), options: fields }, signal, (reply) =>
          take(reply, { name, answer, listener, sent, scrub }),
        );
      } catch (error) {
        throw error instanceof LimitExceeded ? limitError(target, error) : error;
      }
    },
    dispose: () => {
      editor.close();
      return Promise.resolve();
    },
  });
}

interface Taking {
  name: string;
  answer: AnswerSoFar;
  listener: ReplyListener;
  sent(model: EditorModel): SentRequest;
  scrub(text: string): string;
}

/** The reply when it is complete; null while it is not. Throws `ProviderError`. */
function take(reply: EditorReply, { name, answer, listener, sent, scrub }: Taking): ModelReply | null {
  switch (reply.type) {
    case 'sent':
      // The clock starts here, and anew when it comes again.
      listener.onSent(sent(reply.model));
      answer.name({ model: `${reply.model.vendor}/${reply.model.id}` });
      return null;
    case 'text':
      listener.onChunk();
      answer.say('answer', reply.text);
      return null;
    case 'ended':
      if (listener.wire) listener.wire.onEnd(listener.wire.now());
      return null;
    case 'counted': {
      const { input, output } = reply;
      answer.reply.tokens = { input, output, reasoning: null, cached: null, source: 'counted' };
      return answer.complete(true, '', '');
    }
    case 'failed':
      throw editorError(name, { ...reply.failure, message: scrub(reply.failure.message) });
  }
}

/** VS Code has no system messages: their text goes first, as the user's. */
function chatOf({ messages }: ModelRequest): EditorChatMessage[] {
  return messages.map(({ role, content }) => ({ role: role === 'assistant' ? 'assistant' : 'user', text: content }));
}

function sentAs(
  url: string,
  options: SentRequest['parameters'],
  refused: string[],
  { messages }: ModelRequest,
): (model?: EditorModel) => SentRequest {
  const system = messages.some(({ role }) => role === 'system') ? { system: 'sent as a message of the user' } : {};
  return (model) => ({
    url,
    parameters: { ...options, ...system, ...(model ?? {}) },
    ...(refused.length > 0 ? { refused } : {}),
  });
}

interface Waiting {
  take(reply: EditorReply): ModelReply | null;
  resolve(reply: ModelReply): void;
  reject(error: unknown): void;
}

/** The port, with whoever waits at this end of it. */
class EditorLine {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  /** What is said into a closed port is lost, and nobody would ever answer. */
  private isClosed = false;

  constructor(private readonly port: MessagePort) {
    port.on('message', (reply: EditorReply) => this.receive(reply));
    port.on('close', () => {
      this.isClosed = true;
      for (const { reject } of this.waiting.values()) reject(lineClosed());
      this.waiting.clear();
    });
  }

  /** Rejects with the signal's reason when aborted, and tells the other end. */
  ask(
    asked: Omit<Extract<EditorCommand, { type: 'ask' }>, 'type' | 'id'>,
    signal: AbortSignal,
    takeReply: Waiting['take'],
  ): Promise<ModelReply> {
    if (this.isClosed) return Promise.reject(lineClosed());
    const id = ++this.count;
    return new Promise<ModelReply>((resolve, reject) => {
      const cancel = (): void => {
        this.giveUp(id);
        reject(signal.reason);
      };
      signal.addEventListener('abort', cancel, { once: true });
      const over = (): void => signal.removeEventListener('abort', cancel);
      this.waiting.set(id, {
        take: takeReply,
        resolve: (reply) => {
          over();
          resolve(reply);
        },
        reject: (error) => {
          over();
          reject(error);
        },
      });
      this.say({ type: 'ask', id, ...asked });
    });
  }

  private receive(reply: EditorReply): void {
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    try {
      const done = waiting.take(reply);
      if (done === null) return;
      this.waiting.delete(reply.id);
      waiting.resolve(done);
    } catch (error) {
      this.giveUp(reply.id);
      waiting.reject(error);
    }
  }

  private giveUp(id: number): void {
    if (this.waiting.delete(id)) this.say({ type: 'cancel', id });
  }

  private say(command: EditorCommand): void {
    this.port.postMessage(command);
  }
}

function lineClosed(): Error {
  return new Error('VS Code closed the line to its models.');
}
