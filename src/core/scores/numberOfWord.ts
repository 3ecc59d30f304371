// English number words, as models write small counts.

const words = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];

/** 0-20; undefined for any other word, in whatever case. */
export function numberOfWord(word: string): number | undefined {
  const value = words.indexOf(word.toLowerCase());
  return value < 0 ? undefined : value;
}
