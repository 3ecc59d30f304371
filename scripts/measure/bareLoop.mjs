// The reference for asking: the least that any client does. Reads the prompts of a benchmark written as JSON, asks them streamed over undici so
// many at once, reads the events, and checks the answers. Prints a JSON: how many were right and, with `--times`, what was seen when.
// Use: node scripts/measure/bareLoop.mjs FILE BASE_URL AT_ONCE [--times]

import { readFile } from 'node:fs/promises';
import { Agent } from 'undici';

const [file = '', baseUrl = '', atOnce = '', flag] = process.argv.slice(2);
const { base_prompt: basePrompt, prompts } = JSON.parse(await readFile(file, 'utf8'));
const agent = new Agent({ connections: Number(atOnce), headersTimeout: 0, bodyTimeout: 0 });
const { origin, pathname } = new URL(`${baseUrl}/chat/completions`);
/** @type {{ requestId: string, tokensAt: number[], total: number }[]} */
const times = [];
let correct = 0;
let next = 0;

/** @param {{ dynamic_variables: { [name: string]: string }, expectation: string }} prompt */
async function ask({ dynamic_variables: variables, expectation }) {
  const content = basePrompt.replace(/\{\{(\w+)\}\}/g, (/** @type {string} */ _, /** @type {string} */ name) =>
    String(variables[name]),
  );
  const body = JSON.stringify({
    model: 'bare',
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content }],
  });
  const headers = { 'content-type': 'application/json' };
  const sentAt = performance.now();
  const response = await agent.request({ origin, path: pathname, method: 'POST', headers, body });
  const decoder = new TextDecoder();
  /** @type {number[]} */
  const tokensAt = [];
  let open = '';
  let text = '';
  let readAt = sentAt;
  for await (const bytes of response.body) {
    readAt = performance.now();
    const lines = (open + decoder.decode(bytes, { stream: true })).split('\n');
    open = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('data: {')) continue;
      const piece = JSON.parse(line.slice(6)).choices[0]?.delta.content;
      if (!piece) continue;
      text += piece;
      tokensAt.push(readAt - sentAt);
    }
  }
  if (text === expectation) correct++;
  if (flag === '--times')
    times.push({ requestId: String(response.headers['x-request-id']), tokensAt, total: readAt - sentAt });
}

async function servePlace() {
  while (next < prompts.length) await ask(prompts[next++]);
}

await Promise.all(Array.from({ length: Number(atOnce) }, servePlace));
await agent.close();
process.stdout.write(JSON.stringify({ correct, times }));
