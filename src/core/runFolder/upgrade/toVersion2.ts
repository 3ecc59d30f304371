// Format 2 keeps all tests of a model in one file. Links are not stored any more: they follow from where a test is.

import type { JsonRecord } from './jsonRecord';

export const toVersion2 = {
  result: ({ links: _links, ...result }: JsonRecord): JsonRecord => result,
};
