// The test types that ask about pictures: those that are scored by what they measure.

import { writtenTestTypes, type TestTypeName } from '../../../../src/shared/run/benchmark';
import { testTypeFacets } from '../../../../src/shared/testTypes/testTypeFacets';

export const imageTestTypes: readonly TestTypeName[] = writtenTestTypes.filter(
  (name) => testTypeFacets[name].scores !== null,
);
