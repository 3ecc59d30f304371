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
  /** Called before a request is done, and when it has been, before it is answered: what is `cut`, left `silent` or answered a status comes no further. A test may kill the client in it. */
  onCall?: (call: string, moment: 'before' | 'after') => Promise<'cut' | 'silent' | number | undefined>;
  /** Has every answer but the results in its hands before it goes out. */
  rewrite?: (call: string, body: { [name: string]: unknown }) => object;
  /** The results of a batch that has ended are not kept; Anthropic's only. */
  forgetsResults?: boolean;
  /** How many times all batches are asked for before one that was made shows among them. */
  listsLate?: number;
}

export class BatchCalls {
  private readonly unanswered: string[];

  constructor(private readonly options: Pick<BatchServerOptions, 'unanswered' | 'onCall' | 'rewrite'>) {
    this.unanswered = [...(options.unanswered ?? [])];
  }

  /** Whether a call is to be done; else its connection is cut. */
  async mayBegin(response: ServerResponse, call: string): Promise<boolean> {
    const end = await this.options.onCall?.(call, 'before');
    if (end === 'cut') cutConnection(response);
    else if (typeof end === 'number') response.writeHead(end).end();
    return end === undefined;
  }

  /** Answers a call that was done, unless its answer is to be lost. */
  async answer(response: ServerResponse, call: string, body: string, contentType = 'application/json'): Promise<void> {
    const end = await this.options.onCall?.(call, 'after');
    if (end === 'silent') return;
    const isCut = end === 'cut';
    const lost = this.unanswered.indexOf(call);
    if (isCut || lost >= 0) {
      if (lost >= 0) this.unanswered.splice(lost, 1);
      return cutConnection(response);
    }
    response.writeHead(200, { 'content-type': contentType });
    const { rewrite } = this.options;
    const isAnswer = rewrite && contentType === 'application/json' && body !== '';
    response.end(isAnswer ? JSON.stringify(rewrite(call, JSON.parse(body) as { [name: string]: unknown })) : body);
  }
}

/** Those that a list has, which is asked for now. */
export function listed<Batch extends { lists: number }>(batches: readonly Batch[], late = 0): Batch[] {
  return batches.filter((batch) => batch.lists++ >= late);
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
