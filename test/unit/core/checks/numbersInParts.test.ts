// What has digits and is not the number: how exact it is, the other end of a range, the most there could be, the inside of a root.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberOfAnswer } from '../../../../src/core/checks/numberOfAnswer';
import { tableOf } from './tableOf';

describe('number among parts of numbers', () => {
  tableOf('+', [
    ['{ number: 5 }', '5 ± 0.1'],
    ['{ number: 5 }', '$5 \\pm 0.1$ km'],
    ['{ number: 5 }', '5 +/- 1'],
    ['{ number: 5 }', '±5'],
    ['{ number: 7 }', '7 out of 10'],
    ['{ number: 7 }', 'I would give it 7 out of 10.'],
    ['{ number: 10 }', 'Out of 10 apples none is red: 10'],
    ['{ number: 4 }', '√16 = 4'],
    ['{ number: 6.283, rel: 0.001 }', 'The circumference is 2π ≈ 6.2832.'],
    ['{ number: 0.5 }', '1/2 or 0.5'],
    ['{ number: 0.5 }', '0.5 or 50%'],
    ['{ number: 8, unit: km }', '5 miles or 8 km'],
    ['{ number: -1 }', '5-6 = -1'],
    ['{ number: 31 }', '0x1F'],
    ['{ number: "0xFF" }', '255'],
    ['{ number: 5 }', '0b101'],
    ['{ number: 15 }', 'The mode is 0o17.'],
    ['{ number: 0.075 }', '75‰'],
    ['{ number: 500000 }', '5 lakh'],
    ['{ number: 20000000 }', 'Rs. 2 crore'],
    ['{ number: 120000 }', '12만 명'],
    ['{ number: 500 }', '5 hundred'],
    ['{ number: 5000 }', '5 × 10<sup>3</sup>'],
    ['{ number: 5000 }', '5&nbsp;000'],
    ['{ number: -5 }', '&minus;5'],
  ]);
  tableOf('-', [
    ['{ number: 0.1 }', '5 ± 0.1'],
    ['{ number: 10 }', '7 out of 10'],
    ['{ number: 5 }', '5-6'],
    ['{ number: 6 }', '5–6'],
    ['{ number: 6 }', 'about 5~6 km'],
    ['{ number: 5 }', '3–5'],
    ['{ number: -5 }', 'from 3-5'],
    ['{ number: 5 }', '5 or 6'],
    ['{ number: 6 }', 'It is 5 or 6.'],
    ['{ number: 16 }', '√16'],
    ['{ number: 16 }', '\\boxed{\\sqrt{16}}'],
    ['{ number: 2 }', '2π'],
    ['{ number: 2 }', '\\boxed{2\\pi}'],
    ['{ number: 5 }', '5\\sqrt{2}'],
    ['{ number: 2 }', '5√2'],
    ['{ number: 0 }', '0x1F'],
    ['{ number: 75 }', '75 lakh'],
    ['{ number: 2 }', '5<sup>2</sup>'],
  ]);

  const whole = fc.integer({ min: 1, max: 9999 });
  const numberOf = (text: string): string | undefined => numberOfAnswer(text, undefined, 'point')?.written;

  it('is never how exact a number is, nor how many there were in all', () => {
    fc.assert(
      fc.property(whole, whole, fc.constantFrom(' ± ', '±', ' \\pm ', ' +/- ', ' out of '), (one, other, between) => {
        assert.equal(numberOf(`${one}${between}${other}`), String(one));
      }),
    );
  });

  it('is neither end of a range, whichever stands first', () => {
    fc.assert(
      fc.property(whole, whole, fc.constantFrom('-', '–', '~', ' or '), (one, other, between) => {
        fc.pre(one !== other);
        assert.equal(numberOf(`${one}${between}${other}`), undefined);
      }),
    );
  });

  it('is written in three other bases', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom(
          ...([
            [2, 'b'],
            [8, 'o'],
            [16, 'x'],
          ] as const),
        ),
        (value, [base, mark]) => {
          const [reading] = numberOfAnswer(`It is 0${mark}${value.toString(base)}.`, undefined, 'point')!.readings;
          assert.equal(reading!.value, value);
        },
      ),
    );
  });
});
