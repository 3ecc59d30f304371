// Finds the keys of a benchmark file that mean nothing here. What is clearly meant for something, by a slip of the pen or as another tool has it,
// is an error: a run without it would not be the one that was meant. Any other key is ignored, with a warning.

import { parameterNames } from '../../shared/run/parameters';
import { noMerge } from './noMerge';
import { isMap } from '../../shared/text/isMap';
import { slips } from '../../shared/text/slips';
import { nearestName } from '../../shared/text/nearestName';
import { benchmarkKeys, modelKeys, promptKeys } from './benchmarkSchema';
import { modelOfMap } from './foreignModel';
import { meaningOf, normalized, type KeyPlace } from './fieldWords';
import type { KnownProvider } from './knownProvider';
import type { LoadOptions } from './loadOptions';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { moveInto, renameKey } from './repairs';
import type { Repair } from './repair';
import { valueBeside } from './valueBeside';

const keysOf: { readonly [place in KeyPlace]: readonly string[] } = {
  file: benchmarkKeys,
  prompt: promptKeys,
  model: modelKeys,
  parameters: parameterNames,
};

/** A place of a key in words. */
const placeWords: { readonly [place in KeyPlace]: string } = {
  file: 'on the first level of the file',
  prompt: 'in a prompt',
  model: 'in a model of `models`',
  parameters: 'under `parameters`, of the file or of a model',
};

interface FoundKey {
  path: ProblemPath;
  place: KeyPlace;
  owner: { [key: string]: unknown };
  /** Of all maps of a list that have it. */
  paths: ProblemPath[];
}

/** `isRecorded`: of a run that was made, whose benchmark is read as it was then, so that there are only warnings. */
export function checkKeys(
  benchmark: { [key: string]: unknown },
  { isRecorded = false, knownProviders }: Pick<LoadOptions, 'isRecorded' | 'knownProviders'>,
  problems: ProblemList,
): void {
  const { base_prompt: written } = benchmark;
  const basePrompt = (isMap(written) ? Object.values(written) : [written]).join('\n');
  for (const found of unknownKeys(benchmark)) {
    const { path, message, isMeant, meant } = apartModel(found, knownProviders) ?? judged(found, basePrompt);
    const count = found.paths.length;
    const where = count > 1 ? ` It is in ${count} ${found.place}s.` : '';
    const span = problems.keySpanOf(path);
    const repair = meant && repairOf(found, meant, problems);
    problems[isMeant && !isRecorded ? 'error' : 'warning'](path, `${message}${where}`, span, repair);
  }
}

/** Each once, however many prompts have it. */
function unknownKeys(benchmark: { [key: string]: unknown }): FoundKey[] {
  const lists = (['prompts', 'models'] as const).map((list) => ({
    place: list === 'prompts' ? ('prompt' as const) : ('model' as const),
    entries: (Array.isArray(benchmark[list]) ? (benchmark[list] as unknown[]) : []).map(
      (entry, position) => [[list, position], entry] as const,
    ),
  }));
  const parameters = [
    [['parameters'], benchmark['parameters']] as const,
    ...lists[1]!.entries.map(
      ([path, entry]) => [[...path, 'parameters'], isMap(entry) ? entry['parameters'] : undefined] as const,
    ),
  ];
  return [
    ...unknownIn('file', [[[], benchmark]]),
    ...lists.flatMap(({ place, entries }) => unknownIn(place, entries)),
    ...unknownIn('parameters', parameters),
  ];
}

function unknownIn(place: KeyPlace, maps: readonly (readonly [path: ProblemPath, map: unknown])[]): FoundKey[] {
  const found = new Map<string, FoundKey>();
  for (const [path, owner] of maps) {
    // Of a model in another tool's form `checkShape` says what it is here.
    if (!isMap(owner) || (place === 'model' && owner['model'] === undefined)) continue;
    for (const key of Object.keys(owner)) {
      if (keysOf[place].includes(key)) continue;
      const seen = found.get(key);
      if (seen) seen.paths.push([...path, key]);
      else found.set(key, { path: [...path, key], place, owner, paths: [[...path, key]] });
    }
  }
  return [...found.values()];
}

