// Messages in the form of Anthropic's protocol.

import type {
  Base64ImageSource,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages';
import { messagesWithImages } from './messagesWithImages';
import type { ModelRequest, SentImage } from './provider';

/** System messages have a parameter of their own in this protocol. A message with pictures is a list of blocks, the pictures first. */
export function anthropicMessages(request: ModelRequest): Pick<MessageCreateParamsStreaming, 'messages' | 'system'> {
  const system = request.messages.filter((message) => message.role === 'system').map((message) => message.content);
  return {
    messages: messagesWithImages(request).flatMap(({ role, content, images }) => {
      if (role === 'system') return [];
      const message: MessageParam = {
        role,
        content: images.length === 0 ? content : [...images.map(imageBlock), { type: 'text', text: content }],
      };
      return [message];
    }),
    ...(system.length > 0 ? { system: system.join('\n\n') } : {}),
  };
}

/** A type of picture that the API doesn't take is refused by it, in better words than could be found here. */
function imageBlock({ mediaType, base64 }: SentImage): ImageBlockParam {
  return {
    type: 'image',
    source: { type: 'base64', media_type: mediaType as Base64ImageSource['media_type'], data: base64 },
  };
}
