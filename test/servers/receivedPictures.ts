// What the model API servers of the tests make of the pictures they are sent: bytes, size, type, and whether the one declared is the true one.

import { imageSize } from 'image-size';

export interface ReceivedPicture {
  /** As declared; Ollama is told none. */
  mediaType: string | null;
  bytes: Buffer;
  /** px. */
  width: number;
  height: number;
  /** OpenAI only. */
  detail?: string;
}

/** A picture that no vendor would take, and why. */
type PictureFault = 'notBase64' | 'notAnImage' | 'otherType';

const typeNames: { readonly [type: string]: string } = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heif: 'image/avif',
};

/** Decodes a picture and holds it against the type declared, when one is. */
export function receivePicture(base64: string, mediaType: string | null): ReceivedPicture | PictureFault {
  if (base64 === '' || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return 'notBase64';
  const bytes = Buffer.from(base64, 'base64');
  try {
    const { width, height, type } = imageSize(bytes);
    if (mediaType !== null && typeNames[type ?? ''] !== mediaType) return 'otherType';
    return { mediaType, bytes, width, height };
  } catch {
    return 'notAnImage';
  }
}

/** Tokens of a picture at `detail: high`: 85, and 170 for each tile of 512 px after it was made to fit 2048 px and its shorter edge 768. */
export function openAiPictureTokens({ width, height }: ReceivedPicture): number {
  const fit = Math.min(1, 2048 / Math.max(width, height));
  const scale = fit * Math.min(1, 768 / (Math.min(width, height) * fit));
  return 85 + 170 * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
}

/** Anthropic's rule of thumb: width x height / 750. */
export function anthropicPictureTokens({ width, height }: ReceivedPicture): number {
  return Math.ceil((width * height) / 750);
}

/** A vision encoder with a fixed number of patches, such as Gemma 3's. */
export const ollamaPictureTokens = 256;
