// A pre-run sheet as the host would send it, for the dev page.

import type { SheetModel, ShownSheet } from '../../src/shared/protocols/sheetProtocol';

const names = [
  'openai~gpt-4o',
  'anthropic~claude-sonnet-4-5 (effort high)',
  'ollama~llama3.2',
  'openrouter~meta-llama/llama-3.2-90b-vision-instruct:free',
  'simulated~swift',
  'tesseract~eng',
];

/** `models`: how many; those of `leftOut` are not chosen. */
export function recordedSheet(models: number, leftOut: readonly string[]): ShownSheet {
  const rows = Array.from({ length: models }, (_, place) => row(place, leftOut));
  const chosen = rows.filter(({ isChosen }) => isChosen);
  const keyless = chosen
    .filter(({ lacks }) => lacks.some((lack) => lack.endsWith('is not set')))
    .map(({ model }) => model);
  return {
    benchmarkName: 'Pictures and words',
    totals: [
      {
        name: 'Calls',
        value: `${chosen.length * 40} calls (${chosen.length} ${chosen.length === 1 ? 'model' : 'models'} x 40 prompts)`,
      },
      { name: 'Cost', value: '$0.11 to $4.20, likely $0.42 (200 of 240 calls priced)' },
      { name: 'Input tokens', value: '8,120 to 13,400, likely 10,200' },
      { name: 'Output tokens', value: '2,400 to 983,040, likely 4,800' },
      { name: 'Time', value: 'about 2 min 10 s' },
      { name: 'Mode', value: 'throughput' },
      { name: 'Budget', value: '$0.30' },
    ],
    models: rows,
    missingKeys: keyless.length === 0 ? [] : [{ keyVariable: 'ANTHROPIC_API_KEY', models: keyless }],
    notes: [
      'The budget of $0.30 is likely to end the run before all tests are asked.',
      '80 calls to the judge openai~gpt-4o come on top of these; their cost is in that of the run: $0.02 to $0.30, likely $0.04.',
      '12 tests of tesseract~eng will not be run: Tesseract reads pictures, and this prompt has none.',
      'street.png will be resized from 4000 x 3000 to 1568 x 1176 px.',
    ],
    basis:
      'There is no earlier run of this benchmark, so answers are guessed by test type; the high end is the longest answer a model is allowed. Price list: genai-prices 0.1.8. Nothing was sent to anybody for this.',
  };
}

function row(place: number, leftOut: readonly string[]): SheetModel {
  const name = `${names[place % names.length]}${place < names.length ? '' : ` ${place}`}`;
  const isFree = place % names.length >= 4;
  return {
    model: name,
    isChosen: !leftOut.includes(name),
    calls: place % names.length === 5 ? '28' : '40',
    input: '1,420 to 2,300, likely 1,700',
    output: '400 to 163,840, likely 800',
    cost: isFree ? '$0' : '$0.02 to $0.80, likely $0.07',
    perTest: isFree ? '310 ms' : 'n/a',
    price: isFree ? 'simulated' : 'genai-prices 0.1.8, openai/gpt-4o',
    lacks: [
      ...(place % names.length === 1 ? ['ANTHROPIC_API_KEY is not set'] : []),
      ...(place % names.length === 5 ? ['12 of 40 not run'] : []),
    ],
  };
}
