// A file, run or folder in a command that is meant to be pasted: as one word in the shells of Linux, macOS and Windows.

/** As it is where every shell takes that for one word, else in quotes. */
export function shellWord(text: string): string {
  if (/^[\p{L}\p{M}\p{N}_%+=:./-][\p{L}\p{M}\p{N}_@%+=:./~-]*$/u.test(text)) return text;
  // Double quotes are understood by all. Where what is in them would mean something, those of sh and PowerShell are left.
  const isSafe = !/["$`!]/.test(text) && !text.endsWith('\\');
  return isSafe ? `"${text}"` : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
