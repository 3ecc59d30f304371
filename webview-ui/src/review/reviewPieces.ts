// The texts that the review page reads its run from: elements of the page, and scripts beside it that hand theirs over when they are loaded.

import { reviewPieceCall, reviewPieceFile, reviewPieceId } from '../../../src/shared/protocols/reviewData';

/** What scripts beside the page have handed over and nobody has taken yet, by name. */
const handedOver = new Map<string, string>();

/** Lets scripts beside the page hand over what they have. */
export function takePieces(): void {
  Object.assign(window, { [reviewPieceCall]: (piece: string, text: string) => handedOver.set(piece, text) });
}

/** What an element of the page carries. Rejects with an Error for people when the page has no such element, or it is damaged. */
export async function readElement<T>(id: string): Promise<T> {
  const text = textOfElement(id);
  if (!text) throw new Error('This page is not complete. Take index.html from the run folder again.');
  return unpacked<T>(text, 'index.html');
}

/** What a piece holds, wherever it is. Rejects with an Error for people. */
export async function readPiece<T>(piece: string): Promise<T> {
  await wholePage();
  const text = textOfElement(reviewPieceId(piece));
  return text ? unpacked<T>(text, 'index.html') : unpacked<T>(await loadPiece(piece), reviewPieceFile(piece));
}

function textOfElement(id: string): string | null | undefined {
  return document.getElementById(id)?.textContent;
}

/** Reads gzipped JSON in base64 that came from `file`. */
async function unpacked<T>(text: string, file: string): Promise<T> {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let place = 0; place < binary.length; place++) bytes[place] = binary.charCodeAt(place);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return (await new Response(stream).json()) as T;
  } catch (cause) {
    throw damaged(file, cause);
  }
}

function loadPiece(piece: string): Promise<string> {
  const file = reviewPieceFile(piece);
  const script = document.createElement('script');
  return new Promise<string>((resolve, reject) => {
    script.onload = () => {
      const text = handedOver.get(piece);
      handedOver.delete(piece);
      if (text === undefined) reject(damaged(file));
      else resolve(text);
    };
    script.onerror = () =>
      reject(
        new Error(
          `${file} is missing beside this page, and the words are in it. Copy the whole run folder, or reload the page if the run was written anew.`,
        ),
      );
    script.src = file;
    document.head.append(script);
  }).finally(() => script.remove());
}

function damaged(file: string, cause?: unknown): Error {
  return new Error(
    `${file} is damaged. Copy the run folder again, or delete index.html in it and write it anew with iso-speed-bench open.`,
    { cause },
  );
}

/** Pieces in the page come after our script: before the page has been read to its end one may be half there. */
function wholePage(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}
