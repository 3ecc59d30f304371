// What servers and networks do to an answer, in the words of the protocol servers, so that each is tried with every protocol. A test that meets one
// ends with a verdict or an error, the tests beside it are judged, and the run folder is read as ever. Tried by a unit test, and in loops by `npm run test:faults`.

import { gzipSync } from 'node:zlib';
import type { ServedRun, ServedRuns } from '../unit/core/run/servedRuns';
import { echo, words } from '../unit/core/run/engineFixture';
import { readStoredTest } from '../storedTests';
import type { Behavior, ModelCall, RawAnswer } from '../servers/behavior';

const statuses = [
  400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 414, 415, 418, 421, 422, 424, 425, 428, 429, 431, 451,
  500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 529, 530, 599,
];

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

const bodies: { readonly [name: string]: string } = {
  'an empty body': '',
  'a page': '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>',
  'JSON null': 'null',
  'a JSON number': '5',
  'a JSON list': '[1, 2]',
  'a JSON text': '"no"',
  'half an object': '{"error": {"mess',
  'an error that is a number': '{"error": 7}',
  'an error whose message is an object': '{"error": {"message": {"a": 1}}}',
  'JSON nested 100,000 levels deep': deep,
  'two megabytes': 'no '.repeat(700_000),
  'control characters': '\u0000\u0007\u001b[31m\u009b31m\u202e',
};

const malformed: { readonly [name: string]: string } = {
  'half an object': '{"choices": [',
  null: 'null',
  'a list': '[]',
  'a number': '5',
  'a text': '"x"',
  nothing: '',
  'choices that are no list': '{"choices": 5, "message": 5, "type": 5}',
  'choices that are null': '{"choices": [null], "message": null, "type": "content_block_delta", "delta": null}',
  'deep JSON': deep,
  words: 'upstream connect error or disconnect/reset before headers',
};

const raws: { readonly [name: string]: RawAnswer } = {
  'nothing at all': { pieces: [] },
  'a page': { pieces: ['<html>Sign in</html>'], contentType: 'text/html' },
  'plain words': { pieces: ['OK'], contentType: 'text/plain' },
  'a JSON number': { pieces: ['5'], contentType: 'application/json' },
  'a JSON list': { pieces: ['[]'], contentType: 'application/json' },
  'an empty object': { pieces: ['{}'], contentType: 'application/json' },
  'the end and nothing before it': { pieces: ['data: [DONE]\n\n'] },
  'blank lines': { pieces: ['\n'.repeat(100_000)] },
  comments: { pieces: [': keep-alive\n\n'.repeat(20_000)] },
  'half a line': { pieces: ['data: {"choices": [{"delta": {"con'] },
  'half a line, and a cut': { pieces: ['data: {"choices"'], then: 'cut' },
  'NUL bytes': { pieces: [new Uint8Array(100_000)] },
  'bytes that are no UTF-8': {
    pieces: [Uint8Array.from([0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0xfe, 0xc3, 0x28, 10, 10])],
  },
  'a mark of UTF-16': { pieces: [Uint8Array.from([0xff, 0xfe, 0x64, 0])] },
  'one line of eight megabytes': { pieces: [`data: "${'x'.repeat(8_000_000)}"\n\n`] },
  'words said to be packed': { pieces: ['not packed'], headers: { 'content-encoding': 'gzip' } },
  'half of something packed': {
    pieces: [gzipSync('data: {}\n\n'.repeat(1000)).subarray(0, 40)],
    headers: { 'content-encoding': 'gzip' },
  },
  'much that is packed small': {
    pieces: [gzipSync(Buffer.alloc(300_000_000))],
    headers: { 'content-encoding': 'gzip' },
  },
  'an unknown packing': { pieces: ['x'], headers: { 'content-encoding': 'x-none' } },
  'status 201': { pieces: [], status: 201 },
  'status 202': { pieces: ['{}'], status: 202, contentType: 'application/json' },
  'status 203': { pieces: ['?'], status: 203 },
  'status 206': { pieces: ['data: {}\n\n'], status: 206 },
  'a redirect to itself': { pieces: [], status: 307, headers: { location: '?again' } },
  'a redirect to another host': { pieces: [], status: 308, headers: { location: 'http://127.0.0.2:9/elsewhere' } },
  'a redirect to nowhere': { pieces: [], status: 302 },
  'an endless redirect to a file': { pieces: [], status: 302, headers: { location: 'file:///etc/passwd' } },
  'a stream that stays open': { pieces: ['data: {}\n\n'], then: 'hold' },
  'headers of 10 kB': { pieces: [], headers: { 'x-long': 'x'.repeat(10_000) } },
};

