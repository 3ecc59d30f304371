// What is different between a text that was expected and one that was found, for people to see. It scores nothing.

export interface DiffPart {
  /** `missing`: in the truth only. `extra`: in what was found only. */
  kind: 'same' | 'missing' | 'extra';
  text: string;
}

/** How many edits are searched for: beyond that time and memory would grow with their square. */
const maxEdits = 1500;

/**
 * The parts of both texts in order; `same` and `missing` make up the truth, `same` and `extra` what was found. Neighbors differ in kind, and what is
 * missing comes before what is extra in its place. Takes the fewest characters out and in (Myers 1986, An O(ND) Difference Algorithm), where a
 * character is what people see as one. Texts that differ in more than 1500 of them are compared by whole words, then as blocks.
 */
export function characterDiff(truth: string, found: string): DiffPart[] {
  return (
    diffOf(toGraphemes(truth), toGraphemes(found)) ??
    diffOf(toWords(truth), toWords(found)) ??
    blockDiff(toWords(truth), toWords(found))
  );
}

function diffOf(truth: readonly string[], found: readonly string[]): DiffPart[] | undefined {
  const { start, end } = sameAround(truth, found);
  const middle = shortestEdits(truth.slice(start, truth.length - end), found.slice(start, found.length - end));
  return middle && joined([...same(truth.slice(0, start)), ...middle, ...same(truth.slice(truth.length - end))]);
}

function blockDiff(truth: readonly string[], found: readonly string[]): DiffPart[] {
  const { start, end } = sameAround(truth, found);
  return joined([
    ...same(truth.slice(0, start)),
    { kind: 'missing', text: truth.slice(start, truth.length - end).join('') },
    { kind: 'extra', text: found.slice(start, found.length - end).join('') },
    ...same(truth.slice(truth.length - end)),
  ]);
}

/** How many tokens both have in common at the start, and behind those at the end. */
function sameAround(a: readonly string[], b: readonly string[]): { start: number; end: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { start, end };
}

/**
 * Myers' greedy search: `furthest[k]` is how far in `a` one comes on the diagonal k (place in `a` - place in `b`) with the edits so far. A copy for
 * each number of edits leads back. Undefined when more than `maxEdits` are needed.
 */
function shortestEdits(a: readonly string[], b: readonly string[]): DiffPart[] | undefined {
  const most = Math.min(a.length + b.length, maxEdits);
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    history.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const comesDown = k === -edits || (k !== edits && furthest[middle + k - 1]! < furthest[middle + k + 1]!);
      let x = comesDown ? furthest[middle + k + 1]! : furthest[middle + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return wayBack(a, b, history);
    }
  }
  return undefined;
}

function wayBack(a: readonly string[], b: readonly string[], history: readonly Int32Array[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = history.length - 1; edits >= 0; edits--) {
    const before = history[edits]!;
    const at = (k: number): number => before[k + edits + 1]!;
    const k = x - y;
    const comesDown = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : comesDown ? at(k + 1) : at(k - 1);
    const fromY = edits === 0 ? 0 : fromX - (comesDown ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      parts.push({ kind: 'same', text: a[--x]! });
      y--;
    }
    if (edits === 0) break;
    parts.push(comesDown ? { kind: 'extra', text: b[--y]! } : { kind: 'missing', text: a[--x]! });
  }
  return parts.reverse();
}

/** Joins neighbors of a kind; between two same parts all that is missing comes first. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  let missing: string[] = [];
  let extra: string[] = [];
  let kept: string[] = [];
  const flush = (): void => {
    for (const [kind, texts] of [
      ['same', kept],
      ['missing', missing],
      ['extra', extra],
    ] as const) {
      const text = texts.join('');
      if (text !== '') result.push({ kind, text });
    }
    [kept, missing, extra] = [[], [], []];
  };
  for (const { kind, text } of parts) {
    if (kind === 'same') {
      if (missing.length + extra.length > 0) flush();
      kept.push(text);
    } else (kind === 'missing' ? missing : extra).push(text);
  }
  flush();
  return result;
}

function same(tokens: readonly string[]): DiffPart[] {
  return tokens.length === 0 ? [] : [{ kind: 'same', text: tokens.join('') }];
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** An accent stays with its letter, an emoji in one piece. */
function toGraphemes(text: string): string[] {
  // Plain ASCII but for the one pair that is a character together.
  if (/^[\x00-\x7f]*$/.test(text) && !text.includes('\r\n')) return text.split('');
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Words, the spaces between them, and signs, each by itself. */
function toWords(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}
