// A measure in a few words, for the summary of a judgement.

import type { TestMeasures } from '../run/testMeasurement';
import { formatPercent } from '../text/format';
import { measures, type MeasureName } from './measures';

/** Null where there is nothing to say. */
type Word = (recorded: TestMeasures) => string | null;

/** `CER 5%` */
export const percent =
  (name: MeasureName, label: string = measures[name].name): Word =>
  ({ [name]: value }) =>
    value === undefined ? null : `${label} ${formatPercent(value)}`;

/** `F1 0.40` */
export const number =
  (name: MeasureName, label: string = measures[name].name): Word =>
  ({ [name]: value }) =>
    value === undefined ? null : `${label} ${value.toFixed(2)}`;

/** The same where there was more than one of `count`: of one it says nothing new. */
export const several =
  (name: MeasureName, count: MeasureName, label?: string): Word =>
  (recorded) =>
    (recorded[count] ?? 0) > 1 ? number(name, label)(recorded) : null;

export const words =
  (...all: readonly Word[]): ((recorded: TestMeasures) => string[]) =>
  (recorded) =>
    all.flatMap((word) => word(recorded) ?? []);