const behaviors: { readonly [name: string]: Behavior } = {
  'a cut before the headers': { cut: 'beforeHeaders' },
  'a cut in the middle': { cut: 'midStream' },
  'silence before the headers': { hang: 'beforeHeaders' },
  'silence after the headers': { hang: 'afterHeaders' },
  'silence in the middle': { hang: 'midStream' },
  'an error of 400 in the middle': { midStream: { error: { status: 400, message: 'no' } } },
  'an error of 429 in the middle': { midStream: { error: { status: 429, message: 'slow down' } } },
  'an error of 500 in the middle': { midStream: { error: { status: 500, message: 'oops' } } },
  'no counts': { usage: null },
  'counts below 0': { usage: { input: -10, output: -4, reasoning: -1, cached: -2 } },
  'counts of 0': { usage: { input: 0, output: 0 } },
  'enormous counts': { usage: { input: 1e308, output: 1e308 } },
  'counts with a fraction': { usage: { input: 1.5, output: 0.25 } },
  'no reason for the end': { finishReason: null },
  'an empty reason for the end': { finishReason: '' },
  'an unknown reason for the end': { finishReason: 'weather' },
  'an end by length': { finishReason: 'length' },
  'a long reason for the end': { finishReason: 'x'.repeat(100_000) },
  'an empty answer': { text: '' },
  'an answer of NUL': { text: '\u0000' },
  'an answer of half a character': { text: '\ud800' },
  'an answer of a megabyte': { text: 'x'.repeat(1_000_000), chunkSize: 10_000 },
  'an answer that turns its direction': { text: '\u202e\u2066\ufeff' },
  'reasoning without an answer': { text: '', reasoning: 'Hm.' },
  'Retry-After that is no time': { failure: { status: 429, message: 'no', headers: { 'retry-after': 'soon' } } },
  'Retry-After in the past': { failure: { status: 429, message: 'no', headers: { 'retry-after': '-5' } } },
  'Retry-After in ages': { failure: { status: 503, message: 'no', headers: { 'retry-after': '99999999' } } },
  'limits that are no numbers': {
    headers: { 'x-ratelimit-remaining-requests': 'NaN', 'x-ratelimit-reset-requests': '-1s' },
  },
};

/** By name. */
export const networkFaults: ReadonlyMap<string, Behavior> = new Map<string, Behavior>([
  ...statuses.map((status): [string, Behavior] => [`status ${status}`, { failure: { status, message: 'no' } }]),
  ...Object.entries(bodies).map(([name, rawBody]): [string, Behavior] => [
    `an error of ${name}`,
    { failure: { status: 500, message: '', rawBody } },
  ]),
  ...Object.entries(malformed).map(([name, text]): [string, Behavior] => [
    `${name} in the middle`,
    { midStream: { malformed: text } },
  ]),
  ...Object.entries(raws).map(([name, raw]): [string, Behavior] => [`${name} for an answer`, { raw }]),
  ...Object.entries(behaviors),
]);

export const protocols = ['openai', 'anthropic', 'ollama'] as const;
export type Protocol = (typeof protocols)[number];

const good = 'good';

/** Runs a benchmark in which every other prompt meets one of the faults. Resolves with what did not hold, a sentence each. */
export async function tryNetworkFaults(
  runs: ServedRuns,
  protocol: Protocol,
  names: readonly string[],
): Promise<string[]> {
  const reply = ({ prompt }: ModelCall): Behavior => networkFaults.get(echo(prompt)) ?? { text: echo(prompt) };
  if (protocol === 'openai') await runs.openAi({ reply });
  else if (protocol === 'anthropic') await runs.anthropic({ reply });
  else await runs.ollama({ reply });
  const prompts = words(...names.flatMap((name, at) => [name, `${good} ${at}`]));
  const run = await runs.run(
    { models: [`${protocol}~m`], prompts },
    { concurrency: { [protocol]: 16 }, maxAttempts: 1, attemptTimeoutMs: 20_000, idleTimeoutMs: 1500 },
  );
  return (await Promise.all(prompts.map(({ word }, at) => faultsOf(run, `${protocol}~m`, at + 1, word)))).flat();
}

async function faultsOf(run: ServedRun, model: string, index: number, word: string): Promise<string[]> {
  const where = `${model}, ${word}`;
  const test = run.test(model, index);
  const faults: string[] = [];
  if (test.verdict === undefined || test.verdict === null) faults.push(`${where}: no verdict`);
  if (word.startsWith(good) && test.verdict !== 'correct')
    faults.push(`${where}: the test beside is ${String(test.verdict)}, ${test.error?.message ?? ''}`);
  if (/call stack|string length|out of memory|is not a function|undefined/.test(test.error?.message ?? ''))
    faults.push(`${where}: ${test.error?.message}`);
  const figures = [...Object.values(test.timings ?? {}), ...Object.values(test.tokens ?? {})];
  if (figures.some((figure) => typeof figure === 'number' && !(figure >= 0 && figure < 1e15)))
    faults.push(`${where}: a figure that can't be`);
  await readStoredTest(run.runDirectory, model, index).catch((error: unknown) =>
    faults.push(`${where}: ${String(error)}`),
  );
  return faults;
}
