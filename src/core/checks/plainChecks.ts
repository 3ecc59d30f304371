// The checks that look at an answer by themselves. To add one: a file beside these, a row here, a row in docs/benchmark-file.md.

import type { Check } from './check';
import { contains, containsAll, containsAny, icontains, startsWith } from './containing';
import { equals, oneOf } from './equal';
import { javascript, python } from './ownEvaluator';
import { pythonTests } from './pythonTests';

export const plainChecks: readonly Check[] = [
  equals,
  contains,
  icontains,
  containsAny,
  containsAll,
  startsWith,
  oneOf,
  pythonTests,
  python,
  javascript,
];
