// The files of the built sandbox, which a child is sent over its standard input.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SandboxError } from './pythonRunner';
import { messageOf } from '../../shared/text/messageOf';

/** What a sandbox is made of: names of files in its folder. */
export interface SandboxParts {
  language: 'Python' | 'JavaScript';
  program: string;
  /** In the order in which they are sent. */
  bootFiles: readonly string[];
}

export const pythonParts: SandboxParts = {
  language: 'Python',
  program: 'child.js',
  // guest.js must be the first.
  bootFiles: ['guest.js', 'pyodide.asm.js', 'pyodide.js', 'pyodide.asm.wasm', 'python_stdlib.zip'],
};

/** What every child starts from; read once for all of them. */
export interface SandboxFiles {
  language: SandboxParts['language'];
  program: Buffer;
  files: { name: string; content: Buffer }[];
}

/** Reads the built sandbox. Throws `SandboxError` naming the missing file and how to get it. */
export async function readSandboxFiles(
  directory: string,
  { language, program: programFile, bootFiles }: SandboxParts,
): Promise<SandboxFiles> {
  const read = async (name: string): Promise<Buffer> => {
    try {
      return await readFile(join(directory, name));
    } catch (error) {
      const reason = messageOf(error);
      throw new SandboxError(
        `The ${language} sandbox is incomplete: ${name} can't be read (${reason}). Build it again with "npm run build", or install the extension again.`,
      );
    }
  };
  const [program, ...contents] = await Promise.all([programFile, ...bootFiles].map(read));
  return {
    language,
    program: program ?? Buffer.alloc(0),
    files: bootFiles.map((name, index) => ({ name, content: contents[index] ?? Buffer.alloc(0) })),
  };
}
