// What models got for one prompt, the same answer once: `25 (5x), 26, 20`. Pure.

export interface AnswerGroup {
  /** Empty for an answer without words. */
  got: string;
  verdict: 'correct' | 'incorrect';
  count: number;
}

/** Wrong answers first, of each the commonest; then in the order in which they came. */
export function groupAnswers(answers: Iterable<Pick<AnswerGroup, 'got' | 'verdict'>>): AnswerGroup[] {
  const groups = new Map<string, AnswerGroup>();
  for (const { got, verdict } of answers) {
    const key = `${verdict} ${got.trim()}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { got: got.trim(), verdict, count: 1 });
  }
  const place = ({ verdict }: AnswerGroup): number => (verdict === 'incorrect' ? 0 : 1);
  return [...groups.values()].sort((a, b) => place(a) - place(b) || b.count - a.count);
}
