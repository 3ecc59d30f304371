// What the address of the review page says after its `#`: the screen, and of the tests their filter and order, so that a link shows another what
// is seen here. `#tests?v=incorrect&q=HARD&sort=-total`, `#test/openai~gpt-4o/7?v=incorrect`. Pure.

import { emptyRunFilter, isEmptyFilter, type RunFilter } from '../../../src/shared/runs/runFilter';
import { testAddress } from '../../../src/shared/runs/testAddress';
import { reviewKinds } from '../../../src/shared/run/reviews';
import { verdicts } from '../../../src/shared/run/verdict';
import { testKinds } from '../../../src/shared/words/testKinds';
import { testColumns, type TestOrder } from './testColumns';

/** Which tests are listed, and how: the tests before and after one are its neighbors there. `order` is null for that of the run. */
export interface TestList {
  filter: RunFilter;
  order: TestOrder | null;
}

export type ReviewPlace =
  | { screen: 'overview' | 'squares' }
  | { screen: 'tests'; list: TestList }
  | { screen: 'test'; model: string; index: number; list: TestList }
  /** An address of nothing. */
  | { screen: 'unknown' };

export const allTests: TestList = { filter: emptyRunFilter, order: null };

interface ReadAddress {
  place: ReviewPlace;
  /** The parts of the address that say nothing to this page, as they are written there. */
  unknown: string[];
}

/** Lists of the filter by their names in an address, which links must keep. */
const listNames = {
  api: 'apis',
  model: 'models',
  type: 'testTypes',
  tag: 'tags',
  v: 'verdicts',
  kind: 'kinds',
  review: 'reviews',
} as const;

type ListName = keyof typeof listNames;

/** `hash` with its `#`, or empty. */
export function readAddress(hash: string): ReadAddress {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?');
  const { list, unknown } = readList(rest.join('?'));
  if (path === '' || path === 'overview') return { place: { screen: 'overview' }, unknown };
  if (path === 'squares') return { place: { screen: 'squares' }, unknown };
  if (path === 'tests') return { place: { screen: 'tests', list }, unknown };
  const [, encoded, index] = /^test\/([^/]+)\/(\d{1,9})$/.exec(path) ?? [];
  const model = encoded === undefined ? null : decoded(encoded);
  if (model === null) return { place: { screen: 'unknown' }, unknown: [] };
  return { place: { screen: 'test', model, index: Number(index), list }, unknown };
}

/** The address of a place, with its `#`. */
export function addressOf(place: Exclude<ReviewPlace, { screen: 'unknown' }>): string {
  switch (place.screen) {
    case 'overview':
    case 'squares':
      return `#${place.screen}`;
    case 'tests':
      return `#tests${listText(place.list)}`;
    case 'test':
      return `${testAddress(place)}${listText(place.list)}`;
  }
}

export function isWholeList({ filter, order }: TestList): boolean {
  return order === null && isEmptyFilter(filter);
}

function listText({ filter, order }: TestList): string {
  const parts = new URLSearchParams();
  for (const [name, list] of Object.entries(listNames)) for (const value of filter[list]) parts.append(name, value);
  if (filter.text !== '') parts.append('q', filter.text);
  if (order !== null) parts.append('sort', `${order.isHighFirst ? '-' : ''}${order.column}`);
  return parts.size === 0 ? '' : `?${parts}`;
}

function readList(text: string): { list: TestList; unknown: string[] } {
  const unknown: string[] = [];
  const filter = structuredClone(emptyRunFilter);
  let order: TestOrder | null = null;
  for (const [name, value] of new URLSearchParams(text)) {
    const sorted = name === 'sort' ? readOrder(value) : null;
    if (sorted) order = sorted;
    else if (name === 'q') filter.text = value;
    else if (!isListName(name) || !add(filter, name, value)) unknown.push(`${name}=${value}`);
  }
  return { list: { filter, order }, unknown };
}

function isListName(name: string): name is ListName {
  return Object.hasOwn(listNames, name);
}

/** Whether the filter knows such a value. */
function add(filter: RunFilter, name: ListName, value: string): boolean {
  switch (name) {
    case 'v':
      return addKnown(filter.verdicts, verdicts, value);
    case 'kind':
      return addKnown(filter.kinds, testKinds, value);
    case 'review':
      return addKnown(filter.reviews, reviewKinds, value);
    default:
      filter[listNames[name]].push(value);
      return true;
  }
}

function addKnown<Value extends string>(list: Value[], known: readonly Value[], value: string): boolean {
  const found = known.find((one) => one === value);
  if (found !== undefined) list.push(found);
  return found !== undefined;
}

function readOrder(text: string): TestOrder | null {
  const isHighFirst = text.startsWith('-');
  const name = isHighFirst ? text.slice(1) : text;
  const known = testColumns.find(({ column }) => column === name);
  return known ? { column: known.column, isHighFirst } : null;
}

/** Null for an address that was cut in the middle of a letter. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
