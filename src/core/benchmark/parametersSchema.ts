// The shape of `parameters`, for zod: what a model is told beside its messages, as people write it.

import * as z from 'zod';
import { efforts, type ModelParameters } from '../../shared/run/parameters';

const stopText = z.string().min(1);

/** Unknown keys pass; they are told of elsewhere. Every value that it gives is one that an API may be sent. */
export const parametersSchema = z
  .object({
    temperature: z
      .number()
      .min(0)
      .optional()
      .describe(
        'How freely the next token is chosen. 0: always the likeliest one, so that a model answers as alike as it can.',
      ),
    top_p: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Only the likeliest tokens that together have this share are chosen from.'),
    top_k: z.int().min(0).optional().describe('Only so many of the likeliest tokens are chosen from.'),
    min_p: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('Only tokens that are at least this share as likely as the likeliest one are chosen from.'),
    max_tokens: z
      .int()
      .min(1)
      .optional()
      .describe(
        'The most tokens of an answer, reasoning included. An answer that is cut there is an error, not incorrect.',
      ),
    seed: z.int().optional().describe('Makes the choice of tokens repeatable where an API can.'),
    stop: z
      .union([stopText, z.array(stopText).min(1)])
      .transform((stop) => (typeof stop === 'string' ? [stop] : stop))
      .optional()
      .describe('A text, or a list of texts, that ends an answer.'),
    effort: z
      .enum(efforts)
      .optional()
      .describe('How much a model that can reason does so before it answers, in the words of each API.'),
    num_ctx: z
      .int()
      .min(1)
      .optional()
      .describe('The window that a local server makes room for, tokens. APIs in the cloud have theirs.'),
    frequency_penalty: z
      .number()
      .min(-2)
      .max(2)
      .optional()
      .describe('Above 0: the more often a token has come, the less it is chosen.'),
    presence_penalty: z.number().min(-2).max(2).optional().describe('Above 0: a token that has come is chosen less.'),
  })
  .describe(
    'What models are told beside their messages; each API gets it in its own words. What is left out is left to the API, and then the models of a run are not known to have been treated alike.',
  );

/** What is set of a value that may be anything; empty where it is no set of parameters: `checkShape` tells why. */
export function parametersIn(value: unknown): ModelParameters {
  const { data } = parametersSchema.safeParse(value);
  const set = Object.entries(data ?? {}).filter(([, one]) => one !== undefined);
  return Object.fromEntries(set);
}
