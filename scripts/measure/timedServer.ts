// A server that speaks OpenAI's streaming protocol and keeps the times at which it really received and sent, on the machine's monotonic
// clock. It runs in a process of its own, so that nothing that is measured disturbs it.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseForeign } from '../localRequests.mjs';

/** The times of one answer, ms on the clock that all processes of the machine share. */
interface ServedTimes {
  receivedAt: number;
  /** When the chunk of each token was given to the socket. */
  sentAt: number[];
  endedAt: number;
}

const pace = { firstTokenMs: 200, tokens: 64, gapMs: 10 };

/** What a server says once it listens, and the answer of the timed one to a message. */
export type ServerMessage = { url: string } | { log: ServedLog };

export interface ServedLog {
  [requestId: string]: ServedTimes;
}

/** What every answer of it is: a program that prints 42, for those who run it. */
export const timedAnswer = Array.from({ length: pace.tokens }, (_, position) => pieceAt(position)).join('');

function pieceAt(position: number): string {
  return position === 0 ? 'print(42)' : `\n# step ${position}`;
}

const now = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Serves until the process ends. Each request's id comes back in `x-request-id`. */
export function serveTimedAnswers(): void {
  const { firstTokenMs, tokens, gapMs } = pace;
  const log: ServedLog = {};
  let count = 0;
  const server = createServer((request, response) => {
    if (refuseForeign(request, response)) return;
    const receivedAt = now();
    const id = `req-${++count}`;
    request.resume();
    request.once('end', () => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': id });
      response.flushHeaders();
      const times: ServedTimes = { receivedAt, sentAt: [], endedAt: 0 };
      log[id] = times;
      answer(response, times);
    });
  });

  const answer = (response: ServerResponse, times: ServedTimes): void => {
    const send = (position: number): void => {
      times.sentAt.push(now());
      response.write(
        chunk({
          choices: [
            {
              index: 0,
              delta: { content: pieceAt(position) },
              finish_reason: null,
            },
          ],
        }),
      );
      if (position + 1 < tokens)
        return at(times.receivedAt + firstTokenMs + (position + 1) * gapMs, () => send(position + 1));
      response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
      response.write(
        chunk({ choices: [], usage: { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens } }),
      );
      times.endedAt = now();
      response.end('data: [DONE]\n\n');
    };
    response.write(chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }));
    at(times.receivedAt + firstTokenMs, () => send(0));
  };

  server.listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } satisfies ServerMessage),
  );
  process.on('message', () => process.send?.({ log } satisfies ServerMessage));
}

function at(moment: number, work: () => void): void {
  setTimeout(work, Math.max(0, moment - now()));
}

function chunk(part: object): string {
  return `data: ${JSON.stringify({ id: 'timed', object: 'chat.completion.chunk', created: 0, model: 'timed', ...part })}\n\n`;
}
