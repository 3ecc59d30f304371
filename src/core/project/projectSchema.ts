// The form of a project file, `iso-speed-bench.yaml`: what holds for all benchmarks beside and below it. What runs programs, reads files or
// asks about money is not in it: a file that comes with a folder has no say in that.

import { priceFields } from '../benchmark/priceFields';
import * as z from 'zod';
import { answerLimitNames, answerLimitRanges } from '../../shared/run/answerLimits';
import { runModes } from '../../shared/run/runMode';
import { parameterNames } from '../../shared/run/parameters';
import { snakeCase } from '../../shared/text/snakeCase';
import { serviceBatchProtocols } from '../providers/batchService';
import { priceSchema } from '../benchmark/benchmarkSchema';

const count = (most: number): z.ZodInt => z.int().min(1).max(most);
/** The longest time that a timer can count. */
const seconds = z.number().min(0).max(2_147_483);

const serviceSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('The id in `id~model`: lower-case letters, digits and dashes. Not that of a model API that is known.'),
    label: z.string().regex(/\S/).optional().describe('The name for people; the id when missing.'),
    base_url: z.string().describe('Where `/chat/completions` is appended to, such as `http://127.0.0.1:8080/v1`.'),
    key_variable: z
      .string()
      .optional()
      .describe(
        'The environment variable of the key, never the key itself: the id in capitals with `_API_KEY`. When missing the service needs none.',
      ),
    is_local: z
      .boolean()
      .optional()
      .describe('True for a server on this machine or network, which charges nothing per token.'),
    concurrency: count(64).optional().describe('Requests in flight at once; 1 for a local service, else 4.'),
    has_limits_per_model: z
      .boolean()
      .optional()
      .describe('True where the service limits each model by itself: a 429 of one model holds up none of the others.'),
    price_provider_id: z.string().regex(/\S/).optional().describe('The id that genai-prices knows the service by.'),
    asks_for_usage: z
      .boolean()
      .optional()
      .describe('False for a service that reports token counts unasked and refuses to be asked with `stream_options`.'),
    batch_price: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('For a service that takes batches: what they cost of the usual price; 0.5 is half.'),
    batch_protocol: z
      .enum(serviceBatchProtocols)
      .optional()
      .describe("How its batches are spoken of: `openai` when missing, or another vendor's way that it imitates."),
    batch_limits: z
      .strictObject({
        requests: z.int().min(1).optional().describe('Requests in a batch.'),
        bytes: z.int().min(10_000).optional().describe('Bytes of a batch, all its requests together.'),
      })
      .optional()
      .describe(
        'The most of one batch, where that is other than its protocol has: with `openai` 50,000 requests and 200,000,000 bytes.',
      ),
    parameter_names: z
      .partialRecord(z.enum(parameterNames), z.string().min(1).nullable())
      .optional()
      .describe(
        "Where the service calls a parameter otherwise than OpenAI's protocol; null where it has no word for it.",
      ),
  })
  .describe('A service that speaks the OpenAI protocol, used in benchmarks as `id~model`.');

const rateLimitSchema = z
  .strictObject({
    requests_per_minute: z.int().min(1).optional().describe('Requests in a minute.'),
    tokens_per_minute: z.int().min(1).optional().describe('Input and output tokens together, in a minute.'),
  })
  .describe('What a model API allows in a minute.');

const answerLimitsSchema = z.strictObject(
  Object.fromEntries(
    answerLimitNames.map((name) => {
      const { least, most, usual } = answerLimitRanges[name];
      return [snakeCase(name), z.int().min(least).max(most).optional().describe(`${usual} when missing.`)];
    }),
  ),
);

