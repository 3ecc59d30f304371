// What the servers of batches that go through files have in common: the form in which a file comes, and the lines of a file of results.

import type { ReceivedRequest } from './testServer';

interface FormField {
  head: string;
  value: string;
}

/** The fields of an uploaded form, by their names. */
export function formFields({ headers, text }: ReceivedRequest): (name: string) => FormField | undefined {
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1];
  const parts = text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => ({
      head: part.slice(0, part.indexOf('\r\n\r\n')),
      value: part.slice(part.indexOf('\r\n\r\n') + 4, -2),
    }));
  return (name) => parts.find(({ head }) => new RegExp(`name="?${name}"?(;|\\r|$)`).test(head));
}

export function filenameIn({ head }: FormField): string {
  return /filename="?([^";]+)"?/.exec(head)?.[1] ?? 'upload';
}

export function outputLine(customId: string, status: number, body: object): object {
  return {
    id: `batch_req_${customId}`,
    custom_id: customId,
    response: { status_code: status, request_id: 'req_1', body },
    error: null,
  };
}

export function chatReply(model: unknown, text: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_760_000_000,
    model,
    choices: [
      { index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
  };
}
