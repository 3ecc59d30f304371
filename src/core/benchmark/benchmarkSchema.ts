// The shape of a benchmark file, for zod. Rules that need more than one field (expectations per test type, placeholders, models) are
// checked elsewhere; what editors are told of them is in benchmarkJsonSchema.ts.

import * as z from 'zod';
import { imageSizes, writtenTestTypes } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { coordinateProfiles } from '../coordinates/coordinateProfiles';
import { dataFileSchema } from './dataFileSchema';
import type { RequirementName } from '../../shared/run/requirements';
import { maxRepeat } from './limits';
import { parametersSchema } from '../checks/parametersSchema';

const variableSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .describe('Text or a number. It is put in exactly as it is written.');

const expectationSchema = z
  .union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .describe(
    "The right answer, in the form of the prompt's test type: a number (or numeric text) for the `..._num_output` ones, text for the string ones, a map, a list or JSON text for `json_validator_eval`, a place, a number, text, options or classes for the image tests.",
  );

const imagePathSchema = z
  .string()
  .regex(/\S/)
  .describe('A PNG, JPEG, WebP, GIF or AVIF file, relative to the benchmark file, with forward slashes.');

const nonBlank = z.string().regex(/\S/);

const testTypes = z.enum(writtenTestTypes);

const ofPicture = writtenTestTypes.filter((name) => testTypeFacets[name].needsPicture).map((name) => `\`${name}\``);
const aboutFirst = `${ofPicture.slice(0, -1).join(', ')} and ${ofPicture.at(-1)}`;

const systemSchema = z
  .string()
  .regex(/\S/)
  .optional()
  .describe(
    'What models are told before the prompt, as each API has a place for it; with placeholders as in `base_prompt`.',
  );

const messageSchema = z
  .object({
    role: z.enum(['user', 'assistant']).describe('Who says it.'),
    content: nonBlank.describe('What is said, with placeholders as in `base_prompt`.'),
    image: z
      .union([imagePathSchema, z.array(imagePathSchema).min(1)])
      .optional()
      .describe(
        'The picture that a user shows with it, or a list of them: paths as those of the prompt, with placeholders.',
      ),
  })
  .describe('A turn of the conversation.');

const exampleSchema = z
  .object({
    user: nonBlank.describe('What is asked, as it is sent.'),
    assistant: nonBlank.describe('The answer that it should get, as it is sent.'),
  })
  .describe('A question with its answer.');

const promptSchema = z
  .object({
    system: systemSchema,
    messages: z
      .array(messageSchema)
      .min(1)
      .optional()
      .describe('A given conversation that is sent before the prompt: user and assistant in turns.'),
    test_type: testTypes
      .optional()
      .describe("How answers to this prompt are judged, in place of the file's `test_type`."),
    image: z
      .union([imagePathSchema, z.array(imagePathSchema).min(1)])
      .optional()
      .describe(
        `The picture that is shown, or a list of them: paths relative to the benchmark file. ${aboutFirst} are about the first one.`,
      ),
    dynamic_variables: z
      .record(z.string(), variableSchema)
      .nullish()
      .describe('The values for the placeholders of `base_prompt`, by name.'),
    expectation: expectationSchema.optional(),
    expect: z
      .array(z.unknown().meta({ $ref: '#/definitions/check' }))
      .min(1)
      .optional()
      .describe(
        'Checks that an answer is held against, in place of `expectation`. All must hold, or `pass_at` of them.',
      ),
    pass_at: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe(
        'The score from which an answer is correct: the mean of the scores of all checks by their weights. All must hold when missing.',
      ),
    tags: z
      .union([nonBlank, z.array(nonBlank)])
      .optional()
      .describe('What kind of prompt it is: words by which a run can be chosen, filtered, and its figures shown.'),
    skip: z
      .union([z.boolean(), nonBlank])
      .optional()
      .describe('Not asked and never paid: `true`, or the reason, which is shown.'),
    only: z.boolean().optional().describe('Where prompts have `only: true`, a run asks them and no others.'),
  })
  .describe('One prompt: what goes into `base_prompt`, and the right answer.');

const profileSchema = z
  .string()
  .regex(/\S/)
  .meta({
    description: 'The coordinate profile: in which form places are asked for and read.',
    enum: coordinateProfiles.map((profile) => profile.id),
    enumDescriptions: coordinateProfiles.map((profile) => profile.description),
  });

const usd = z.number().min(0);

export const priceSchema = z
  .object({
    input_per_million: usd.optional().describe('USD for a million input tokens.'),
    output_per_million: usd.optional().describe('USD for a million output tokens, reasoning included.'),
    cached_input_per_million: usd
      .optional()
      .describe('USD for a million input tokens that come from the prompt cache; as other input when missing.'),
    per_hour: usd
      .optional()
      .describe(
        'USD for an hour of hardware of your own: a test costs its share of the time it took. In place of prices of tokens.',
      ),
  })
  .describe('What a model costs, USD.');

const milliseconds = z.number().gt(0);

const requirementsSchema = z.object({
  accuracy: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('At least this share of the judged answers is correct, 0 to 1.'),
  errors: z.int().min(0).optional().describe('At most so many tests end in an error.'),
  total_p50_ms: milliseconds.optional().describe('ms: half of the judged tests take at most so long.'),
  total_p95_ms: milliseconds.optional().describe('ms: 95% of the judged tests take at most so long; 20 are needed.'),
  ttft_p50_ms: milliseconds.optional().describe('ms: half of the judged tests have their first token by then.'),
  ttft_p95_ms: milliseconds
    .optional()
    .describe('ms: 95% of the judged tests have their first token by then; 20 are needed.'),
  cost_usd: usd.optional().describe('USD: all tests of the model together cost at most so much.'),
} satisfies { [name in RequirementName]: z.ZodType });

