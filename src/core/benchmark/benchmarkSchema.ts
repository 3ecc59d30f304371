// The shape of a benchmark file, for zod and, made from it, as JSON Schema for editors.
// Rules that need more than one field (expectations per evaluator, placeholders, models) are checked elsewhere.

import * as z from 'zod';
import { evaluatorNames } from '../../shared/benchmark';

const variableSchema = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .describe('Text or a number. It is put in exactly as it is written.');

const expectationSchema = z
  .union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .describe('The right answer. A number (or numeric text) for the `..._num_output` evaluators, text for the string evaluators, a map, a list or JSON text for `json_validator_eval`.');

const promptSchema = z
  .object({
    dynamic_variables: z
      .record(z.string(), variableSchema)
      .nullish()
      .describe('The values for the placeholders of `base_prompt`, by name.'),
    expectation: expectationSchema,
  })
  .describe('One prompt: what goes into `base_prompt`, and the right answer.');

/** `ExecEvalBenchmarkFile` as people write it. Unknown keys pass; they are warned about elsewhere. */
export const benchmarkSchema = z
  .object({
    benchmark_name: z.string().trim().min(1).describe('The name of the benchmark, as lists and run folders show it.'),
    purpose: z.string().nullish().describe('What the benchmark is for, one sentence.'),
    base_prompt: z
      .string()
      .regex(/\S/)
      .describe('The text sent to every model for every prompt. `{{name}}` is replaced by the value of that name in the prompt\'s `dynamic_variables`.'),
    evaluator: z.enum(evaluatorNames).describe('How answers are judged.'),
    models: z
      .array(z.string().regex(/\S/).describe('`provider~name`, such as `openai~gpt-4o`; without `provider~` it is an Ollama model. `openai~o3-mini:high` sets the reasoning effort.'))
      .min(1)
      .describe('The models to compare.'),
    prompts: z.array(promptSchema).min(1).describe('The prompts, each with its right answer.'),
  })
  .describe('A benchmark for Iso Speed Bench: every prompt is sent to every model, and every answer is judged.');

export const benchmarkKeys = ['benchmark_name', 'purpose', 'base_prompt', 'evaluator', 'models', 'prompts'] as const;
export const promptKeys = ['dynamic_variables', 'expectation'] as const;

/** The schema as JSON Schema draft 7, for `contributes.yamlValidation`. */
export function benchmarkJsonSchema(): { [key: string]: unknown } {
  const { $schema, ...schema } = z.toJSONSchema(benchmarkSchema, { target: 'draft-7', io: 'input' });
  return { $schema, title: 'Iso Speed Bench benchmark', ...schema };
}
