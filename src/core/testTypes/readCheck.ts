// From an entry of `expect`, as YAML has it, to one that can be judged, or to everything that is wrong with it.

import * as z from 'zod';
import type { WrittenCheck } from '../../shared/run/checks';
import { describeValue } from '../../shared/text/describeValue';
import { isMap } from '../../shared/text/isMap';
import { commonShape, type Check } from '../checks/check';
import type { CheckEntry } from '../checks/judgeCheck';
import { plainChecks } from '../checks/plainChecks';
import { pathFault } from '../checks/valuesAt';
import { faultAt, issuesBelow, map, readingBy, type Reading } from '../checks/yamlParts';
import { testTypeCheck } from './testTypeCheck';

/** All of them; `not` goes around one. */
export const allChecks: readonly Check[] = [...plainChecks, testTypeCheck];

const words = [...allChecks.map(({ word }) => word), 'not'];
const expected = `a map with one of ${words.join(', ')}`;

const optionNames = new Set([...Object.keys(commonShape), 'at']);

const negation = map('a map with `not`', {
  not: z.unknown().describe('A check that must not hold.'),
  ...commonShape,
});

/** What one entry may be, for editors. */
export const checkForm: z.ZodType<WrittenCheck> = z.union([
  ...allChecks.map(({ form }) => form),
  negation.extend({ not: z.union(allChecks.map(({ form }) => form)).describe('A check that must not hold.') }),
]);

/** Reads one entry. What is wrong with it is said in the words of the check that it is meant as. */
export function readCheck(written: unknown, isRecorded: boolean): Reading<WrittenCheck> {
  if (wordOf(written) !== 'not') return readPlain(written, isRecorded);
  const around = readingBy(negation, written);
  if ('issues' in around) return around;
  const inside = readPlain(around.value.not, isRecorded);
  if ('issues' in inside) return { issues: issuesBelow(['not'], inside.issues) };
  return { value: { ...around.value, not: inside.value } };
}

function readPlain(written: unknown, isRecorded: boolean): Reading<WrittenCheck> {
  if (!isMap(written)) return faultAt([], `must be ${expected}, but it is ${describeValue(written)}`);
  const word = wordOf(written);
  if (word === 'not') return faultAt([], 'must be a check, but it has `not` again; leave both out');
  const check = allChecks.find((one) => one.word === word);
  if (!check) return wordless(written);
  const others = words.filter((other) => other !== word && Object.hasOwn(written, other));
  if (others.length > 0) {
    const all = [word, ...others].map((one) => `\`${one}\``).join(' and ');
    return faultAt([], `has ${all}: an entry is one check, so write an entry of its own for each`);
  }
  const read = check.read(written, isRecorded);
  const fault = typeof written['at'] === 'string' && check.looksAtText ? pathFault(written['at']) : undefined;
  return fault === undefined || 'issues' in read ? read : faultAt(['at'], `is no JSON path: ${fault}`);
}

/** The word of an entry; undefined where there is none. */
function wordOf(written: unknown): string | undefined {
  return isMap(written) ? words.findLast((word) => Object.hasOwn(written, word)) : undefined;
}

function wordless(written: WrittenCheck): Reading<never> {
  const key = Object.keys(written).find((one) => !optionNames.has(one));
  if (key === undefined) return faultAt([], `has no check word: expected ${expected}`);
  return { issues: [{ code: 'unrecognized_keys', keys: [key], path: [], message: words.join(', '), input: written }] };
}

/** An entry taken apart. Throws for one that no reading has let through. */
export function entryOf(read: WrittenCheck): CheckEntry {
  const { not, ...around } = read;
  const written = not === undefined ? read : isMap(not) ? not : {};
  const check = allChecks.find(({ word }) => Object.hasOwn(written, word));
  if (!check) throw new Error('a check has no word');
  const option = (name: string): unknown => around[name] ?? written[name];
  const [name, weight, at] = [option('name'), option('weight'), written['at']];
  return {
    check,
    written,
    isNegated: not !== undefined,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof weight === 'number' ? { weight } : {}),
    ...(typeof at === 'string' ? { at } : {}),
  };
}

/** How what stands at a key of an entry is kept; undefined where the key is no check word. */
export function writingOfCheck(key: string): Check['keepsWriting'] | undefined {
  return allChecks.find(({ word }) => word === key)?.keepsWriting;
}
