// Conversations of other tools as what a benchmark has: a system text, what was said before, and the question.

import type { CarriedMessage } from './carried';
import { textOf, type SourceNode } from './sourceNode';

export interface Chat {
  system?: string;
  messages: CarriedMessage[];
  /** The last thing that the user says. */
  question: string;
}

/** What a list of `{ role, content }` is, or why it can't be sent as it is. Texts are as they are written. */
export function chatOf(list: readonly SourceNode[]): Chat | { problem: string } {
  const systems: string[] = [];
  const said: CarriedMessage[] = [];
  for (const { entries } of list) {
    const role = textOf(entries?.get('role'));
    const content = contentOf(entries?.get('content'));
    if (content === undefined) return { problem: 'A message has something else than text.' };
    if (role === 'system' || role === 'developer') {
      if (said.length > 0) return { problem: 'A system message stands behind others.' };
      systems.push(content);
    } else if (role === 'user' || role === 'assistant') said.push({ role, content });
    else return { problem: `A message has the role ${role ?? 'of nobody'}.` };
  }
  const last = said.at(-1);
  if (last?.role !== 'user') return { problem: 'The last message is not the user’s.' };
  if (said.some(({ content }) => content.trim() === '')) return { problem: 'A message is empty.' };
  const system = systems.join('\n\n');
  return {
    ...(system.trim() === '' ? {} : { system }),
    messages: said.slice(0, -1),
    question: last.content,
  };
}

/** Text, or the texts of parts that are all text. */
function contentOf(node: SourceNode | undefined): string | undefined {
  if (!node?.items) return textOf(node);
  const parts = node.items.map(({ entries }) =>
    textOf(entries?.get('type')) === 'text' ? textOf(entries?.get('text')) : undefined,
  );
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** Whether a list looks like a conversation. */
export function isChat(node: SourceNode | undefined): node is SourceNode & { items: readonly SourceNode[] } {
  return (node?.items ?? []).length > 0 && node!.items!.every(({ entries }) => entries?.has('role') === true);
}
