// JSON schema's `multipleOf` for numbers as they are written: 19.99 is a multiple of 0.01, which it is not as a double.

/** Exact for the shortest decimal writing of both. `step` is above 0. */
export function isMultipleOf(value: number, step: number): boolean {
  if (!Number.isFinite(value)) return false;
  const [one, other] = [decimalOf(value), decimalOf(step)];
  const power = Math.min(one.power, other.power);
  return scaledTo(one, power) % scaledTo(other, power) === 0n;
}

interface Decimal {
  digits: bigint;
  /** Of ten. */
  power: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length };
}

function scaledTo({ digits, power }: Decimal, least: number): bigint {
  return digits * 10n ** BigInt(power - least);
}
