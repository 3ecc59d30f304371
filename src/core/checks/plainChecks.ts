// The checks that look at an answer by themselves. To add one: a file beside these, a row here, a row in docs/benchmark-file.md.

import type { Check } from './check';
import { contains, containsAll, containsAny, icontains, startsWith } from './containing';
import { equals, oneOf } from './equal';
import { javascript, python } from './ownEvaluator';
import { pythonTests } from './pythonTests';
import { json } from './json';
import { jsonSchema } from './jsonSchema';
import { limits } from './limits';
import { number } from './number';
import { regex } from './regex';
import { similarity } from './similarity';
import { rubric } from './rubric';

export const plainChecks: readonly Check[] = [
  equals,
  oneOf,
  contains,
  icontains,
  containsAny,
  containsAll,
  startsWith,
  regex,
  number,
  json,
  jsonSchema,
  similarity,
  pythonTests,
  python,
  javascript,
  rubric,
  limits,
];
