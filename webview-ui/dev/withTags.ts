// Gives the prompts of the recorded run tags, the same every time: each has one, every fifth has two.

import type { RunEvent } from '../../src/shared/run/events';

const names = ['geo', 'arithmetic', 'hard', '地图', 'reading-comprehension', 'units=metric'];

export function withTags(events: readonly RunEvent[], count: number): RunEvent[] {
  if (count === 0) return [...events];
  const nameAt = (place: number): string => names[place % count] ?? `subject-${(place % count) + 1}`;
  return events.map((event) =>
    event.type !== 'runStarted'
      ? event
      : {
          ...event,
          prompts: event.prompts.map((prompt, place) => ({
            ...prompt,
            tags: [...new Set([nameAt(place), ...(place % 5 === 0 ? [nameAt(place + 1)] : [])])],
          })),
        },
  );
}
