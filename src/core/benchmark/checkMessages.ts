// Examples and given conversations: keys that nobody knows, turns out of order, and placeholders where none are filled.

import { isMap } from '../../shared/text/isMap';
import { exampleKeys, messageKeys } from './benchmarkSchema';
import { placeholdersIn } from './fillTexts';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { roleAsKey } from './roleAsKey';

export function checkMessages({ examples, prompts }: { [field: string]: unknown }, problems: ProblemList): void {
  checkKeysOf(examples, ['examples'], exampleKeys, problems);
  warnOfPlaceholders(examples, problems);
  if (!Array.isArray(prompts)) return;
  for (const [position, prompt] of (prompts as unknown[]).entries()) {
    if (!isMap(prompt)) continue;
    const path = ['prompts', position, 'messages'];
    checkKeysOf(prompt['messages'], path, messageKeys, problems);
    refuseImagesOfModels(prompt['messages'], path, problems);
    warnOfOrder(prompt['messages'], path, problems);
  }
}

/** A model that is not told what a key says would be asked something else than was meant. */
function checkKeysOf(list: unknown, path: ProblemPath, known: readonly string[], problems: ProblemList): void {
  if (!Array.isArray(list)) return;
  for (const [position, one] of (list as unknown[]).entries()) {
    for (const key of isMap(one) ? Object.keys(one) : []) {
      if (known.includes(key)) continue;
      const at = [...path, position, key];
      if (known === messageKeys && key === roleAsKey(one)) {
        const said = `${formatPath([...path, position])} has its role as a key, as only \`examples\` have: write`;
        problems.error(at, `${said} \`{ role: ${key}, content: ... }\`.`, problems.keySpanOf(at));
        continue;
      }
      const hint = /^images?$/.test(key) ? ' Pictures go into `image` of a prompt, or of one of its `messages`.' : '';
      const message = `${formatPath(at)} is not a known key; the keys known here are ${known.join(', ')}.${hint}`;
      problems.error(at, message, problems.keySpanOf(at));
    }
  }
}

function refuseImagesOfModels(messages: unknown, path: ProblemPath, problems: ProblemList): void {
  if (!Array.isArray(messages)) return;
  for (const [turn, message] of (messages as unknown[]).entries()) {
    if (!isMap(message) || message['role'] !== 'assistant' || message['image'] === undefined) continue;
    const at = [...path, turn, 'image'];
    problems.error(
      at,
      `${formatPath(at)} is a picture of the assistant, and no model API takes one: only a message with \`role: user\` has pictures. Put it into the user's message before or after it.`,
      problems.keySpanOf(at),
    );
  }
}

function warnOfPlaceholders(examples: unknown, problems: ProblemList): void {
  if (!Array.isArray(examples)) return;
  for (const [position, example] of (examples as unknown[]).entries()) {
    const [name] = placeholdersIn(example);
    if (name === undefined) continue;
    problems.warning(
      ['examples', position],
      `The placeholder {{${name}}} in examples[${position}] is sent as it is: examples are the same for all prompts. Write what it should be.`,
    );
  }
}

/** The prompt follows as the user's turn. */
function warnOfOrder(messages: unknown, path: ProblemPath, problems: ProblemList): void {
  if (!Array.isArray(messages)) return;
  const roles = (messages as unknown[]).map((message) => (isMap(message) ? message['role'] : undefined));
  if (!roles.every((role) => role === 'user' || role === 'assistant')) return;
  const wrong = roles.findIndex((role, turn) => role !== (turn % 2 === 0 ? 'user' : 'assistant'));
  const isOpen = roles.length % 2 === 1;
  if (wrong < 0 && !isOpen) return;
  problems.warning(
    [...path, wrong < 0 ? roles.length - 1 : wrong],
    `${formatPath(path)} should be user and assistant in turns, beginning with user and ending with assistant, because the prompt follows as the user: some models refuse, or join, what is in another order.`,
  );
}
