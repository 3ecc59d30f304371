// How a case is judged, as a prompt of a benchmark says it: the words of one test type, or checks.

import type { CarriedCase } from './carried';

type Fields = { [key: string]: unknown };

/** Of one check that is a test type the short form, which has all that is known of the test type. */
export function judgedBy({ expect, passAt }: Pick<CarriedCase, 'expect' | 'passAt'>): Fields {
  const [first] = expect;
  const isPlain = expect.length === 1 && first && Object.keys(first).sort().join() === 'expectation,test_type';
  if (isPlain) return { test_type: first['test_type'], expectation: first['expectation'] };
  return {
    ...(expect.length === 0 ? {} : { expect }),
    ...(passAt === undefined ? {} : { pass_at: passAt }),
  };
}
