// A message as examples are written, with its role as the key: `user: hi` in place of `role: user` and `content: hi`.

import { isMap } from '../../shared/text/isMap';

/** The role that stands as the key of a message; undefined for a message that says its role, and for what is none. */
export function roleAsKey(message: unknown): 'user' | 'assistant' | undefined {
  if (!isMap(message) || message['role'] !== undefined || message['content'] !== undefined) return undefined;
  return (['user', 'assistant'] as const).find((role) => typeof message[role] === 'string');
}
