// Words that other tools of this field have in their files, and where what they mean is said here.

import type { ParameterName } from '../../shared/run/parameters';

/** The maps of a benchmark file that have keys of their own. */
export type KeyPlace = 'file' | 'prompt' | 'model' | 'parameters';

interface FieldWord {
  key: string;
  place: KeyPlace;
}

const parameters: { readonly [name in ParameterName]: readonly string[] } = {
  temperature: ['temp'],
  top_p: ['nucleus'],
  top_k: [],
  min_p: [],
  seed: ['random_seed'],
  max_tokens: [
    'max_output_tokens',
    'max_completion_tokens',
    'max_new_tokens',
    'max_gen_toks',
    'num_predict',
    'token_limit',
  ],
  stop: ['stop_sequences', 'stop_words', 'until'],
  effort: ['reasoning_effort', 'reasoning', 'thinking', 'think', 'thinking_budget', 'thinking_level'],
  num_ctx: ['context_length', 'context_window', 'n_ctx', 'max_model_len'],
  frequency_penalty: [],
  presence_penalty: [],
};

const ofFile: { readonly [key: string]: readonly string[] } = {
  system: ['system_prompt', 'system_message', 'system_instruction', 'instructions'],
  examples: ['few_shot', 'few_shots', 'few_shot_examples', 'shots', 'demonstrations', 'demos', 'exemplars'],
  models: ['model', 'providers', 'provider', 'llms', 'targets'],
  base_prompt: ['prompt', 'prompt_template', 'template', 'user_prompt'],
  prompts: ['tests', 'test_cases', 'cases', 'dataset', 'samples', 'scenarios'],
  test_type: ['evaluators', 'scorer', 'scorers', 'metric', 'metrics', 'grader', 'graders'],
  parameters: ['model_parameters', 'config', 'options', 'generation_kwargs', 'sampling', 'sampling_params', 'settings'],
  benchmark_name: ['name', 'title'],
  repeat: ['repetitions', 'runs', 'epochs', 'num_repeats'],
  budget_usd: ['budget', 'max_cost'],
  require: ['requirements', 'required', 'limits', 'thresholds', 'threshold', 'gates', 'slo', 'slos'],
};

const ofPrompt: { readonly [key: string]: readonly string[] } = {
  dynamic_variables: ['vars', 'variables', 'inputs', 'input'],
  expect: ['assert', 'asserts', 'assertions', 'checks'],
  expectation: ['expected', 'expected_output', 'answer', 'ideal', 'target', 'ground_truth', 'reference'],
  system: ofFile.system!,
  messages: ['conversation', 'history', 'chat', 'chat_history', 'turns', 'dialog', 'dialogue'],
  image: ['picture', 'file', 'images', 'img'],
  test_type: ['evaluator', 'type', 'metric', 'scorer'],
};

const ofModel: { readonly [key: string]: readonly string[] } = {
  model: ['id', 'name', 'model_name', 'provider'],
  label: ['title', 'alias', 'display_name'],
  parameters: ofFile.parameters!,
};

/** The words of each place, without their signs and in small letters, as `normalized` gives them. */
const words: { readonly [place in KeyPlace]: ReadonlyMap<string, FieldWord> } = {
  file: wordsOf([ofPrompt, 'prompt'], [ofFile, 'file']),
  prompt: wordsOf([ofFile, 'file'], [ofPrompt, 'prompt']),
  model: wordsOf([ofModel, 'model']),
  parameters: wordsOf(),
};

/** Of tables, the later ones before the earlier ones; parameters are looked for everywhere. */
function wordsOf(
  ...tables: readonly (readonly [table: { readonly [key: string]: readonly string[] }, place: KeyPlace])[]
): Map<string, FieldWord> {
  const all = new Map<string, FieldWord>();
  for (const [table, place] of [[parameters, 'parameters'] as const, ...tables])
    for (const [key, others] of Object.entries(table))
      for (const word of [...(place === 'parameters' ? [key] : []), ...others])
        all.set(normalized(word), { key, place });
  return all;
}

/** What a word that is no key of `place` means in other tools; undefined for a word that none of them has. */
export function meaningOf(word: string, place: KeyPlace): FieldWord | undefined {
  return words[place].get(normalized(word));
}

/** Names that differ in capitals and in the signs between their words are one: `topP`, `top-p`, `TOP_P`. */
export function normalized(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, '');
}
