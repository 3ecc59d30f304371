// A server that repeats what its caller shows itself with, in each field that a reply of the three protocols has and in each form of a secret: the
// model's name is the field, the prompt is the form.

import type { ServerResponse } from 'node:http';
import { secretForms } from './secretForms';
import { startServer, type ReceivedRequest, type TestServer } from './testServer';

/** Fields of each protocol, the errors that people read among them. */
export const echoFields = {
  openai: [
    'text',
    'reasoning',
    'id',
    'model',
    'fingerprint',
    'finish',
    'header',
    'refusal',
    'unauthorized',
    'long',
    'page',
    'malformed',
    'broken',
  ],
  anthropic: ['text', 'reasoning', 'id', 'model', 'header', 'unauthorized', 'malformed', 'broken'],
  ollama: ['text', 'reasoning', 'model', 'finish', 'remote', 'unauthorized', 'malformed'],
};

const failures: { [field: string]: number } = {
  unauthorized: 401,
  long: 400,
  page: 404,
};

/** Speaks OpenAI's, Anthropic's and Ollama's protocol, by the path. `others` are secrets beside the one that the caller shows. */
export async function startEchoingServer(others: readonly string[] = []): Promise<TestServer> {
  return startServer((request, response) => {
    const shown = shownSecret(request);
    const [prompt] = (request.body.messages ?? []) as { content: string }[];
    const form = prompt?.content ?? 'plain';
    const echo = [shown, ...others].map((secret) => secretForms(secret)[form] ?? secret).join(' and ');
    const field = String(request.body.model ?? '');
    const failure = failures[field];
    if (failure) fail(response, failure, field, echo);
    else if (request.path.startsWith('/api/tags')) response.end(JSON.stringify({ models: listed(echo) }));
    else if (request.path.startsWith('/api')) streamOllama(response, field, echo);
    else if (request.path.endsWith('/messages')) streamAnthropic(response, field, echo);
    else streamOpenAi(response, field, echo);
    return Promise.resolve();
  });
}

function listed(echo: string): object[] {
  return echoFields.ollama.map((name) => ({
    name,
    digest: echo,
    details: { parameter_size: echo, quantization_level: echo },
  }));
}

function shownSecret({ headers }: ReceivedRequest): string {
  const shown = String(headers['x-api-key'] ?? headers.authorization ?? '').replace(/^Bearer /, '');
  const login = /^Basic (.*)$/.exec(shown)?.[1];
  return login === undefined ? shown : Buffer.from(login, 'base64').toString().replace(/^.*?:/, '');
}

function fail(response: ServerResponse, status: number, field: string, echo: string): void {
  const isPage = field === 'page';
  response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json' });
  // An error that is shortened: at about its 600th character stands the secret.
  const message =
    field === 'long' ? `${'word '.repeat(116)}${echo} ${'word '.repeat(50)}` : `This key is wrong: ${echo}`;
  response.end(
    isPage
      ? `<html><body><h1>Not here</h1>${message}</body></html>`
      : JSON.stringify({ error: { message, type: 'x' } }),
  );
}

function streamOpenAi(response: ServerResponse, field: string, echo: string): void {
  const of = (name: string, usual: string): string => (field === name ? echo : usual);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': headerOf(field, echo) });
  const chunk = (delta: object, finish: string | null = null): void => {
    const base = { id: of('id', 'c1'), model: of('model', 'm'), system_fingerprint: of('fingerprint', 'fp') };
    response.write(`data: ${JSON.stringify({ ...base, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`);
  };
  chunk({ role: 'assistant', reasoning_content: of('reasoning', 'Hm.') });
  // A secret that comes in pieces.
  for (const piece of of('text', 'Hello').match(/.{1,7}/gsu) ?? []) chunk({ content: piece });
  if (field === 'refusal') chunk({ refusal: echo });
  if (field === 'malformed') response.write(`data: {"id": ${echo}\n\n`);
  if (field === 'broken') response.write(`data: ${JSON.stringify({ error: { message: echo, code: 400 } })}\n\n`);
  chunk({}, of('finish', 'stop'));
  response.end('data: [DONE]\n\n');
}

function streamAnthropic(response: ServerResponse, field: string, echo: string): void {
  const of = (name: string, usual: string): string => (field === name ? echo : usual);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': headerOf(field, echo) });
  const event = (type: string, data: object): void =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  const usage = { input_tokens: 3, output_tokens: 3 };
  event('message_start', {
    message: { id: of('id', 'm1'), type: 'message', role: 'assistant', model: of('model', 'm'), content: [], usage },
  });
  event('content_block_delta', { index: 0, delta: { type: 'thinking_delta', thinking: of('reasoning', 'Hm.') } });
  event('content_block_delta', { index: 1, delta: { type: 'text_delta', text: of('text', 'Hello') } });
  if (field === 'malformed') response.write(`event: content_block_delta\ndata: {"type": ${echo}\n\n`);
  if (field === 'broken') event('error', { error: { type: 'invalid_request_error', message: echo } });
  event('message_delta', { delta: { stop_reason: 'end_turn' }, usage });
  event('message_stop', {});
  response.end();
}

function streamOllama(response: ServerResponse, field: string, echo: string): void {
  const of = (name: string, usual: string): string => (field === name ? echo : usual);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const line = (data: object): void => void response.write(`${JSON.stringify({ model: of('model', 'm'), ...data })}\n`);
  line({ message: { role: 'assistant', content: '', thinking: of('reasoning', 'Hm.') }, done: false });
  line({ message: { role: 'assistant', content: of('text', 'Hello') }, done: false });
  if (field === 'malformed') response.write(`{"model": ${echo}\n`);
  const remote = field === 'remote' ? { remote_host: echo, remote_model: echo } : {};
  line({
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: of('finish', 'stop'),
    ...remote,
    prompt_eval_count: 3,
    eval_count: 3,
  });
  response.end();
}

/** A header holds no text beyond Latin-1. */
function headerOf(field: string, echo: string): string {
  return field === 'header' ? echo.replace(/[^\x20-\x7e]/g, '?') : 'r1';
}
