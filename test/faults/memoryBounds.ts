// Answers without end, or that unpack to far more than they were: each is one test's error, the tests beside it are judged, and the program that
// asks stays small.

import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openRun } from '../../src/core/runFolder/openRun';
import { startServer, type TestServer } from '../servers/testServer';
import type { CliFixture } from '../unit/cli/cliFixture';
import type { Protocol } from './networkFaults';

/** What a run may take, MB; the program alone takes about 100. */
const mostMemoryMb = 500;

/** One message of the stream of a protocol, with so much text. */
const messages: { readonly [protocol in Protocol]: (text: string) => string } = {
  openai: (text) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })}\n\n`,
  anthropic: (text) =>
    `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })}\n\n`,
  ollama: (text) => `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: text }, done: false })}\n`,
};

const ends: { readonly [protocol in Protocol]: string } = {
  openai: `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
  anthropic: `event: message_delta\ndata: ${JSON.stringify({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } })}\n\nevent: message_stop\ndata: {"type":"message_stop"}\n\n`,
  ollama: `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' })}\n`,
};

const begins: { readonly [protocol in Protocol]: string } = {
  openai: '',
  anthropic: `event: message_start\ndata: ${JSON.stringify({ type: 'message_start', message: { id: 'm1', type: 'message', role: 'assistant', model: 'm', content: [], usage: { input_tokens: 1, output_tokens: 1 } } })}\n\n`,
  ollama: '',
};

type Flood = (response: ServerResponse, protocol: Protocol) => Promise<void>;

const megabyte = 'x'.repeat(1_000_000);
const large = 300;
/** Packed once: a gigabyte that travels as one megabyte. */
let packed: Buffer | undefined;
const bomb = (): Buffer => (packed ??= gzipSync(Buffer.alloc(1_000_000_000, 'x')));

/** By the prompt that asks for it. */
const floods: { readonly [prompt: string]: Flood } = {
  'a stream without end': (response, protocol) => pour(response, messages[protocol]('x'.repeat(1000)), Infinity),
  'signs of life without end': (response) => pour(response, ': keep-alive\n\n'.repeat(100), Infinity),
  '300 MB in one message': async (response, protocol) => {
    const [before = '', after = ''] = messages[protocol]('|').split('|');
    await write(response, before);
    await pour(response, megabyte, large);
    await write(response, after);
    response.end(ends[protocol]);
  },
  '300 MB in many messages': async (response, protocol) => {
    await pour(response, messages[protocol](megabyte), large);
    response.end(ends[protocol]);
  },
};

/** Answers with a status, headers and a body. */
const answers: { readonly [prompt: string]: { status: number; headers: { [name: string]: string }; body(): Flood } } = {
  'a gigabyte packed small': { status: 200, headers: { 'content-encoding': 'gzip' }, body: () => ended(bomb()) },
  'an error of a gigabyte packed small': {
    status: 500,
    headers: { 'content-encoding': 'gzip' },
    body: () => ended(bomb()),
  },
  'an error of 300 MB': {
    status: 400,
    headers: {},
    body: () => async (response) => pour(response, megabyte, large).then(() => void response.end()),
  },
};

const ended =
  (body: Buffer): Flood =>
  (response) => {
    response.end(body);
    return Promise.resolve();
  };

export const memoryFaults: readonly string[] = [...Object.keys(floods), ...Object.keys(answers)];

/** Asks for every one of them, with good tests beside. Resolves with the most memory of the program, MB, and what did not hold. */
export async function tryMemoryBounds(
  fixture: CliFixture,
  protocol: Protocol,
  names: readonly string[] = memoryFaults,
): Promise<{ peakMb: number; faults: string[] }> {
  const server = await startFloods(protocol);
  try {
    const goods = names.map((_, at) => `good ${at}`);
    const prompts = names.flatMap((name, at) => [name, goods[at]!]);
    await fixture.writeBenchmark([`${protocol}~m`], `${protocol}.yaml`, protocol, prompts);
    const peakFile = join(fixture.folder, `${protocol}.peak`);
    // Where there is such a file: elsewhere the most memory of this process before the other was started is counted in.
    const measuring = `import { readFileSync, writeFileSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads';
      const peak = () => { try { return /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]; } catch { return process.resourceUsage().maxRSS; } };
      if (isMainThread) process.on('exit', () => writeFileSync(${JSON.stringify(peakFile)}, String(peak())));`;
    const said = await fixture.program(
      [
        'run',
        `${protocol}.yaml`,
        '--out',
        protocol,
        '--concurrency',
        '2',
        '--timeout',
        '40',
        '--allow-errors',
        '--no-images',
        '--yes',
      ],
      {
        OPENAI_API_KEY: 'k',
        OPENAI_BASE_URL: `${server.url}/v1`,
        ANTHROPIC_API_KEY: 'k',
        ANTHROPIC_BASE_URL: server.url,
        OLLAMA_HOST: server.url,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(measuring)}`,
      },
    );
    const faults = said.code === 0 ? [] : [`the program ended with ${said.code}: ${said.stderr.slice(-300)}`];
    const [run = ''] = await readdir(join(fixture.folder, protocol));
    const { state } = await openRun(join(fixture.folder, protocol, run));
    for (const [at, test] of state.models[0]!.tests.entries()) {
      const name = prompts[at]!;
      const wanted = name.startsWith('good') ? 'correct' : 'error';
      if (test.verdict !== wanted)
        faults.push(`${protocol}, ${name}: ${String(test.verdict)} ${test.error?.message ?? ''}`);
    }
    const peakMb = Math.round(Number(await readFile(peakFile, 'utf8')) / 1000);
    if (peakMb > mostMemoryMb) faults.push(`${protocol}: ${peakMb} MB`);
    return { peakMb, faults };
  } finally {
    await server.close();
  }
}

function startFloods(protocol: Protocol): Promise<TestServer> {
  return startServer(async (request, response) => {
    const [message] = (request.body.messages ?? []) as { content: string }[];
    const prompt = message?.content ?? '';
    const answer = answers[prompt];
    const type = protocol === 'ollama' ? 'application/x-ndjson' : 'text/event-stream';
    response.writeHead(answer?.status ?? 200, { 'content-type': type, ...answer?.headers });
    if (answer) return answer.body()(response, protocol);
    await write(response, begins[protocol]);
    const flood = floods[prompt];
    if (flood) return flood(response, protocol);
    response.end(messages[protocol](prompt) + ends[protocol]);
  });
}

/** As often as it is read, until the other side has had enough. */
async function pour(response: ServerResponse, text: string, times: number): Promise<void> {
  for (let count = 0; count < times && !response.destroyed; count++) await write(response, text);
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (text === '' || response.destroyed) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      response.off('close', go);
      resolve();
    };
    response.once('close', go);
    response.write(text, go);
  });
}
