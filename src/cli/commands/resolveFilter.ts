// Makes the exact values of a filter out of what a person wrote after --api, --model, --test-type and --tag. Pure.

import { parseModel } from '../../shared/run/model';
import type { FilterChoices, RunFilter } from '../../shared/runs/runFilter';
import { suggestion } from '../arguments/suggestion';

interface ResolvedFilter {
  filter: RunFilter;
  /** What was asked for and is nowhere, each with what it may have meant: nothing can match then. */
  unknown: UnknownValue[];
}

interface UnknownValue {
  what: string;
  value: string;
  hint?: string;
}

interface Choice {
  value: string;
  label: string;
}

/**
 * A value stands for the choice written so, upper and lower case aside; else for every choice that it is a part of, so that
 * `--model gpt-4o` finds `openai~gpt-4o-mini` too. A value that is nowhere stays as it is and then matches nothing.
 */
export function resolveFilter(filter: RunFilter, choices: Omit<FilterChoices, 'kinds'>): ResolvedFilter {
  const unknown: UnknownValue[] = [];
  const resolve = (
    what: string,
    values: readonly string[],
    known: readonly Choice[],
    isSame: (choice: Choice, value: string) => boolean,
  ): string[] => {
    const found = values.flatMap((value) => {
      const meant = choicesMeant(value, known, isSame);
      if (meant.length > 0) return meant;
      unknown.push({ what, value, hint: hintFor(value, known) });
      return [value];
    });
    return [...new Set(found)];
  };
  return {
    filter: {
      ...filter,
      apis: resolve(
        'model API',
        filter.apis,
        choices.apis,
        (choice, value) => same(choice.value, value) || same(choice.label, value),
      ),
      models: resolve('model', filter.models, choices.models, (choice, value) =>
        same(choice.value, parseModel(value).model),
      ),
      testTypes: resolve('test type', filter.testTypes, choices.testTypes, (choice, value) =>
        same(choice.value, value),
      ),
      tags: resolve('tag', filter.tags, choices.tags, (choice, value) => same(choice.value, value)),
    },
    unknown,
  };
}

function choicesMeant(
  value: string,
  known: readonly Choice[],
  isSame: (choice: Choice, value: string) => boolean,
): string[] {
  const exact = known.filter((choice) => isSame(choice, value));
  if (exact.length > 0) return exact.map((choice) => choice.value);
  const part = value.toLowerCase();
  return known.filter((choice) => choice.value.toLowerCase().includes(part)).map((choice) => choice.value);
}

/** Short names are far from `provider~name` by spelling alone, so they are held against the names alone, too. */
function hintFor(value: string, known: readonly Choice[]): string | undefined {
  const wholes = known.map((choice) => choice.value);
  return (
    suggestion(value, wholes) ??
    suggestion(
      value,
      wholes.map((whole) => whole.slice(whole.indexOf('~') + 1)),
    )
  );
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** `There is no model gpt5. Did you mean openai~gpt-5?` */
export function unknownText({ what, value, hint }: UnknownValue): string {
  return `There is no ${what} ${value}.${hint === undefined ? '' : ` ${hint}`}`;
}
