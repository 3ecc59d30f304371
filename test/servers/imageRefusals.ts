// How the services say that a model takes no pictures, word for word as their users report it.

import type { Failure } from './behavior';

export const imageRefusals = {
  openAi: { status: 400, message: 'Invalid content type. image_url is only supported by certain models.' },
  openRouter: {
    status: 404,
    message: '',
    rawBody: JSON.stringify({ error: { message: 'No endpoints found that support image input', code: 404 } }),
  },
  /** A service behind OpenRouter refuses. */
  openRouterBehind: {
    status: 400,
    message: '',
    rawBody: JSON.stringify({
      error: {
        message: 'Provider returned error',
        code: 400,
        metadata: {
          provider_name: 'OpenAI',
          raw: JSON.stringify({
            error: { message: 'Invalid content type. image_url is only supported by certain models.', code: null },
          }),
        },
      },
    }),
  },
  deepSeek: {
    status: 400,
    message:
      'Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `image_url`, expected `text` at line 1 column 62797',
    code: 'invalid_request_error',
  },
  groq: {
    status: 400,
    message:
      "'messages.0' : for 'role:user' the following must be satisfied[('messages.0.content' : value must be a string)]",
  },
  mistral: {
    status: 400,
    message: '',
    rawBody: JSON.stringify({
      object: 'error',
      message: 'Image input is not enabled for this model',
      type: 'invalid_request_error',
      code: 3051,
    }),
  },
  xai: {
    status: 400,
    message: '',
    rawBody: JSON.stringify({
      code: 'invalid-argument',
      error: 'Invalid request content: Image inputs are not supported by this model.',
    }),
  },
  gemini: {
    status: 400,
    message: '',
    rawBody: JSON.stringify([
      {
        error: {
          code: 400,
          message: 'Image input modality is not enabled for models/gemma-3-1b-it',
          status: 'INVALID_ARGUMENT',
        },
      },
    ]),
  },
  vllm: { status: 400, message: 'Qwen3-8B is not a multimodal model' },
  vllmNoPictures: { status: 400, message: 'At most 0 image(s) may be provided in one prompt.' },
  lmStudio: {
    status: 400,
    message: '',
    rawBody: JSON.stringify({ error: 'Model does not support images. Please use a model that does.' }),
  },
  /** An HTTP 500, which would be worth another try if it meant anything else. */
  llamaCpp: {
    status: 500,
    message: 'image input is not supported - hint: if this is unexpected, you may need to provide the mmproj',
    type: 'server_error',
  },
  mlx: { status: 400, message: "Only 'text' content type is supported." },
  tinker: {
    status: 422,
    message: '',
    rawBody: JSON.stringify({
      detail: [
        {
          loc: 'body -> messages -> 0 -> content -> list[TextContentPart] -> 0 -> type',
          msg: "Input should be 'text'",
          type: 'literal_error',
        },
      ],
    }),
  },
  anthropic: { status: 400, message: "'claude-2.1' does not support image input." },
  ollama: { status: 400, message: 'this model does not support image input' },
  ollamaOlder: { status: 500, message: 'this model is missing data required for image input' },
} as const satisfies { [service: string]: Failure };
