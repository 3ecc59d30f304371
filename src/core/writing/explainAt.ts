// What the word under the pointer means.

import { readYaml } from '../benchmark/readYaml';
import type { Span, YamlNode } from '../benchmark/yamlNode';
import type { ProblemPath } from '../benchmark/problemPath';
import type { FileForm } from './schemaAt';
import { describeKey, describeValue } from './describe';

export interface Explanation extends Span {
  /** Markdown. */
  text: string;
}

/** Undefined where there is nothing to say, and in a file that can't be read at all. */
export function explainAt(text: string, offset: number, form: FileForm): Explanation | undefined {
  const { content } = readYaml(text);
  return content && explain(content.root, [], offset, { form, value: content.value, text });
}

function explain(
  node: YamlNode,
  path: ProblemPath,
  offset: number,
  file: { form: FileForm; value: unknown; text: string },
): Explanation | undefined {
  const { key } = node;
  if (key && contains(key, offset)) return withSpan(describeKey(path, file.value, file.form), key);
  const parts: (readonly [string | number, YamlNode])[] = [...(node.entries ?? []), ...(node.items?.entries() ?? [])];
  for (const [part, child] of parts) {
    const found = explain(child, [...path, part], offset, file);
    if (found) return found;
  }
  if (node.kind !== 'scalar' || !contains(node, offset)) return undefined;
  const value = file.text.slice(node.start, node.end).replace(/^["']|["']$/g, '');
  return withSpan(describeValue(path, value, file.value, file.form), node);
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

function withSpan(text: string | undefined, { start, end }: Span): Explanation | undefined {
  return text === undefined ? undefined : { text, start, end };
}
