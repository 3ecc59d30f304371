// Problems of code in the form of HumanEval's own file: a JSON line each, with the same fields. Made up here, by a few patterns.

export interface CodeProblem {
  task_id: string;
  prompt: string;
  entry_point: string;
  canonical_solution: string;
  test: string;
}

/** The body of a function of `x` and `k`, what it says of itself, and its value for the tests. */
const patterns: [
  name: string,
  words: string,
  body: (k: number) => string,
  value: (x: number, k: number) => number | number[],
][] = [
  ['add', 'Add K to x.', (k) => `    return x + ${k}\n`, (x, k) => x + k],
  [
    'times',
    'Multiply x by K.',
    (k) => `    total = 0\n    for _ in range(${k}):\n        total += x\n    return total\n`,
    (x, k) => x * k,
  ],
  [
    'upto',
    'List the whole numbers from x to x + K.',
    (k) => `    return list(range(x, x + ${k} + 1))\n`,
    (x, k) => Array.from({ length: k + 1 }, (_, i) => x + i),
  ],
  [
    'bigger',
    'The bigger one of x and K.',
    (k) => `    if x > ${k}:\n        return x\n    return ${k}\n`,
    (x, k) => Math.max(x, k),
  ],
  [
    'squares',
    'The sum of the squares of x and K.',
    (k) => `    return sum(n * n for n in [x, ${k}])\n`,
    (x, k) => x * x + k * k,
  ],
];

export function codeProblems(count: number): CodeProblem[] {
  return Array.from({ length: count }, (_, number) => {
    const [name, words, body, value] = patterns[number % patterns.length]!;
    const k = Math.floor(number / patterns.length) + 1;
    const entry = `${name}_${k}`;
    const asserts = [0, 1, 7, 50].map((x) => `    assert candidate(${x}) == ${JSON.stringify(value(x, k))}\n`).join('');
    return {
      task_id: `MadeUp/${number}`,
      prompt: `from typing import List\n\n\ndef ${entry}(x: int):\n    """ ${words.replaceAll('K', String(k))}\n    """\n`,
      entry_point: entry,
      canonical_solution: body(k),
      test: `\n\nMETADATA = {\n    'author': 'made up',\n    'dataset': 'test'\n}\n\n\ndef check(candidate):\n${asserts}`,
    };
  });
}
