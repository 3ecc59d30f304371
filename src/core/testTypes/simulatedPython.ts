// Programs and expressions that a simulated model writes: those that print what is expected, or something else.

import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';
import { programInWords } from './simulatedForms';
import { wrongText } from './wrongText';
import type { Simulation } from './testType';

export function simulatedNumberProgram(expected: string, { isCorrect, random }: Simulation): string {
  return programInWords(numberScript(isCorrect ? expected : wrongText(expected, random), random), random);
}

export function simulatedTextProgram(expected: string, { isCorrect, random }: Simulation): string {
  return programInWords(textScript(isCorrect ? expected : wrongText(expected, random), random), random);
}

export function simulatedExpression(expected: string, { isCorrect, random }: Simulation): string {
  return expressionOf(isCorrect ? expected : wrongText(expected, random), random);
}

function numberScript(value: string, random: SeededRandom): string {
  const literal = pythonNumber(value);
  if (literal === undefined) return textScript(value, random);
  const parts = wholeParts(value, random);
  if (!parts) return pick(random, [`print(${literal})`, `def solve():\n    return ${literal}\n\nprint(solve())`]);
  const [a, b] = parts;
  return pick(random, [
    `a = ${a}\nb = ${b}\nprint(a + b)`,
    `def solve(a, b):\n    return a + b\n\nprint(solve(${a}, ${b}))`,
    `result = sum([${a}, ${b}])\nprint(result)`,
  ]);
}

function textScript(value: string, random: SeededRandom): string {
  const literal = pythonText(value);
  return pick(random, [
    `print(${literal})`,
    `result = ${literal}\nprint(result)`,
    `def answer():\n    return ${literal}\n\nprint(answer())`,
  ]);
}

function expressionOf(value: string, random: SeededRandom): string {
  const literal = pythonNumber(value) ?? pythonText(value);
  const parts = wholeParts(value, random);
  const expression = parts ? `${parts[0]} + ${parts[1]}` : literal;
  return random() < 0.5 ? expression : `\`\`\`python\n${expression}\n\`\`\``;
}

/** A Python string: JSON's escapes mean the same there. A code fence within it must not be taken for one around the code. */
function pythonText(value: string): string {
  return JSON.stringify(value).replaceAll('```', '\\x60\\x60\\x60');
}

/** A number as Python writes it; undefined for text that is no number. */
function pythonNumber(text: string): string | undefined {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? trimmed.replace(/^([+-]?)0+(?=\d)/, '$1') : undefined;
}

/** Two whole numbers that add up to a whole number that is small enough to be exact. A sum of them looks like work. */
function wholeParts(text: string, random: SeededRandom): [number, number] | undefined {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || value > 1e9) return undefined;
  const first = Math.floor(random() * (value + 1));
  return [first, value - first];
}