/** A model whose API stands in a key of its own, as other tools have it: `provider: openai` beside `model: gpt-4o`. */
function apartModel({ path, place, owner }: FoundKey, known: readonly KnownProvider[]): JudgedKey | undefined {
  const { provider, api, model } = owner;
  const isApart = place === 'model' && ['provider', 'api'].includes(String(path.at(-1)));
  const meant =
    isApart && (provider ?? api) !== undefined && model !== undefined ? modelOfMap(owner, known) : undefined;
  if (meant === undefined) return undefined;
  return { path, message: `${formatPath(path)} is not a known key; did you mean \`model: ${meant}\`?`, isMeant: true };
}

interface JudgedKey {
  path: ProblemPath;
  message: string;
  /** Clearly meant for something. */
  isMeant: boolean;
  /** The key that it should be, and where; `values`: under `dynamic_variables` of the prompt. */
  meant?: { key: string; place: KeyPlace | 'values' };
}

/** Absent where nobody can tell how the rest of the file is to change. */
function repairOf(
  { place, paths }: FoundKey,
  meant: NonNullable<JudgedKey['meant']>,
  problems: ProblemList,
): Repair | undefined {
  if (meant.place === 'values') return moveInto('dynamic_variables', paths, meant.key, problems);
  if (meant.place === place) return renameKey(paths, meant.key, problems);
  const isBeside = meant.place === 'parameters' && (place === 'file' || place === 'model');
  return isBeside ? moveInto('parameters', paths, meant.key, problems) : undefined;
}

function judged({ path, place, owner }: FoundKey, basePrompt: string): JudgedKey {
  const key = String(path.at(-1));
  const name = formatPath(path);
  if (key === '<<') return { path, message: `${name} ${noMerge}`, isMeant: true };
  const beside = place === 'prompt' ? valueBeside(key, owner, basePrompt) : undefined;
  if (beside !== undefined)
    return {
      path,
      message: `${name} is not a known key here. ${beside.advice}`,
      isMeant: true,
      ...(beside.name === undefined ? {} : { meant: { key: beside.name, place: 'values' } }),
    };
  const free = keysOf[place].filter((one) => !Object.hasOwn(owner, one));
  const word = meaningOf(key, place);
  // A word that other tools have for what is missing here is no slip: `model` is not `mode`. A list of `prompt` is one of prompts.
  const isWord = word?.place === place && free.includes(word.key) && !Array.isArray(owner[key]);
  const slip = isWord ? undefined : slipOf(key, free);
  if (slip !== undefined)
    return {
      path,
      message: `${name} is not a known key; did you mean \`${slip}\`?`,
      isMeant: true,
      meant: { key: slip, place },
    };
  const meant = word ?? elsewhere(key, place) ?? slippedWord(key, place);
  const again = meant ? undefined : slipOf(key, keysOf[place]);
  if (again !== undefined)
    return {
      path,
      message: `${name} is not a known key; did you mean \`${again}\`, which is there already?`,
      isMeant: true,
    };
  if (meant !== undefined) {
    const where = meant.place === place ? '' : `, which goes ${placeWords[meant.place]}`;
    return { path, message: `${name} is not a known key here: write \`${meant.key}\`${where}.`, isMeant: true, meant };
  }
  const near = nearestName(key, free);
  const suggestion = near ? `did you mean \`${near}\`?` : `the keys known here are ${keysOf[place].join(', ')}.`;
  return {
    path,
    message: `${name} is not a known key${place === 'parameters' ? '' : ' and is ignored'}; ${suggestion}`,
    isMeant: place === 'parameters',
    ...(near === undefined ? {} : { meant: { key: near, place } }),
  };
}

/** A key of another place. */
function elsewhere(key: string, place: KeyPlace): { key: string; place: KeyPlace } | undefined {
  const others = (['file', 'prompt', 'parameters', 'model'] as const).filter((one) => one !== place);
  const other = others.find((one) => keysOf[one].includes(key));
  return other && { key, place: other };
}

/** A parameter that is misspelt where it does not belong. */
function slippedWord(key: string, place: KeyPlace): { key: string; place: KeyPlace } | undefined {
  const slip = place === 'parameters' ? undefined : slipOf(key, parameterNames);
  return slip === undefined ? undefined : { key: slip, place: 'parameters' };
}

/** The name that differs only by a slip of the pen: other capitals or signs, a letter more, less or wrong, two that were swapped; in long names by two slips. */
function slipOf(key: string, names: readonly string[]): string | undefined {
  const word = normalized(key);
  const most = word.length < 4 ? 0 : word.length < 9 ? 1 : 2;
  return names.find((name) => slips(word, normalized(name), most) <= most);
}
