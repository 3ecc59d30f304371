// The picture thread: prepares the pictures of one run, says what came of it, and ends. Decoding a large picture takes seconds, in which
// neither the engine nor the editor may stand still.

import { parentPort, workerData } from 'node:worker_threads';
import { fileFailure } from '../files/fileFailure';
import type { PictureMessage, PictureTask } from './imageMessages';
import { preparePictures, type DecodePicture } from './preparePictures';
import { messageOf } from '../../shared/text/messageOf';

const owner = parentPort;
if (!owner) throw new Error('The picture thread must be started as a worker thread.');
owner.postMessage(await prepare(workerData as PictureTask));

async function prepare(task: PictureTask): Promise<PictureMessage> {
  let decode: DecodePicture;
  try {
    // The native library is loaded here and nowhere else.
    decode = (await import('./decodePicture')).decodePicture;
  } catch (error) {
    return { type: 'failed', message: `Pictures can't be prepared on this machine: ${firstLine(error)}` };
  }
  try {
    const prepared = await preparePictures(task, decode);
    return 'images' in prepared ? { type: 'prepared', ...prepared } : { type: 'invalid', ...prepared };
  } catch (error) {
    const failure = fileFailure(error);
    const why = failure ? `${failure.what}. Nothing was sent. ${failure.remedy}, then run it again.` : firstLine(error);
    return { type: 'failed', message: `The pictures could not be written to the run folder: ${why}` };
  }
}

/** The first line of a message, without the paths that Node adds about imports. */
function firstLine(error: unknown): string {
  const message = messageOf(error);
  return message.split('\n')[0]!.replace(/ imported from .*$/, '.');
}
