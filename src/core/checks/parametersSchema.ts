// The shape of `parameters`, for zod: what a model is told beside its messages, as people write it.

import * as z from 'zod';
import { efforts, type ModelParameters, type ParameterName } from '../../shared/run/parameters';

/** What each parameter is, completing `... must be`. */
export const parameterWords: { readonly [name in ParameterName]: string } = {
  temperature: 'a number from 0, such as 0 or 0.7',
  top_p: 'a number from 0 to 1',
  top_k: 'a whole number from 0',
  min_p: 'a number from 0 to 1',
  seed: `a whole number, at most ${Number.MAX_SAFE_INTEGER}`,
  max_tokens: 'a whole number from 1, such as 4096',
  stop: 'a text that ends an answer, or a list of such texts',
  effort: `one of ${efforts.join(', ')}`,
  num_ctx: 'a whole number of tokens from 1, such as 16384',
  frequency_penalty: 'a number from -2 to 2',
  presence_penalty: 'a number from -2 to 2',
};

const words = (name: ParameterName): { error: string } => ({ error: parameterWords[name] });

const stopText = z.string().min(1);

/** Unknown keys pass; they are told of elsewhere. Every value that it gives is one that an API may be sent. */
export const parametersSchema = z
  .object({
    temperature: z
      .number(words('temperature'))
      .min(0, words('temperature'))
      .optional()
      .describe(
        'How freely the next token is chosen. 0: always the likeliest one, so that a model answers as alike as it can.',
      ),
    top_p: z
      .number(words('top_p'))
      .min(0, words('top_p'))
      .max(1, words('top_p'))
      .optional()
      .describe('Only the likeliest tokens that together have this share are chosen from.'),
    top_k: z
      .int(words('top_k'))
      .min(0, words('top_k'))
      .optional()
      .describe('Only so many of the likeliest tokens are chosen from.'),
    min_p: z
      .number(words('min_p'))
      .min(0, words('min_p'))
      .max(1, words('min_p'))
      .optional()
      .describe('Only tokens that are at least this share as likely as the likeliest one are chosen from.'),
    max_tokens: z
      .int(words('max_tokens'))
      .min(1, words('max_tokens'))
      .optional()
      .describe(
        'The most tokens of an answer, reasoning included. An answer that is cut there is an error, not incorrect.',
      ),
    seed: z.int(words('seed')).optional().describe('Makes the choice of tokens repeatable where an API can.'),
    stop: z
      .union([stopText, z.array(stopText).min(1)], words('stop'))
      .transform((stop) => (typeof stop === 'string' ? [stop] : stop))
      .optional()
      .describe('A text, or a list of texts, that ends an answer.'),
    effort: z
      .enum(efforts, words('effort'))
      .optional()
      .describe('How much a model that can reason does so before it answers, in the words of each API.'),
    num_ctx: z
      .int(words('num_ctx'))
      .min(1, words('num_ctx'))
      .optional()
      .describe('The window that a local server makes room for, tokens. APIs in the cloud have theirs.'),
    frequency_penalty: z
      .number(words('frequency_penalty'))
      .min(-2, words('frequency_penalty'))
      .max(2, words('frequency_penalty'))
      .optional()
      .describe('Above 0: the more often a token has come, the less it is chosen.'),
    presence_penalty: z
      .number(words('presence_penalty'))
      .min(-2, words('presence_penalty'))
      .max(2, words('presence_penalty'))
      .optional()
      .describe('Above 0: a token that has come is chosen less.'),
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
