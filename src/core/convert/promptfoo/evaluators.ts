// Evaluators in JavaScript for what we have no check word for, as they are written into a benchmark or beside it.

/** What only one kind of answer is: JSON, with nothing around it. */
export const isJsonCode = `(answer) => {
  try {
    JSON.parse(answer);
    return true;
  } catch {
    return { pass: false, reason: 'It is not JSON and nothing else.' };
  }
}
`;

export const levenshteinCode = `// How many letters must be put in, taken out or changed to make the expected text of the answer.
function judge(answer, { text, most }) {
  let row = Array.from({ length: text.length + 1 }, (_, index) => index);
  for (let i = 1; i <= answer.length; i++) {
    const next = [i];
    for (let j = 1; j <= text.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (answer[i - 1] === text[j - 1] ? 0 : 1));
    row = next;
  }
  const distance = row[text.length];
  return { pass: distance <= most, reason: \`The edit distance is \${distance}, where at most \${most} is allowed.\` };
}
`;

export const wordCountCode = `// How many words an answer has: what stands between blanks.
function judge(answer, { min, max }) {
  const count = answer.split(/\\s+/).filter((word) => word !== '').length;
  const isEnough = min === undefined || count >= min;
  const isFewEnough = max === undefined || count <= max;
  return { pass: isEnough && isFewEnough, reason: \`It has \${count} words.\` };
}
`;
