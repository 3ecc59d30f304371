// What a model is called: the strings people write in `models:` and their parts, and what tells the rows of a run apart.
// Pure; which providers exist is known to core, not here.

import type { Requirements } from './requirements';
import { efforts, type Effort, type ModelParameters } from './parameters';

/** A row of a run. `provider` is the model API's id, `name` what is sent to it. */
export interface ModelId {
  /**
   * What tells the row from every other one: the model string, always with its provider, and in brackets the row's label and the variant of the
   * base prompt, where it has them: `openai~o3-mini:high`, `openai~gpt-x [x high, short]`.
   */
  model: string;
  provider: string;
  name: string;
  /** Tells rows of the same model apart. */
  label?: string;
  /** The variant of the base prompt that the row is asked. */
  variant?: string;
  /** All that is set for the row; what is absent is left to the model API. */
  parameters: ModelParameters;
}

/** What a run says of each of its models. */
export interface ModelInfo extends ModelId {
  /** The model API's name for people, `OpenAI`. */
  providerLabel: string;
  /** True when the answers come from this machine or network, at no charge per token. */
  isLocal: boolean;
  /** True when no model exists at all: every figure must be labelled *simulated*. */
  isSimulated: boolean;
  /** Where it has a variant: a hash of its text, by which two runs know whether they asked with the same. */
  variantHash?: string;
  /** What the benchmark requires of its figures; absent for nothing. */
  requirements?: Requirements;
}

const defaultProvider = 'ollama';

/** The APIs of whose model names none ends in a colon and a word: there a last `:high` can only be the effort. */
const providersWithSuffix: ReadonlySet<string> = new Set(['openai', 'anthropic']);
const effortSuffix = new RegExp(`^(.+):(${efforts.join('|')})$`);
const brackets = /^(.*\S) \[([^[\]]+)\]$/s;

/**
 * Takes `provider~name` apart at the first `~`; without one the provider is `ollama`.
 * The name keeps any further `:` `/` `~`. For `openai` and `anthropic` a last `:low`, `:high` or other effort is the effort; elsewhere it is part
 * of the name (an Ollama tag may be called that). Of a row's own string what is in its brackets becomes the label, without being understood.
 */
export function parseModel(text: string): ModelId {
  const trimmed = text.trim();
  const labelled = brackets.exec(trimmed);
  return labelled ? modelRow(parsePlain(labelled[1]!), { label: labelled[2]! }) : parsePlain(trimmed);
}

function parsePlain(trimmed: string): ModelId {
  const tilde = trimmed.indexOf('~');
  const provider = tilde < 0 ? defaultProvider : trimmed.slice(0, tilde).trim();
  const rest = tilde < 0 ? trimmed : trimmed.slice(tilde + 1).trim();
  const model = `${provider}~${rest}`;
  const effort = providersWithSuffix.has(provider) ? effortSuffix.exec(rest) : null;
  if (!effort) return { model, provider, name: rest, parameters: {} };
  return { model, provider, name: effort[1]!, parameters: { effort: effort[2] as Effort } };
}

/** A row of a model: with a label, a variant, or both, none of which may have brackets in it. What the model has of them already stays. */
export function modelRow(id: ModelId, own: Pick<ModelId, 'label' | 'variant'>): ModelId {
  const { label, variant } = { label: id.label, variant: id.variant, ...own };
  const names = [label, variant].filter((name) => name !== undefined);
  const isNamed = id.label !== undefined || id.variant !== undefined;
  const base = isNamed ? id.model.slice(0, id.model.lastIndexOf(' [')) : id.model;
  return {
    ...id,
    model: names.length === 0 ? base : `${base} [${names.join(', ')}]`,
    ...(label === undefined ? {} : { label }),
    ...(variant === undefined ? {} : { variant }),
  };
}

/** `provider~name`: the model of a row, which its price, its coordinates and its calibration belong to. */
export function plainModel({ provider, name }: Pick<ModelId, 'provider' | 'name'>): string {
  return `${provider}~${name}`;
}

/** The row's string without the variant of the base prompt, as `models` has the row. */
export function withoutVariant(id: ModelId): string {
  return modelRow(id, { variant: undefined }).model;
}

/** What a table by model string has for a row: under the row's own string, for all variants of it, or for the model whatever the row. */
export function ofModel<T>(table: { readonly [model: string]: T }, id: ModelId): T | undefined {
  const key = [id.model, withoutVariant(id), plainModel(id)].find((one) => Object.hasOwn(table, one));
  return key === undefined ? undefined : table[key];
}

/** The rows that a model string stands for: the one that is called so, all variants of that one, or all of the model. */
export function rowsMeant<Row extends ModelId>(rows: readonly Row[], text: string): Row[] {
  const { model } = parseModel(text);
  const names = [(row: Row) => row.model, withoutVariant, plainModel];
  return names.map((nameOf) => rows.filter((row) => nameOf(row) === model)).find((own) => own.length > 0) ?? [];
}
