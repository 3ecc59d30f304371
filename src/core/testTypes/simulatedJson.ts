// The JSON that a simulated model answers with: what is expected, or the same with one thing amiss.

import { isMap } from '../../shared/text/isMap';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { wrongText } from './wrongText';
import type { Simulation } from './testType';

export function simulatedJson(expected: string, { isCorrect, random }: Simulation): string {
  return jsonAnswer(isCorrect ? expected : wrongJson(expected, random), random);
}

function jsonAnswer(text: string, random: SeededRandom): string {
  const parsed = parseJson(text);
  if (parsed === undefined) return text;
  const written = JSON.stringify(parsed.value, null, random() < 0.6 ? 2 : 0);
  if (random() < 0.35 || /```|~~~/.test(written)) return written;
  const fence = `\`\`\`json\n${written}\n\`\`\``;
  return random() < 0.6 ? fence : `Here is the JSON:\n\n${fence}`;
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** The expected value with one thing amiss: a key missing, a value changed, a list shortened. */
function wrongJson(text: string, random: SeededRandom): string {
  const parsed = parseJson(text);
  return parsed === undefined ? wrongText(text, random) : JSON.stringify(spoil(parsed.value, random));
}

function spoil(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.slice(0, -1) : ['none'];
  if (isMap(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0) return { result: null };
    const key = keys[Math.floor(random() * keys.length)]!;
    const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    return keys.length > 1 && random() < 0.5 ? rest : { ...rest, [key]: spoil(value[key], random) };
  }
  if (typeof value === 'number') return Math.abs(value) < 1e9 ? value + 1 : value / 2;
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? wrongText(value, random) : 'unknown';
}