export const projectSchema = z.strictObject({
  services: z
    .array(serviceSchema)
    .optional()
    .describe(
      'Services of your own that speak the OpenAI protocol. In a workspace that is not trusted they do not count.',
    ),
  concurrency: z
    .record(z.string(), count(256))
    .optional()
    .describe('Requests in flight at once, by model API; `*` for every API that is not local.'),
  rate_limits: z
    .record(z.string(), rateLimitSchema)
    .optional()
    .describe('What model APIs allow in a minute, by their ids.'),
  prices: z
    .record(z.string(), priceSchema.loose())
    .optional()
    .describe(
      "What models cost, by model, in place of the price list. A benchmark's own prices win, and so do those of the settings. They never spare the question before a dear run.",
    ),
  timeout_seconds: seconds.optional().describe('How long one attempt may take; 0 for as long as something comes.'),
  idle_timeout_seconds: seconds
    .optional()
    .describe('How long a server may be silent; 0 for any time. 300 when missing.'),
  attempts: count(10).optional().describe('How often a request is tried, the first time included. 4 when missing.'),
  answer_limits: answerLimitsSchema.optional().describe('How much is taken in of what a server sends for one request.'),
  thinking_tags: z
    .array(z.string().regex(/\S/))
    .optional()
    .describe(
      'How models mark their thinking, beside the tags that are known: a name, or a pair such as `{{hm}}...{{/hm}}`.',
    ),
  coordinates: z
    .record(z.string(), z.string())
    .optional()
    .describe("How models give places in pictures, by model. A benchmark's own `coordinates` win."),
  runs_folder: z
    .string()
    .regex(/\S/)
    .optional()
    .describe('Where run folders are made, below the folder of this file. `runs` when missing.'),
  mode: z.enum(runModes).optional().describe("How benchmarks are run that don't say it themselves."),
  budget_usd: z
    .number()
    .positive()
    .optional()
    .describe('US dollars at which a run stops asking, for benchmarks that set no budget themselves.'),
  result_images: z.boolean().optional().describe('Whether a result image is drawn for every test. True when missing.'),
});

export type WrittenProject = z.infer<typeof projectSchema>;
export type WrittenService = z.infer<typeof serviceSchema>;

/** The keys of each map, by its path with list places as `[]` and people's own keys as `*`. */
export const projectKeys: { readonly [field: string]: readonly string[] } = {
  '': Object.keys(projectSchema.shape),
  'services[]': Object.keys(serviceSchema.shape),
  'services[].batch_limits': ['requests', 'bytes'],
  'services[].parameter_names': parameterNames,
  'rate_limits.*': Object.keys(rateLimitSchema.shape),
  answer_limits: Object.keys(answerLimitsSchema.shape),
};

/** What each field is, by the same paths. */
export const projectFields: { readonly [field: string]: string } = {
  services: 'a list of services, each with `id` and `base_url`',
  'services[]': 'a map with `id` and `base_url`',
  'services[].id': 'lower-case letters, digits and dashes, beginning with a letter',
  'services[].label': 'text, the name for people',
  'services[].base_url': 'an address such as `http://127.0.0.1:8080/v1`',
  'services[].key_variable': 'the name of an environment variable',
  'services[].is_local': 'true or false',
  'services[].concurrency': 'a whole number from 1 to 64',
  'services[].has_limits_per_model': 'true or false',
  'services[].price_provider_id': 'text, an id of genai-prices',
  'services[].asks_for_usage': 'true or false',
  'services[].batch_price': 'a number from 0 to 1',
  'services[].batch_protocol': `one of ${serviceBatchProtocols.join(', ')}`,
  'services[].batch_limits': 'a map with `requests`, `bytes` or both',
  'services[].batch_limits.requests': 'a whole number from 1',
  'services[].batch_limits.bytes': 'a whole number from 10000',
  'services[].parameter_names': 'a map from parameters to fields of the service',
  'services[].parameter_names.*': 'text, the field of the service, or null',
  concurrency: 'a map from model APIs to whole numbers, such as `openai: 8`',
  'concurrency.*': 'a whole number from 1 to 256',
  rate_limits: 'a map from model APIs to limits',
  'rate_limits.*': 'a map with `requests_per_minute`, `tokens_per_minute` or both',
  'rate_limits.*.requests_per_minute': 'a whole number from 1',
  'rate_limits.*.tokens_per_minute': 'a whole number from 1',
  ...priceFields,
  timeout_seconds: 'a number of seconds, 0 for no limit',
  idle_timeout_seconds: 'a number of seconds, 0 for any time',
  attempts: 'a whole number from 1 to 10',
  answer_limits: 'a map of limits such as `answer_characters: 16000000`',
  ...Object.fromEntries(
    answerLimitNames.map((name) => [
      `answer_limits.${snakeCase(name)}`,
      `a whole number from ${answerLimitRanges[name].least} to ${answerLimitRanges[name].most}`,
    ]),
  ),
  thinking_tags: 'a list of tags',
  'thinking_tags[]': 'text, a tag or a pair of marks',
  coordinates: 'a map from models to coordinate profiles, such as `xy1000`',
  'coordinates.*': 'a coordinate profile such as `xy1000`',
  runs_folder: 'a path below the folder of this file, such as `runs`',
  mode: 'speed, throughput or batch',
  budget_usd: 'an amount in US dollars above 0, such as 0.5',
  result_images: 'true or false',
};
