// Tags that differ only in the case of their letters are rows of figures that each hold a part of what is one kind of prompt.

import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';
import { valueAt, type ProblemPath } from './problemPath';
import { replaceValue } from './repairs';
import type { Repair } from './repair';
import { tagsIn } from './selectionOf';

/** Where a tag is written that way: the first place, and how often in all. */
interface Spelling {
  tag: string;
  places: ProblemPath[];
  count: number;
}

export function warnOfLikeTags(prompts: unknown, problems: ProblemList): void {
  for (const spellings of likeTags(prompts)) {
    const usual = spellings.reduce((most, one) => (one.count > most.count ? one : most));
    for (const { tag, places } of spellings) {
      if (tag === usual.tag) continue;
      problems.warning(
        places[0]!,
        `The tag ${tag} is ${usual.tag} but for the case of its letters. They are two rows of figures; write ${usual.tag}.`,
        problems.spanOf(places[0]!),
        renamed(tag, usual.tag, places, prompts, problems),
      );
    }
  }
}

/** The tags that are written in more than one way. */
function likeTags(prompts: unknown): Spelling[][] {
  const known = new Map<string, Map<string, Spelling>>();
  for (const [position, prompt] of Array.isArray(prompts) ? (prompts as unknown[]).entries() : []) {
    const written = isMap(prompt) ? prompt['tags'] : undefined;
    if (written === undefined) continue;
    const texts = [written].flat();
    for (const [number, text] of texts.entries()) {
      if (typeof text !== 'string') continue;
      const path = ['prompts', position, 'tags', ...(Array.isArray(written) ? [number] : [])];
      for (const tag of tagsIn(text)) {
        const key = tag.normalize('NFC').toLowerCase();
        const spellings = known.get(key) ?? new Map<string, Spelling>();
        const spelling = spellings.get(tag) ?? { tag, places: [], count: 0 };
        spelling.count++;
        spelling.places.push(path);
        known.set(key, spellings.set(tag, spelling));
      }
    }
  }
  return [...known.values()].filter(({ size }) => size > 1).map((spellings) => [...spellings.values()]);
}

/** All places at once, where each is the tag alone. */
function renamed(
  tag: string,
  usual: string,
  places: readonly ProblemPath[],
  prompts: unknown,
  problems: ProblemList,
): Repair | undefined {
  const edits = places.flatMap((path) => {
    const isAlone = !problems.isOfRow(path) && valueAt(prompts, path.slice(1)) === tag;
    return isAlone ? (replaceValue(path, yamlText(usual), problems)?.fix?.edits ?? []) : [];
  });
  // What many prompts have from one place is written once.
  const own = [...new Map(edits.map((edit) => [edit.span.start, edit])).values()];
  return own.length === 0
    ? undefined
    : { fix: { title: `Write \`${usual}\`${own.length > 1 ? ` (in ${own.length} places)` : ''}`, edits: own } };
}

/** In quotes where YAML could take it for anything else. */
function yamlText(tag: string): string {
  return /^\p{L}[\p{L}\p{N}_=-]*$/u.test(tag) && !/^(true|false|null)$/i.test(tag) ? tag : JSON.stringify(tag);
}
