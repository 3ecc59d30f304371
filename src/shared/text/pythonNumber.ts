// Numbers as Python's `float()` reads them, and when two of them count as the same.

interface PythonNumber {
  value: number;
  /** The digits, without leading zeros, of one written as a whole number: exact however long it is. */
  whole?: string;
}

const floatPattern = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;
const wholePattern = /^([+-]?)0*(\d+)$/;
const infinityPattern = /^([+-]?)inf(?:inity)?$/i;

/** Undefined when the text, trimmed, is not one number: `15`, `15.0`, `-1e3`, `1_000`, `inf` and `nan` are. */
export function parsePythonNumber(text: string): PythonNumber | undefined {
  const trimmed = text.trim();
  if (floatPattern.test(trimmed)) {
    const digits = trimmed.replaceAll('_', '');
    const whole = wholePattern.exec(digits);
    if (!whole) return { value: Number(digits) };
    const sign = whole[1] === '-' && whole[2] !== '0' ? '-' : '';
    return { value: Number(digits), whole: sign + whole[2]! };
  }
  const infinity = infinityPattern.exec(trimmed);
  if (infinity) return { value: infinity[1] === '-' ? -Infinity : Infinity };
  return /^[+-]?nan$/i.test(trimmed) ? { value: NaN } : undefined;
}

const tolerance = 1e-6;

/** Less than 1e-6 apart, absolutely, or the same; `nan` equals nothing. */
export function areNumbersClose(a: PythonNumber, b: PythonNumber): boolean {
  if (areNumbersEqual(a, b)) return true;
  // Two different whole numbers are never that close, though beyond 2^53 their floats may be.
  const areWhole = a.whole !== undefined && b.whole !== undefined;
  return !areWhole && Math.abs(a.value - b.value) < tolerance;
}

/** The same number, however written: `3` and `3.0`, `1e3` and `1000`. Whole numbers are compared digit by digit. */
export function areNumbersEqual(a: PythonNumber, b: PythonNumber): boolean {
  if (a.whole !== undefined && b.whole !== undefined) return a.whole === b.whole;
  return a.value === b.value;
}
