// Which pictures belong to which message of a request. A message names its pictures' files, for the transcript; the bytes come beside it.

import type { ChatMessage } from '../../shared/results/testResult';
import type { ModelRequest, SentImage } from './provider';

/** What a vendor's message is made of. */
interface MessageWithImages extends Pick<ChatMessage, 'role' | 'content'> {
  images: readonly SentImage[];
}

/** The messages with their pictures' bytes. Throws when the messages name more or fewer pictures than the request has: a mistake of the caller. */
export function messagesWithImages({
  messages,
  images,
}: Pick<ModelRequest, 'messages' | 'images'>): MessageWithImages[] {
  let taken = 0;
  const filled = messages.map(({ role, content, images: named }) => {
    const first = taken;
    taken += named?.length ?? 0;
    return { role, content, images: images.slice(first, taken) };
  });
  if (taken !== images.length)
    throw new Error(`The messages name ${taken} pictures, and the request has ${images.length}.`);
  return filled;
}
