// Reads what was dropped on the panel, and says in plain words why something else cannot be used.

import { encodingFault } from '../../../src/shared/text/encodingFault';
import { messageOf } from '../../../src/shared/text/messageOf';

/** Files above this are refused, bytes. */
const largestFile = 20 * 1024 * 1024;

type DroppedFile = { ok: true; name: string; text: string } | { ok: false; message: string };

const wanted = 'Drop a benchmark .yaml (or .yml), a report .json or a run folder.';
const manifestName = 'run.json';

/** The one file of a drop: its name and text, or what is wrong with it. */
export async function readDroppedFile(transfer: DataTransfer | null): Promise<DroppedFile> {
  // Entries are there only until the drop has been handled, so they are asked for before anything is awaited.
  const folder = [...(transfer?.items ?? [])]
    .map((item) => item.webkitGetAsEntry())
    .find((entry) => entry?.isDirectory === true);
  if (folder) return readRunFolder(folder as FileSystemDirectoryEntry);
  const files = [...(transfer?.files ?? [])];
  const file = files[0];
  if (!file) {
    return {
      ok: false,
      message:
        'No file arrived. From VS Code’s Explorer hold Shift while dropping, or right-click the file there and choose Run Iso Speed Bench; Choose File works too.',
    };
  }
  if (files.length > 1)
    return { ok: false, message: `${files.length} files were dropped; one at a time, please. ${wanted}` };
  if (!/\.(ya?ml|json)$/i.test(file.name))
    return { ok: false, message: `“${file.name}” is neither a benchmark nor a report. ${wanted}` };
  if (file.size > largestFile) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    return { ok: false, message: `“${file.name}” has ${size} MB; the panel takes at most 20 MB.` };
  }
  if (file.size === 0) return { ok: false, message: `“${file.name}” is empty. ${wanted}` };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const fault = encodingFault(bytes);
    if (fault) return { ok: false, message: `“${file.name}” ${fault.message}. ${fault.advice}` };
    return { ok: true, name: file.name, text: new TextDecoder().decode(bytes) };
  } catch (error) {
    const reason = messageOf(error);
    return { ok: false, message: `“${file.name}” could not be read: ${reason}` };
  }
}

/** A dropped run folder stands for the run that its manifest names; where it lies a page is not told. */
async function readRunFolder(folder: FileSystemDirectoryEntry): Promise<DroppedFile> {
  try {
    const entry = await new Promise<FileSystemEntry>((resolve, reject) =>
      folder.getFile(manifestName, {}, resolve, reject),
    );
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return { ok: true, name: manifestName, text: await file.text() };
  } catch (error) {
    const reason = messageOf(error);
    return {
      ok: false,
      message: `“${folder.name}” is not a run folder: its ${manifestName} could not be read (${reason}).`,
    };
  }
}

/** True when a drag carries something that could be a file. */
export function carriesFile(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? [];
  return types.includes('Files') || types.includes('text/uri-list') || types.includes('application/vnd.code.uri-list');
}
