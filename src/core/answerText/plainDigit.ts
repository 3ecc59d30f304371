// Digits of the scripts of the world as those of ASCII.

/** Where the ten digits of a script begin. */
const zeros = '٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０';

/** `٧` is `7`; any other character stays. */
export function plainDigit(character: string): string {
  const code = character.charCodeAt(0);
  const zero =
    code < 0x660 ? undefined : [...zeros].find((one) => code >= one.charCodeAt(0) && code < one.charCodeAt(0) + 10);
  return zero === undefined ? character : String(code - zero.charCodeAt(0));
}
