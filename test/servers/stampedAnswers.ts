// A process with an OpenAI server whose chunks are the moments at which they were sent: an answer is the log of its own true times. It is a
// process of its own, so that nothing that a test does holds it up. Says its URL to its parent when it listens, and when it has begun to answer.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const chunks = 200;
const gapMs = 10;

/** ms on the clock that all processes of the machine share. */
const now = (): string => (Number(process.hrtime.bigint()) / 1e6).toFixed(3);

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finishReason: string | null): void => {
    response.write(
      `data: ${JSON.stringify({ id: 'stamped', model: 'm', choices: [{ index: 0, delta, finish_reason: finishReason }] })}\n\n`,
    );
  };
  let left = chunks;
  const timer = setInterval(() => {
    send({ content: `${now()} ` }, null);
    if (left === chunks) process.send?.('answering');
    if (--left > 0) return;
    clearInterval(timer);
    send({}, 'stop');
    response.end('data: [DONE]\n\n');
  }, gapMs);
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
// Its parent is gone.
process.on('disconnect', () => process.exit(0));
