// In which lines of a benchmark its prompts and models are written.

import { parseModel, plainModel, type ModelId } from '../../shared/run/model';
import { LinePositions } from './linePositions';
import { readYaml } from './readYaml';
import type { YamlNode } from './yamlNode';

/** Lines count from 1; null where the text has none. */
interface WrittenAt {
  /** Of the entry of `prompts` at a place, 0-based. */
  prompt(item: number): number | null;
  /** Of the first entry of `models` that names the model. */
  model(model: ModelId): number | null;
}

/** Never throws: nothing is found in a text that can't be read. */
export function writtenAt(text: string): WrittenAt {
  const own = text.replace(/^\uFEFF/, '');
  const { content } = readYaml(own);
  const positions = new LinePositions(own);
  const listed = (key: string): readonly YamlNode[] => content?.root.entries?.get(key)?.items ?? [];
  const lineOf = (node: YamlNode | undefined): number | null => (node ? positions.at(node.start).line : null);
  const prompts = listed('prompts');
  const models = new Map<string, YamlNode>();
  for (const node of listed('models')) {
    const named = node.entries?.get('model') ?? node;
    const name = own.slice(named.start, named.end).replace(/^(["'])(.*)\1$/s, '$2');
    const model = plainModel(parseModel(name));
    if (!models.has(model)) models.set(model, node);
  }
  return {
    prompt: (item) => lineOf(prompts[item]),
    model: (model) => lineOf(models.get(plainModel(model))),
  };
}
