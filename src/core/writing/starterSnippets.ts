// What an empty YAML file may become: a first benchmark of one file, put in at once.

import { snippetText } from './snippetText';
import { starterFiles, starterModel, starterPhrases, type StarterKind } from './starterFiles';
import type { Suggestion } from './suggestion';

/** Those that need no picture and no data beside them. */
const kinds = ['text', 'json', 'python'] as const satisfies readonly StarterKind[];

/** Nothing but comments, and at most the beginning of one word: whose file it is, nobody can tell yet. */
const hasNothing = (text: string): boolean => /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*[\w-]*\s*$/.test(text);

/** `name`: of the file, without its ending; the benchmark is called so. None where something is written already. */
export function starterSnippets(text: string, name: string): Suggestion[] {
  if (!hasNothing(text)) return [];
  return kinds.map((kind) => {
    const [file] = starterFiles({ kind, name, model: starterModel });
    const { label, detail } = starterPhrases[kind];
    return {
      kind: 'file',
      label: `benchmark: ${label}`,
      detail,
      snippet: snippetText(String(file!.content)),
      text: 'A first benchmark of Iso Speed Bench with comments. It runs as it is, on a simulated model.',
      goesOn: false,
    };
  });
}
