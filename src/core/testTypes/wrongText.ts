// Wrong texts and numbers that a model might give. They must hold for any expectation, odd ones included.

import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';

/** A text that differs from `text` however generously it is read: another number, or other words. Never empty. */
export function wrongText(text: string, random: SeededRandom): string {
  const trimmed = text.trim();
  const value = Number(trimmed);
  if (trimmed !== '' && Number.isFinite(value)) return wrongNumber(value, trimmed, random);
  const words = trimmed.split(/\s+/).filter((word) => word !== '');
  const candidates = [
    words.slice(0, -1).join(' '),
    trimmed.slice(0, Math.ceil(trimmed.length * 0.6)),
    [...words].reverse().join(' '),
    `${trimmed} (approximately)`,
  ];
  const start = Math.floor(random() * candidates.length);
  const rotated = [...candidates.slice(start), ...candidates.slice(0, start)];
  return (
    rotated.find(
      (candidate) => candidate.trim() !== '' && candidate.trim() !== trimmed && Number.isNaN(Number(candidate)),
    ) ?? 'I do not know'
  );
}

/** Off by one, by ten, or by a slip of the decimal point; always by far more than any tolerance. */
function wrongNumber(value: number, written: string, random: SeededRandom): string {
  const isPlain = Math.abs(value) < 1e15;
  if (!isPlain) return String(value / 2);
  const off = pick(random, [value + 1, value - 1, value + 10, value * 2 + Math.sign(value) * 3 || 7]);
  const decimals = Math.min(10, /\.(\d+)$/.exec(written)?.[1]?.length ?? (Number.isInteger(value) ? 0 : 6));
  return off.toFixed(decimals);
}
