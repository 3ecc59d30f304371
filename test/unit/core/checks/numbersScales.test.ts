// Millions and currencies in the words of several languages, exponents in brackets, and totals below a list.

import { tableOf } from './tableOf';

describe('number with its scale, its currency and its list', () => {
  tableOf('+', [
    ['{ number: 2000000 }', '2 Mio.'],
    ['{ number: 2000000 }', '2 Millionen'],
    ['{ number: 2000000 }', '2 millions'],
    ['{ number: 2000000 }', '2 millones de personas'],
    ['{ number: 2000000 }', '2 млн'],
    ['{ number: 2500000000 }', '2,5 Mrd. €'],
    ['{ number: 2500000000 }', '2,5 milliards'],
    ['{ number: 20000 }', '2万'],
    ['{ number: 20000 }', '2 萬人'],
    ['{ number: 300000000 }', '3亿'],
    ['{ number: 2, unit: Mio }', '2 Mio.'],
    ['{ number: 20, unit: USD }', '$20'],
    ['{ number: 20, unit: USD }', 'US$20'],
    ['{ number: 20, unit: USD }', 'USD 20 (about 18 €)'],
    ['{ number: 20, unit: EUR }', '€20'],
    ['{ number: 20, unit: euro }', 'EUR 20'],
    ['{ number: 20, unit: € }', '20 EUR'],
    ['{ number: 0.000025 }', '2.5 * 10^(-5)'],
    ['{ number: 1024 }', '2^(10)'],
    ['{ number: 100000 }', '(10^5)'],
    ['{ number: 100000 }', '10^{5}'],
    ['{ number: 7 }', '- 3\n- 4\n\nTotal: 7'],
    ['{ number: 7 }', '1. 3\n2. 4\n\nTogether that makes 7'],
    ['{ number: 12 }', '| n | 3 |\n|---|---|\n| total | 12 |'],
  ]);
  tableOf('-', [
    ['{ number: 2 }', '2万'],
    ['{ number: 2 }', '2 millions'],
    ['{ number: 2 }', '2 Mrd'],
    ['{ number: 2000000 }', '2 miles'],
    ['{ number: 2000000 }', '2 mlnx'],
    ['{ number: 20, unit: EUR }', '$20'],
    ['{ number: 20, unit: USD }', '20 €'],
    ['{ number: 20, unit: USD }', '£20'],
    ['{ number: 3 }', '- 3\n- 4\n\nTotal: 7'],
    ['{ number: 10 }', '2 * 10^(-5)'],
  ]);
});