const modelName = z
  .string()
  .regex(/\S/)
  .describe(
    '`provider~name`, such as `openai~gpt-6-luna`; without `provider~` it is an Ollama model. `openai~gpt-6-luna:high` sets the effort.',
  );

const modelSchema = z
  .object({
    model: modelName,
    label: z
      .string()
      .regex(/\S/)
      .optional()
      .describe(
        'What its row is called beside the name, so that one model may have several rows. Without brackets and `#`.',
      ),
    parameters: parametersSchema.optional().describe('What is set for this row, over `parameters` of the file.'),
  })
  .describe('A model with a label or parameters of its own.');

/** `ExecEvalBenchmarkFile` as people write it. Unknown keys pass; they are warned about elsewhere. */
export const benchmarkSchema = z
  .object({
    benchmark_name: z.string().trim().min(1).describe('The name of the benchmark, as lists and run folders show it.'),
    purpose: z.string().nullish().describe('What the benchmark is for, one sentence.'),
    system: systemSchema,
    examples: z
      .array(exampleSchema)
      .min(1)
      .optional()
      .describe('Questions with their answers that are sent before every prompt, to show how answers should be.'),
    base_prompt: z
      .union([nonBlank, z.record(z.string(), nonBlank).refine((variants) => Object.keys(variants).length > 0)])
      .describe(
        "The text sent to every model for every prompt, or a map from names of variants to texts: `{ short: ..., long: ... }` asks every model with each of them, in a row of its own. `{{name}}` is replaced by the value of that name in the prompt's `dynamic_variables`.",
      ),
    test_type: testTypes
      .optional()
      .describe('How answers are judged. A prompt may have its own; when every prompt has, this may be left out.'),
    evaluator: testTypes.optional().describe('How answers are judged: another name for `test_type`.'),
    image_size: z
      .enum(imageSizes)
      .optional()
      .describe(
        '`shared` (when missing): every picture is resized once to a size that all models take unchanged. `native`: it is sent as it is.',
      ),
    coordinates: z
      .union([profileSchema, z.record(z.string(), profileSchema)])
      .optional()
      .describe(
        'The form in which `point` and `box` tests ask for places: a coordinate profile for all models, or a map from models to profiles. When missing, settings, calibration and the table of model families decide.',
      ),
    mode: z
      .enum(['speed', 'throughput', 'batch'])
      .optional()
      .describe(
        '`throughput` (when missing): several requests at once. `speed`: one at a time a host, after a warm-up call, for times that can be compared. `batch`: all in batches of the model APIs, at a lower price and without times, answered within hours or days. What is said on the command line or in the settings wins.',
      ),
    budget_usd: z
      .number()
      .positive()
      .optional()
      .describe(
        'USD: when the known costs of a run come to this it stops asking, and the rest is not run. What is said on the command line or in the settings wins.',
      ),
    prices: z
      .record(z.string(), priceSchema)
      .optional()
      .describe(
        'Prices of your own by model, as in `models`, in place of those of the price list: by million tokens, or by hour of your own hardware. They win over the setting of the same name.',
      ),
    require: requirementsSchema
      .extend({
        models: z
          .record(z.string(), requirementsSchema)
          .optional()
          .describe('What is required of one model or row in place of that: a map from models, as in `models`.'),
      })
      .optional()
      .describe(
        'What is required of the figures of every model when a run has finished. What is not met is named in table and reports, and the program ends with 1.',
      ),
    repeat: z
      .int()
      .min(1)
      .max(maxRepeat)
      .optional()
      .describe('How often every prompt is asked, each time a test of its own. 1 when missing.'),
    parameters: parametersSchema.optional(),
    models: z
      .array(z.union([modelName, modelSchema]))
      .min(1)
      .describe('The models to compare: each as text, or as a map with a label and parameters of its own.'),
    defaults: z.unknown().optional(),
    prompts: z.array(promptSchema).min(1).describe('The prompts, each with its right answer.'),
  })
  .describe('A benchmark for Iso Speed Bench: every prompt is sent to every model, and every answer is judged.');

const dataFile = dataFileSchema.extend(
  promptSchema.omit({ image: true, dynamic_variables: true, expectation: true, tags: true, only: true }).shape,
);

/** What people write: `defaults` and data files are put into the prompts before they are checked. */
export const writtenBenchmarkSchema = benchmarkSchema.extend({
  defaults: promptSchema
    .omit({ skip: true, only: true })
    .partial()
    .optional()
    .describe("What all prompts share: each key is a prompt's own where the prompt has none."),
  prompts: z
    .union([z.array(z.union([promptSchema, dataFile])).min(1), dataFile])
    .describe('The prompts, each with its right answer; data files with a prompt a row; or one data file.'),
});

export const benchmarkKeys: readonly string[] = Object.keys(benchmarkSchema.shape);
export const priceKeys: readonly string[] = Object.keys(priceSchema.shape);
export const modelKeys: readonly string[] = Object.keys(modelSchema.shape);
export const messageKeys: readonly string[] = Object.keys(messageSchema.shape);
export const exampleKeys: readonly string[] = Object.keys(exampleSchema.shape);
export const promptKeys: readonly string[] = Object.keys(promptSchema.shape);
