// A number of a JSON text with all its digits: as a double, an id of 19 digits would be another one, and `1e400` would be infinite.

export class JsonNumber {
  /** `written`: as JSON writes numbers, or `NaN`, `Infinity`, `-Infinity`. */
  constructor(readonly written: string) {}

  /** The nearest double. */
  get value(): number {
    return Number(this.written);
  }

  /** The same number however it is written: `1.0` and `1`, `1e2` and `100`, `-0` and `0`. `NaN` equals nothing. */
  equals(other: JsonNumber): boolean {
    const [one, another] = [normalForm(this.written), normalForm(other.written)];
    return one === another && one !== 'NaN';
  }

  toString(): string {
    return this.written;
  }

  toJSON(): number {
    return this.value;
  }
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** `-125e-1`: digits without zeros at their ends, and a power of ten that may be of any size. */
function normalForm(written: string): string {
  const [, sign, whole, fraction = '', exponent = '0'] = decimal.exec(written) ?? [];
  if (whole === undefined) return written;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}

/** In linear time, which a pattern that ends in `0+$` is not. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
