// Which weights an Ollama server has under a name: digest, quantisation and size, from its list of models.

import * as z from 'zod';
import type { ModelDescription } from '../../shared/runManifest';
import { defaultOllamaUrl } from './ollamaHost';
import type { Connection } from './provider';

const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string().optional(),
      details: z.object({ parameter_size: z.string().optional(), quantization_level: z.string().optional() }).optional(),
    }),
  ),
});

/** Null for a model that the server does not list. Throws when the server can't be reached or answers something else. */
export async function describeOllamaModel(connection: Connection, name: string, signal: AbortSignal): Promise<ModelDescription | null> {
  const response = await fetch(`${connection.baseUrl ?? defaultOllamaUrl}/api/tags`, { signal });
  const { models } = tagsSchema.parse(await response.json());
  // Ollama lists `llama3` under its full name.
  const found = models.find((model) => model.name === name || model.name === `${name}:latest`);
  if (!found) return null;
  return {
    ...(found.digest ? { digest: found.digest } : {}),
    ...(found.details?.quantization_level ? { quantization: found.details.quantization_level } : {}),
    ...(found.details?.parameter_size ? { parameterSize: found.details.parameter_size } : {}),
  };
}
