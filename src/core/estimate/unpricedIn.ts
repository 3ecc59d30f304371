// Which models of an estimate charge a price that nobody knows. Pure.

import type { RunEstimate } from './estimateRun';

/** Models that will be asked and charge, and judges, whose cost is not known. */
export function unpricedIn({ models, judgeCalls }: Pick<RunEstimate, 'models' | 'judgeCalls'>): string[] {
  const isUnpriced = ({ free, calls, cost }: RunEstimate['models'][number]): boolean =>
    free === null && calls > 0 && cost === null;
  return [
    ...models.filter(isUnpriced).map(({ model }) => model),
    ...judgeCalls.filter(({ cost }) => cost === null).map(({ judge }) => judge),
  ];
}
