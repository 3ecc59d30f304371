// The files that checks read, each read once: an evaluator judges thousands of answers.

import type { CheckFiles } from './check';

export function rememberedFiles(files: CheckFiles): CheckFiles {
  const known = new Map<string, ReturnType<CheckFiles['read']>>();
  return {
    read(path) {
      const read = known.get(path) ?? files.read(path);
      known.set(path, read);
      return read;
    },
  };
}
