// Which of the APIs' words mean that a model takes no pictures, and which mean that it doesn't like this one.

import assert from 'node:assert/strict';
import { refusesImages } from '../../../../src/core/providers/refusesImages';

describe('refusesImages', () => {
  const refusals = [
    "This model doesn't support the image content block that you provided. Update the content block and try again.",
    'claude-2.1 does not support images',
    'The model `gpt-3.5-turbo` does not support vision.',
    'This model does not support multimodal inputs',
    'this model does not support image input (ref: b8bd630e-4a39-4b57-82af-9158ee9d5703)',
    'image content is not supported in this endpoint',
    'Images are not supported by this model.',
    'Vision is not enabled for this deployment',
    'messages[0].content must be a string',
    "messages.content.type is invalid, allowed values: ['text']",
    'GLM-5.2 is not a multimodal model',
    '<400> InternalError.Algo.InvalidParameter: Unexpected item type in content.',
    'DeepSeek: unknown variant image_url, expected text at line 1 column 460917',
  ];
  for (const said of refusals) it(`takes for a refusal: ${said}`, () => assert.equal(refusesImages(said), true));

  const others = [
    "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
    'messages.0.content.0.image.source.base64: image exceeds 5 MB maximum: 6500712 bytes > 5242880 bytes',
    'At least one of the image dimensions exceed max allowed size: 8000 pixels',
    'Image does not match the provided media type image/png',
    'The model does not support images larger than 20 MB',
    'This model does not support image URLs, send base64',
    'Image format avif is not supported',
    'image/avif is not supported',
    'Images larger than 8000 px are not supported',
    'At most 1 image(s) may be provided in one prompt.',
    'Invalid base64 image_url.',
    'The image service is not available',
    'Rate limit reached for requests',
    'This model does not support tools',
    'Unable to process input image. Please retry.',
    '',
  ];
  for (const said of others) it(`takes for something else: ${said}`, () => assert.equal(refusesImages(said), false));
});
