// From a test of promptfoo to the prompts it becomes: one for each combination of the values of its lists.

import type { CarriedCase } from '../carried';
import type { ForeignSource } from '../format';
import { textOf, type SourceNode } from '../sourceNode';
import { namesIn } from '../template';
import { anyAnswer } from '../anyAnswer';
import { placeholdersIn } from '../../benchmark/fillTexts';
import { checksOf } from './checksOf';
import type { Around } from './readPrompts';
import type { ForeignTest } from './readTests';
import { valuesOf, type Values } from './testValues';
import { ownEntry } from '../ownEntry';

/** More of one test is a slip. */
const mostCombinations = 10_000;

interface Asked extends Around {
  /** The questions of all variants. */
  texts: readonly string[];
}

export function testCases(test: ForeignTest, asked: Asked, source: ForeignSource): CarriedCase[] {
  const { leftOvers } = source;
  const combinations = combinationsOf(test.vars, source);
  if (combinations.length > mostCombinations) {
    leftOvers.add(
      test.place,
      'vars',
      `Its lists come to ${combinations.length} combinations, and at most ${mostCombinations} are made of one test.`,
    );
    return [];
  }
  const judged = checksOf(test, source);
  // All of it is named, whichever is the reason.
  const ofOptions = unsayable(test, source);
  const problem = judged.problem ?? ofOptions;
  const tags = tagsOf(test, source);
  return combinations.map(({ values, problem: ofValues }): CarriedCase => {
    const expect = judged.expect.length === 0 ? [anyAnswer] : judged.expect;
    const skip = problem ?? ofValues;
    return {
      variables: withMissing(values, asked, expect),
      expect,
      ...(judged.passAt === undefined ? {} : { passAt: judged.passAt }),
      ...(tags.length === 0 ? {} : { tags }),
      ...(skip === undefined ? {} : { skip }),
      place: test.place,
    };
  });
}

/** Every combination of the values that lists have. */
function combinationsOf(vars: ForeignTest['vars'], source: ForeignSource): { values: Values; problem?: string }[] {
  let all: ReadonlyMap<string, SourceNode>[] = [new Map()];
  for (const [name, node] of vars) {
    const each = node.items && node.items.length > 0 ? node.items : [node];
    if (all.length * each.length > 10 * mostCombinations) break;
    all = all.flatMap((one) => each.map((value) => new Map([...one, [name, value]])));
  }
  return all.map((one) => valuesOf(one, source));
}

/** A variable that has no value is nothing in a template, and would stay as it is written here. */
function withMissing(values: Values, { texts, system = '', messages }: Asked, expect: readonly unknown[]): Values {
  const all = [...texts, system, ...messages.map(({ content }) => content)].flatMap(namesIn);
  const missing = [...all, ...expect.flatMap(placeholdersIn)].filter((name) => !Object.hasOwn(values, name));
  return { ...values, ...Object.fromEntries(missing.map((name) => [name, ''])) };
}

/** Why a test would be another one here. */
function unsayable({ options }: ForeignTest, { leftOvers }: ForeignSource): string | undefined {
  let problem: string | undefined;
  for (const [key, node] of options) {
    const text = textOf(node) ?? '';
    if (
      ['provider', 'rubricPrompt', 'disableDefaultAsserts', 'storeOutputAs'].includes(key) ||
      text === '' ||
      node.value === false
    )
      continue;
    const why = ownEntry(whyNot, key);
    leftOvers.add(node.place, `options.${key}`, why ?? 'There is no such thing here.');
    problem ??= why === undefined ? undefined : `options.${key} of the original: ${why}`;
  }
  return problem;
}

const whyNot: { readonly [key: string]: string } = {
  transform:
    'Answers are not changed before they are judged, so its tests are skipped. A `javascript` check can do both.',
  postprocess:
    'Answers are not changed before they are judged, so its tests are skipped. A `javascript` check can do both.',
  transformVars: 'Values are not computed, so its tests are skipped. Write them out.',
  prefix: 'Put the words before the prompt into `base_prompt`, with a variable. Its tests are skipped.',
  suffix: 'Put the words behind the prompt into `base_prompt`, with a variable. Its tests are skipped.',
  disableVarExpansion: 'A list is a value for each prompt here. Its tests are skipped.',
};

function tagsOf({ metadata }: ForeignTest, { leftOvers }: ForeignSource): string[] {
  return [...metadata].flatMap(([key, node]) => {
    const values = node.items ? node.items.map(textOf) : [textOf(node)];
    const tags = values.map((value) => (value === undefined ? '' : `${key}=${value}`.replace(/[,;\s]+/g, ' ').trim()));
    if (tags.every((tag) => tag !== '' && tag.length <= 60)) return tags;
    leftOvers.add(node.place, `metadata.${key}`, 'Only short texts and numbers become tags.');
    return [];
  });
}
