// What an Ollama server says of a model: which weights it has under the name, whether it takes pictures, how long a
// prompt may be, and which window the model is loaded with.

import * as z from 'zod';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import type { ModelDescription } from '../../shared/runs/runManifest';
import { countOf } from './countOf';
import { callError } from './callError';
import { defaultOllamaUrl, ollamaHeaders, ollamaTarget, remoteHostOf } from './ollamaHost';
import type { HttpAnswer } from './exchange';
import type { Connection } from './provider';
import { scrubFor } from './scrubber';
import { sendOut } from './wayOut';
import { readText } from '../streams/readText';

/** What a server says otherwise than Ollama does counts as not said: one odd model, or one odd field of it, takes nothing from the others. */
const said = z.string().optional().catch(undefined);

const tagsSchema = z.object({
  models: listOf(
    z.object({
      name: z.string(),
      digest: said,
      remote_host: said,
      details: z.object({ parameter_size: said, quantization_level: said }).optional().catch(undefined),
    }),
  ),
});

/** Entries that are no such thing are left out. */
function listOf<Entry>(entry: z.ZodType<Entry>): z.ZodType<Entry[]> {
  return z
    .array(entry.nullable().catch(null))
    .transform((entries) => entries.filter((one): one is Entry & {} => one !== null));
}

/** What is installed. Throws a sentence when the server can't be reached or answers something else. */
export async function listOllamaModels(connection: Connection, signal: AbortSignal): Promise<string[]> {
  const answer = await sendTo(connection, '/api/tags', signal).catch((error: unknown) => {
    throw callError(ollamaTarget(connection, '/api/tags'), error);
  });
  if (answer.status !== 200) {
    answer.body.leave();
    throw new Error(`Ollama lists no models (status ${answer.status}).`);
  }
  const tags = tagsSchema.safeParse(await jsonOf(answer).catch(() => null));
  if (!tags.success) throw new Error('Ollama answered with something else than a list of models.');
  return tags.data.models.map(({ name }) => scrubFor(connection)(name));
}

/** Null for a model that the server does not list. Throws when the server can't be reached or answers something else. */
export async function describeOllamaModel(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<ModelDescription | null> {
  const { models } = tagsSchema.parse(await jsonOf(await sendTo(connection, '/api/tags', signal)));
  const found = listed(models, name);
  if (!found) return null;
  return {
    ...(found.digest ? { digest: found.digest } : {}),
    ...(found.details?.quantization_level ? { quantization: found.details.quantization_level } : {}),
    ...remoteHostOf(found.remote_host),
    ...(found.details?.parameter_size ? { parameterSize: found.details.parameter_size } : {}),
  };
}

/** Ollama lists `llama3` under its full name. */
function listed<T extends { name: string }>(models: readonly T[], name: string): T | undefined {
  return models.find((model) => model.name === name || model.name === `${name}:latest`);
}

const runningSchema = z.object({ models: listOf(z.object({ name: z.string(), context_length: z.unknown() })) });

/** The window that a model is loaded with, tokens; null where it is not loaded or the server, as before 0.10, does not say. Throws as `describeOllamaModel`. */
export async function ollamaLoadedWindow(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<number | null> {
  const { models } = runningSchema.parse(await jsonOf(await sendTo(connection, '/api/ps', signal)));
  return countOf(listed(models, name)?.context_length) || null;
}

/** The models in the server's memory, each with the window that it is loaded with, tokens, or null where the server does not say. Throws as `listOllamaModels`. */
export async function loadedOllamaModels(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ name: string; window: number | null }[]> {
  const { models } = runningSchema.parse(await jsonOf(await sendTo(connection, '/api/ps', signal)));
  return models.map(({ name, context_length: window }) => ({ name, window: countOf(window) || null }));
}

const showSchema = z.object({
  capabilities: z.array(z.string()).optional(),
  model_info: z.record(z.string(), z.unknown()).optional(),
});

/** Null where a server older than 0.6.4, which names no capabilities, or one without the model, leaves it open. Throws when it can't be reached. */
export async function seesOllamaModel(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<boolean | null> {
  return (await shownModel(connection, name, signal))?.capabilities?.includes('vision') ?? null;
}

/** The longest context the weights were made for, tokens; null where the server does not say. Throws when it can't be reached. */
export async function ollamaContextLimit(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<number | null> {
  const facts = (await shownModel(connection, name, signal))?.model_info ?? {};
  return countOf(facts[`${String(facts['general.architecture'])}.context_length`]) || null;
}

/** Null for a model that the server does not have. */
async function shownModel(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<z.infer<typeof showSchema> | null> {
  const answer = await sendTo(connection, '/api/show', signal, { model: name });
  if (answer.status === 200) return showSchema.parse(await jsonOf(answer));
  answer.body.leave();
  return null;
}

function sendTo(connection: Connection, path: string, signal: AbortSignal, body?: object): Promise<HttpAnswer> {
  return sendOut(`${connection.baseUrl ?? defaultOllamaUrl}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...ollamaHeaders(connection) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal,
  });
}

async function jsonOf({ body }: HttpAnswer): Promise<unknown> {
  return JSON.parse(await readText(body, usualAnswerLimits.bodyBytes));
}
