// Has an Ollama server fetch a model, and tells how far it is.

import { LineSplitter } from '../streams/lineSplitter';
import { countOf } from './countOf';
import { callError } from './callError';
import { ollamaHeaders, ollamaTarget } from './ollamaHost';
import type { Connection } from './provider';
import { sendOut } from './wayOut';

interface PullStep {
  /** What the server does, in its words: `pulling manifest`. */
  status: string;
  /** 0-1 of the part that is fetched at the moment; null where the server does not say. */
  share: number | null;
}

/** Characters of a line; the server's are a hundred or two. */
const longestLine = 100_000;

/** Resolves when the model is there. Throws a sentence with the server's reason, and the signal's reason when aborted; Ollama keeps what it has by then. */
export async function pullOllamaModel(
  connection: Connection,
  name: string,
  onStep: (step: PullStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const target = ollamaTarget(connection, '/api/pull');
  const { body } = await sendOut(target.url, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson', 'content-type': 'application/json', ...ollamaHeaders(connection) },
    body: JSON.stringify({ model: name, stream: true }),
    signal,
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw callError(target, error);
  });
  const lines = new LineSplitter(longestLine);
  let last = '';
  const read = (line: string): void => {
    const { status, error, completed, total } = stepIn(line);
    if (error !== '') throw new Error(`${name} was not pulled: ${target.scrub(error)}`);
    if (status === '') return;
    last = status;
    onStep({
      status: target.scrub(status),
      share: completed !== null && total !== null && total > 0 ? completed / total : null,
    });
  };
  try {
    for (let piece = await body.next(); piece; piece = await body.next()) lines.take(piece.bytes).forEach(read);
    const rest = lines.end();
    if (rest !== null) read(rest);
  } finally {
    // An error may stand in the middle: the server would go on to send what nobody reads.
    body.cancel();
  }
  if (last !== 'success')
    throw new Error(`${name} was not pulled: the server ended before it had said that it is done.`);
}

/** What is missing is empty; what is no JSON says nothing. */
function stepIn(line: string): { status: string; error: string; completed: number | null; total: number | null } {
  let said: { [key: string]: unknown } = {};
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null) said = { ...parsed };
  } catch {
    // An empty line, or a page of a proxy: that nothing was pulled is said at the end.
  }
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    status: text(said['status']),
    error: text(said['error']),
    completed: countOf(said['completed']),
    total: countOf(said['total']),
  };
}
