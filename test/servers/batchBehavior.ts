// What the batch servers of the tests have in common: how a batch goes on from look to look, and what its requests are answered.

import type { ServerResponse } from 'node:http';
import { cutConnection } from './testServer';

/** What a request of a batch is answered: a text, or the failure that the single request would have had. */
type BatchAnswer = string | { status: number; message: string; param?: string };

export interface BatchServerOptions {
  /** The key a caller must show. */
  key?: string;
  /** The answer to a request's last words; default `Hello`. */
  answer?: (prompt: string, params: { [name: string]: unknown }) => BatchAnswer;
  /** The statuses that looks at a batch find, one after the other; the last one stays. */
  statuses?: readonly string[];
  /** How many of the requests are done when the batch expires or is cancelled. */
  done?: number;
  /** Has the lines of the results in its hands before they are a file. */
  mangle?: (lines: string[]) => string[];
  /** What the server does, and then leaves unanswered, each once: `POST /v1/batches`. */
  unanswered?: string[];
  /** Called when a request has been done, before it is answered; a test may kill the client in it. */
  onDone?: (call: string) => void | Promise<void>;
}

export class BatchCalls {
  private readonly unanswered: string[];

  constructor(private readonly options: Pick<BatchServerOptions, 'unanswered' | 'onDone'>) {
    this.unanswered = [...(options.unanswered ?? [])];
  }

  /** Answers a call that was done, unless its answer is to be lost. */
  async answer(response: ServerResponse, call: string, body: string, contentType = 'application/json'): Promise<void> {
    await this.options.onDone?.(call);
    const lost = this.unanswered.indexOf(call);
    if (lost >= 0) {
      this.unanswered.splice(lost, 1);
      return cutConnection(response);
    }
    response.writeHead(200, { 'content-type': contentType });
    response.end(body);
  }
}

/** The status of the next look. */
export function nextStatus(statuses: readonly string[], looks: number): string {
  return statuses[Math.min(looks, statuses.length - 1)]!;
}

/** The words of the last message of a request, in OpenAI's forms and Anthropic's. */
export function lastWords(params: { [name: string]: unknown }): string {
  const messages = (params.messages ?? params.input) as { content: unknown }[];
  const { content } = messages.at(-1)!;
  if (typeof content === 'string') return content;
  return (content as { text?: string }[]).map(({ text = '' }) => text).join('');
}
