// Random numbers that are the same for the same seed, on every machine. Not for anything secret.

/** A generator of numbers from 0 up to but not including 1. */
export type SeededRandom = () => number;

/** Seeds from text: FNV-1a into mulberry32, both public domain algorithms. */
export function seededRandom(seed: string): SeededRandom {
  let state = 0x811c9dc5;
  for (let position = 0; position < seed.length; position++) {
    state = Math.imul(state ^ seed.charCodeAt(position), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list that is not empty. */
export function pick<T>(random: SeededRandom, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}
