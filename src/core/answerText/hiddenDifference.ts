// Where two texts look the same and are not: invisible characters, blanks of other kinds, other forms of a letter, letters of other scripts.

import { characterName, isHidden } from '../../shared/text/hiddenCharacters';

interface Difference {
  /** Completes `differs only in ...`. */
  what: string;
  /** 1-based, of what was got. */
  at: number;
}

/**
 * `U+200B (zero width space) at character 6`; undefined when the texts are the same, or differ in what can be seen. What is around them and how
 * their lines end doesn't matter.
 */
export function hiddenDifference(expected: string, got: string): string | undefined {
  const differences = differencesBetween(pointsOf(expected), pointsOf(got));
  const first = differences?.[0];
  if (!differences || !first) return undefined;
  const more = differences.length - 1;
  return `${first.what} at character ${first.at}${more === 0 ? '' : `, and ${more} more such ${more === 1 ? 'place' : 'places'}`}`;
}

function pointsOf(text: string): string[] {
  return [...text.replace(/\r\n?/g, '\n').trim()];
}

/** Undefined where something differs that can be seen. */
function differencesBetween(expected: readonly string[], got: readonly string[]): Difference[] | undefined {
  const differences: Difference[] = [];
  let wanted = 0;
  let at = 0;
  while (wanted < expected.length || at < got.length) {
    const [one, other] = [clusterAt(expected, wanted), clusterAt(got, at)];
    if (one === other) {
      wanted += [...one].length;
      at += [...other].length;
      continue;
    }
    const step = stepOver(expected, wanted, got, at);
    if (!step) return undefined;
    differences.push({ what: step.what, at: Math.min(at + 1, Math.max(1, got.length)) });
    wanted += step.wanted;
    at += step.got;
  }
  return differences;
}

/** What differs at two places, and how many code points of each text are done with it. */
function stepOver(
  expected: readonly string[],
  wanted: number,
  got: readonly string[],
  at: number,
): { what: string; wanted: number; got: number } | undefined {
  const [one = '', other = ''] = [expected[wanted], got[at]];
  const [whole, otherWhole] = [clusterAt(expected, wanted), clusterAt(got, at)];
  const inPlace = (of: string, by: string): { what: string; wanted: number; got: number } => ({
    what: `${characterName(by)} in place of ${characterName(of)}`,
    wanted: [...of].length,
    got: [...by].length,
  });
  // Longest first: a letter with its marks, then forms that are several letters, then single characters.
  if (one !== '' && other !== '' && looks(whole) === looks(otherWhole)) return inPlace(whole, otherWhole);
  for (const length of [2, 3]) {
    const [part, otherPart] = [expected.slice(wanted, wanted + length).join(''), got.slice(at, at + length).join('')];
    if (one !== '' && looks(one) === looks(otherPart)) return inPlace(one, otherPart);
    if (other !== '' && looks(part) === looks(other)) return inPlace(part, other);
  }
  if (other !== '' && (isHidden(other) || isLooseBlank(got, at)))
    return { what: other === ' ' ? looseBlank(got, at) : characterName(other), wanted: 0, got: 1 };
  if (one !== '' && (isHidden(one) || isLooseBlank(expected, wanted)))
    return { what: `a missing ${characterName(one)}`, wanted: 1, got: 0 };
  return undefined;
}

/** A character with the marks that combine with it. */
function clusterAt(points: readonly string[], start: number): string {
  let end = start + 1;
  while (end < points.length && /^\p{M}$/u.test(points[end]!) && !isHidden(points[end]!)) end++;
  return points.slice(start, end).join('');
}

/** A blank beside another one, or at the end of a line. */
function isLooseBlank(points: readonly string[], at: number): boolean {
  if (!isBlank(points[at])) return false;
  return isBlank(points[at - 1]) || isBlank(points[at + 1]) || endsLine(points, at);
}

function looseBlank(points: readonly string[], at: number): string {
  return endsLine(points, at) ? 'a blank at the end of a line' : 'a blank too many';
}

function endsLine(points: readonly string[], at: number): boolean {
  return points[at + 1] === undefined || points[at + 1] === '\n';
}

function isBlank(point: string | undefined): boolean {
  return point !== undefined && point !== '\n' && /\s/.test(point);
}

/** What a text looks like: compatible forms, blanks, quotes and dashes of one kind, and Latin letters for those that look like them. */
function looks(text: string): string {
  return [...text.normalize('NFKC')].map((point) => lookAlikes.get(point) ?? (isBlank(point) ? ' ' : point)).join('');
}

/** Characters of one look, the plain one first. */
const lookAlikes = new Map(
  [
    'AАΑᎪ',
    'BВΒᏴ',
    'CСϹᏟ',
    'EЕΕᎬ',
    'HНΗᎻ',
    'IІΙӀ',
    'JЈͿ',
    'KКΚᏦK',
    'MМΜᎷ',
    'NΝ',
    'OОΟՕ',
    'PРΡᏢ',
    'SЅՏᏚ',
    'TТΤᎢ',
    'XХΧ',
    'YҮΥ',
    'ZΖᏃ',
    'aаɑα',
    'cсϲ',
    'dԁ',
    'eе',
    'gɡ',
    'hһ',
    'iіɩι',
    'jјϳ',
    'lӏ',
    'oоοօ',
    'pрρ',
    'qԛ',
    'sѕ',
    'uսυ',
    'vνѵ',
    'wԝ',
    'xхχ',
    'yуγ',
    "'‘’′ʼʹ",
    '"“”„″ˮ',
    '-‐‑‒–—−﹘',
    '/⁄∕',
    ':∶꞉',
    '*∗⁎',
    '~∼',
    '·∙•⋅',
    ',‚',
    '|∣ǀ',
    '!ǃ',
  ].flatMap((alike) => {
    const [plain = '', ...others] = alike;
    return others.map((other) => [other, plain] as const);
  }),
);
