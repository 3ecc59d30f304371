// What an Ollama server says of a model: which weights it has under the name, whether it takes pictures, and how long a
// prompt may be.

import * as z from 'zod';
import type { ModelDescription } from '../../shared/runs/runManifest';
import { countOf } from './countOf';
import { defaultOllamaUrl, ollamaHeaders, remoteHostOf } from './ollamaHost';
import type { Connection } from './provider';
import { fetchOut } from './wayOut';

const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string().optional(),
      remote_host: z.string().optional(),
      details: z
        .object({ parameter_size: z.string().optional(), quantization_level: z.string().optional() })
        .optional(),
    }),
  ),
});

/** Null for a model that the server does not list. Throws when the server can't be reached or answers something else. */
export async function describeOllamaModel(
  connection: Connection,
  name: string,
  signal: AbortSignal,
): Promise<ModelDescription | null> {
  const response = await fetchOut(`${connection.baseUrl ?? defaultOllamaUrl}/api/tags`, {
    headers: ollamaHeaders(connection),
    signal,
  });
  const { models } = tagsSchema.parse(await response.json());
  // Ollama lists `llama3` under its full name.
  const found = models.find((model) => model.name === name || model.name === `${name}:latest`);
  if (!found) return null;
  return {
    ...(found.digest ? { digest: found.digest } : {}),
    ...(found.details?.quantization_level ? { quantization: found.details.quantization_level } : {}),
    ...remoteHostOf(found.remote_host),
    ...(found.details?.parameter_size ? { parameterSize: found.details.parameter_size } : {}),
  };
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
  const response = await fetchOut(`${connection.baseUrl ?? defaultOllamaUrl}/api/show`, {
    method: 'POST',
    headers: ollamaHeaders(connection),
    body: JSON.stringify({ model: name }),
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    return null;
  }
  return showSchema.parse(await response.json());
}
