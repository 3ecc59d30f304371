// The figures behind the score of one test, with their definitions. Pure; the figures of a whole run are `testTypeStats`.

import type { TestMeasures } from '../run/testMeasurement';
import { isCheckMeasure } from '../testTypes/checkTitles';
import { formatDegree, measures, type Measure } from '../testTypes/measures';

interface MeasureFigure {
  name: string;
  value: string;
  definition: string;
}

const known: { readonly [name: string]: Measure } = measures;

/** In the order of `measures`, without the outcomes of checks, which have a list of their own; one that this version does not know is shown by its own name at the end. */
export function measureFigures(recorded: TestMeasures | undefined): MeasureFigure[] {
  const order = Object.keys(known);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(recorded ?? {})
    .filter(([name]) => !isCheckMeasure(name))
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => {
      const measure = Object.hasOwn(known, name) ? known[name] : undefined;
      return {
        name: measure?.name ?? name,
        value: (measure?.format ?? formatDegree)(value),
        definition: measure?.definition ?? `${name}, as it was recorded.`,
      };
    });
}
