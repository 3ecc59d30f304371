// The `providers` of a configuration of promptfoo as models with parameters.

import type { CarriedModel } from '../carried';
import type { ForeignSource } from '../format';
import { modelName } from '../modelNames';
import { parametersOf } from '../parametersOf';
import { itemsOf, readSource, textOf, type SourceNode } from '../sourceNode';
import { ownEntry } from '../ownEntry';

export function readProviders(node: SourceNode | undefined, source: ForeignSource): CarriedModel[] {
  const models = itemsOf(node).flatMap((one) => modelsOf(one, source));
  // The same in everything is one row.
  const seen = new Set<string>();
  return models.filter((one) => {
    const key = JSON.stringify(one);
    return !seen.has(key) && seen.add(key);
  });
}

function modelsOf(node: SourceNode, source: ForeignSource): CarriedModel[] {
  const { entries, place } = node;
  if (!entries) {
    const id = textOf(node) ?? '';
    if (!/^file:\/\/.*\.(ya?ml|json)$/i.test(id)) return modelOf(id, node, undefined, source);
    const text = source.files.read(id, place);
    return text === undefined ? [] : readProviders(readSource(text, id.replace(/^file:\/\//, '')), source);
  }
  if (entries.has('id')) return modelOf(textOf(entries.get('id')) ?? '', entries.get('id') ?? node, entries, source);
  // `openai:gpt-x: { config: ... }`
  return [...entries].flatMap(([id, one]) => modelOf(id, one, one.entries, source));
}

const whyNot: { readonly [key: string]: string } = {
  prompts: 'Every model gets every prompt.',
  transform:
    'Answers are not changed before they are judged, so this model is left out. Where its answers can be judged as they are, add it to `models`.',
  delay: 'How fast models are asked is found out while running.',
};

function modelOf(
  id: string,
  { place }: SourceNode,
  fields: ReadonlyMap<string, SourceNode> | undefined,
  { leftOvers }: ForeignSource,
): CarriedModel[] {
  for (const [key, other] of fields ?? [])
    if (!['id', 'label', 'config'].includes(key))
      leftOvers.add(other.place, `providers.${key}`, ownEntry(whyNot, key) ?? 'There is no such thing here.');
  // It would be judged by other answers.
  if (fields?.has('transform')) return [];
  const model = modelName(id);
  if (model === undefined) {
    leftOvers.add(place, `provider ${id}`.slice(0, 100), reasonFor(id));
    return [];
  }
  const label = textOf(fields?.get('label'))
    ?.replace(/[[\]#\s]+/g, ' ')
    .trim()
    .slice(0, 60);
  return [{ model, ...(label ? { label } : {}), parameters: parametersOf(fields?.get('config'), leftOvers) }];
}

function reasonFor(id: string): string {
  if (id.includes('{{')) return 'Its name is made by a template. Write it out.';
  if (
    /^(azure|azureopenai|bedrock|vertex|sagemaker|cloudflare-ai|databricks|huggingface|replicate|cohere|http)/i.test(id)
  )
    return 'No such model API is built in. Where it speaks OpenAI’s protocol the setting isoSpeedBench.services adds it.';
  if (/^(exec|python|file|webhook|golang|ruby|package|https?|wss?|browser|mcp)\b/i.test(id))
    return 'Code and addresses are not asked in the place of a model.';
  return 'No such model is known here.';
}
