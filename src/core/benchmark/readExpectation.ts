// Reads an expectation in the form of its test type, or says in plain words what is wrong with which part of it.

import type * as z from 'zod';
import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import { describeValue } from '../../shared/text/describeValue';
import { findTestType } from '../testTypes/findTestType';
import { nearestName } from '../../shared/text/nearestName';
import { formatPath, valueAt, type ProblemPath } from './problemPath';

export interface ExpectationFault {
  /** Where in the expectation the fault is. */
  path: ProblemPath;
  message: string;
  /** True when the fault is the key itself and not its value. */
  isKey: boolean;
  /** The key that was meant, of a key that there is not. */
  meant?: string;
}

type ReadExpectation =
  | {
      ok: true;
      expectation: Expectation;
      /** Of a prompt that is asked once for each rotation of its options: what is expected each time. */
      rotations?: Expectation[];
    }
  | { ok: false; faults: ExpectationFault[] };

/**
 * `where` is the path of `value` in the file, for messages; `isRecorded` as in `LoadOptions`. The expectation is in the one form that its test
 * type judges by.
 */
export function readExpectation(
  value: unknown,
  testType: TestTypeName,
  where: ProblemPath,
  isRecorded = false,
): ReadExpectation {
  const { form } = findTestType(testType);
  const read = form.read(value, isRecorded);
  if ('issues' in read) {
    const hint = form.hint === '' ? '' : ` ${form.hint}`;
    return {
      ok: false,
      faults: withoutFollowing(read.issues).flatMap((issue) => faultsOf(issue, value, where, hint)),
    };
  }
  const rotations = form.rotationsOf(read.value, value);
  return { ok: true, expectation: read.value, ...(rotations ? { rotations } : {}) };
}

/** A rule on a whole (`custom`) that is broken where a key is misspelt or an entry missing says the same a second time. */
function withoutFollowing(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const places = new Set(issues.filter((issue) => issue.code !== 'custom').map((issue) => issue.path.join('\n')));
  return issues.filter((issue) => issue.code !== 'custom' || !places.has(issue.path.join('\n')));
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown, where: ProblemPath, hint: string): ExpectationFault[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const name = formatPath([...where, ...path]);
  const found = valueAt(value, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const there = Object.keys((found ?? {}) as object);
        const meant = nearestName(
          key,
          issue.message.split(', ').filter((known) => !there.includes(known)),
        );
        const suggestion =
          meant === undefined ? `the keys known here are ${issue.message}.` : `did you mean \`${meant}\`?`;
        return {
          path: [...path, key],
          message: `${formatPath([...where, ...path, key])} is not a known key; ${suggestion}${hint}`,
          isKey: true,
          ...(meant === undefined ? {} : { meant }),
        };
      });
    case 'invalid_key':
      return [{ path, message: `The key of ${name} must be ${issue.message}.`, isKey: true }];
    case 'custom':
      return [
        {
          path,
          message: `${name} ${issue.message}${issue.message.endsWith('?') ? '' : '.'}${path.length === 0 ? hint : ''}`,
          isKey: false,
        },
      ];
    default:
      return [
        {
          path,
          message: expectedMessage(name, issue.message, found, path.length === 0 || found === undefined ? hint : ''),
          isKey: false,
        },
      ];
  }
}

function expectedMessage(name: string, expected: string, found: unknown, hint: string): string {
  if (found === undefined) return `${name} is missing: expected ${expected}.${hint}`;
  if (found === null) return `${name} has no value: expected ${expected}.${hint}`;
  if (Array.isArray(found) && found.length === 0) return `${name} is empty: expected ${expected}.${hint}`;
  const size = Array.isArray(found) ? ` of ${found.length} ${found.length === 1 ? 'value' : 'values'}` : '';
  return `${name} must be ${expected}, but it is ${describeValue(found)}${size}.${hint}`;
}
