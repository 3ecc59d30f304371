// A server that speaks OpenAI's streaming protocol and answers at once with the words it is told to say. It does as little as it can, and
// keeps nothing: what is measured is the client.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseForeign } from '../localRequests.mjs';

/** Characters in a chunk. */
const chunkSize = 4;

/** Serves until the process ends; `Say word 7` is answered with `word 7`, after `delayMs` where there is any. */
export function serveInstantAnswers(delayMs = 0): void {
  const server = createServer((request, response) => {
    if (refuseForeign(request, response)) return;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-request-id': 'instant' });
      response.cork();
      for (const event of answerTo(Buffer.concat(parts).toString())) response.write(event);
      response.end();
    };
    request.on('end', () => void (delayMs > 0 ? setTimeout(answer, delayMs) : answer()));
  });
  server.listen(0, '127.0.0.1', () =>
    process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  );
}

function* answerTo(body: string): Generator<string> {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  const text = (messages.at(-1)?.content ?? '').replace('Say ', '');
  yield delta({ role: 'assistant', content: '' });
  for (let at = 0; at < text.length; at += chunkSize) yield delta({ content: text.slice(at, at + chunkSize) });
  yield delta({}, 'stop');
  yield event({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 } });
  yield 'data: [DONE]\n\n';
}

function delta(part: object, finishReason: string | null = null): string {
  return event({ choices: [{ index: 0, delta: part, finish_reason: finishReason }] });
}

function event(part: object): string {
  const head = { id: 'instant', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'instant' };
  return `data: ${JSON.stringify({ ...head, ...part })}\n\n`;
}
