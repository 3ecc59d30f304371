// What a simulated model says to a test without pictures: a right answer in a form that is natural for the test type, or a wrong one that a model
// might give. It is told what is expected, which no real model is. It must hold for any expectation, odd ones included.

import type { TestTypeName, ImageTestType } from '../../shared/run/benchmark';
import { isRecord } from './errorBody';
import { pick } from '../../shared/statistics/seededRandom';
import type { SeededRandom } from '../../shared/statistics/seededRandom';

/** The text of an answer that the evaluator of `testType` judges correct, or incorrect when `isCorrect` is false. */
export function simulatedAnswer(
  testType: Exclude<TestTypeName, ImageTestType>,
  expected: string,
  isCorrect: boolean,
  random: SeededRandom,
): string {
  switch (testType) {
    case 'execute_python_code_with_num_output':
      return fenced('python', numberScript(isCorrect ? expected : wrongText(expected, random), random), random);
    case 'execute_python_code_with_string_output':
      return fenced('python', textScript(isCorrect ? expected : wrongText(expected, random), random), random);
    case 'python_print_execution_with_num_output':
      return printExpression(isCorrect ? expected : wrongText(expected, random), random);
    case 'json_validator_eval':
      return jsonAnswer(isCorrect ? expected : wrongJson(expected, random), random);
    case 'raw_string_evaluator':
      return rawAnswer(isCorrect ? expected : wrongText(expected, random), random);
  }
}

const openings = ['Here is the code:', 'This does it:', 'You can use the following code.'] as const;

/** Code alone, in a fence, or in a fence with words around it. */
function fenced(language: string, code: string, random: SeededRandom): string {
  const form = random();
  if (form < 0.25) return code;
  const fence = `\`\`\`${random() < 0.8 ? language : ''}\n${code}\n\`\`\``;
  return form < 0.65 ? fence : `${pick(random, openings)}\n\n${fence}\n\nIt prints the result.`;
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

function printExpression(value: string, random: SeededRandom): string {
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

function rawAnswer(text: string, random: SeededRandom): string {
  // Only what is in a fence may have words around it; blank lines at the ends would be lost in one.
  if (random() < 0.75 || /```|~~~/.test(text) || text.trim() === '') return text;
  const fence = `\`\`\`\n${text.trim()}\n\`\`\``;
  return random() < 0.5 ? fence : `The answer is:\n\n${fence}`;
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

/** A text that differs from `text` however generously it is read: another number, or other words. Never empty. */
function wrongText(text: string, random: SeededRandom): string {
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

/** The expected value with one thing amiss: a key missing, a value changed, a list shortened. */
function wrongJson(text: string, random: SeededRandom): string {
  const parsed = parseJson(text);
  return parsed === undefined ? wrongText(text, random) : JSON.stringify(spoil(parsed.value, random));
}

function spoil(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.slice(0, -1) : ['none'];
  if (isRecord(value)) {
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
