// The forms that models give their answers in: alone, in a fence, or in a fence with words around it.

import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';

/** JSON alone, in a fence, or in a fence with words around it. */
export function jsonInWords(value: unknown, random: SeededRandom): string {
  const json = JSON.stringify(value);
  const form = random();
  if (form < 0.6 || json.includes('```')) return json;
  const fence = `\`\`\`json\n${json}\n\`\`\``;
  return form < 0.85 ? fence : `Here is the answer:\n\n${fence}`;
}

const openings = ['Here is the code:', 'This does it:', 'You can use the following code.'] as const;

/** Code alone, in a fence, or in a fence with words around it. */
export function programInWords(code: string, random: SeededRandom): string {
  const form = random();
  if (form < 0.25) return code;
  const fence = `\`\`\`${random() < 0.8 ? 'python' : ''}\n${code}\n\`\`\``;
  return form < 0.65 ? fence : `${pick(random, openings)}\n\n${fence}\n\nIt prints the result.`;
}
