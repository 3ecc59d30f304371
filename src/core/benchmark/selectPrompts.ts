// Which prompts of a benchmark a run asks.

import { nearestName } from '../../shared/text/nearestName';
import type { LoadedPrompt } from './loadedPrompt';

export interface PromptSelection {
  /** Only prompts with one of these tags, and with none of those that begin with a `-`; empty or absent for all. */
  tags?: readonly string[];
  /** Only the prompts of these numbers, as people write them: `3,7-9`. They count as the benchmark has them, whatever else is chosen. */
  prompts?: string;
  /** Only the first so many of what is chosen otherwise. */
  limit?: number;
  /** Exactly these places among the benchmark's prompts, from 1, in place of all else: those of a run that was made. */
  places?: readonly number[];
}

/** The places of the chosen prompts, from 1, in order. Throws for people when there is no such tag or number, or nothing is left. */
export function selectPrompts(prompts: readonly LoadedPrompt[], selection: PromptSelection): number[] {
  const { places, limit = Infinity } = selection;
  if (places) return places.filter((place) => place >= 1 && place <= prompts.length);
  const hasOnly = prompts.some(({ only }) => only);
  const hasTag = tagTest(prompts, selection.tags ?? []);
  const hasNumber = numberTest(prompts, selection.prompts);
  const chosen = prompts.flatMap((prompt, position) =>
    (!hasOnly || prompt.only) && hasTag(prompt) && hasNumber(prompt, position) ? [position + 1] : [],
  );
  if (chosen.length === 0)
    throw new Error('No prompt of the benchmark fits what was chosen. Nothing was sent to any model.');
  return chosen.slice(0, limit);
}

function tagTest(prompts: readonly LoadedPrompt[], tags: readonly string[]): (prompt: LoadedPrompt) => boolean {
  if (tags.length === 0) return () => true;
  const known = [...new Set(prompts.flatMap(({ tags: own = [] }) => own))];
  for (const tag of tags.map(bare)) {
    if (known.includes(tag)) continue;
    const meant = nearestName(tag, known);
    const hint = meant
      ? ` Did you mean ${meant}?`
      : known.length === 0
        ? ' It has no tags.'
        : ` Its tags are ${known.join(', ')}.`;
    throw new Error(`No prompt of the benchmark has the tag ${tag}.${hint}`);
  }
  const unwanted = tags.filter((tag) => tag.startsWith('-')).map(bare);
  const wanted = tags.filter((tag) => !tag.startsWith('-'));
  return ({ tags: own = [] }) =>
    !unwanted.some((tag) => own.includes(tag)) && (wanted.length === 0 || wanted.some((tag) => own.includes(tag)));
}

function bare(tag: string): string {
  return tag.replace(/^-/, '');
}

function numberTest(
  prompts: readonly LoadedPrompt[],
  written: string | undefined,
): (prompt: LoadedPrompt, position: number) => boolean {
  if (written === undefined) return () => true;
  const numberOf = ({ variant }: LoadedPrompt, position: number): number => variant?.prompt ?? position + 1;
  const last = prompts.reduce((most, prompt, position) => Math.max(most, numberOf(prompt, position)), 0);
  const ranges = rangesIn(written);
  if (!ranges) throw new Error(`"${written}" does not say which prompts: write numbers and ranges, such as 3,7-9.`);
  const beyond = ranges.find(([from]) => from > last);
  if (beyond) throw new Error(`There is no prompt ${beyond[0]}: the benchmark has ${last}.`);
  return (prompt, position) => {
    const number = numberOf(prompt, position);
    return ranges.some(([from, to]) => number >= from && number <= to);
  };
}

/** `3,7-9,20-` as first and last numbers; null for what is none of this. */
export function rangesIn(written: string): [from: number, to: number][] | null {
  const ranges: [number, number][] = [];
  for (const part of written.split(',').map((one) => one.trim())) {
    const found = /^(\d{1,9})(?:\s*(-)\s*(\d{1,9})?)?$/.exec(part);
    if (!found) return null;
    const from = Number(found[1]);
    const to = found[2] === undefined ? from : Number(found[3] ?? Infinity);
    if (from < 1 || to < from) return null;
    ranges.push([from, to]);
  }
  return ranges;
}

/** The prompts of a run by their places in it: `benchmark.prompts` may have more, and in other places. */
export function promptsOfRun(
  prompts: readonly LoadedPrompt[],
  asked: readonly { index: number; place?: number }[],
): LoadedPrompt[] {
  return asked.flatMap(({ index, place = index }) => prompts[place - 1] ?? []);
}
