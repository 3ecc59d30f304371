/** An address that can't be one. `message` says whose it is and what is wrong, and does not repeat it: it may hold a password. */
export class BadAddress extends Error {
  override name = 'BadAddress';
}
