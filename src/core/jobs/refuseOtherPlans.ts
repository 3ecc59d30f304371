// What is not the same in two folders that were to be merged, so that nobody has to look for it.

import type { RunMode } from '../../shared/run/runMode';
import { planParts, shardText, type ShardChoice } from '../../shared/run/shard';
import { readImagesFile } from '../images/imagesFile';
import { readRunBenchmark } from '../runFolder/loadRunBenchmark';
import type { ShardFolder } from './shardFolder';

/** Names of one kind that are said one by one; the rest are counted. */
const mostNamed = 3;

/** Throws for people, naming each thing that is different, when the folders are no shards of one run. */
export async function refuseOtherPlans(folders: readonly ShardFolder[]): Promise<void> {
  const [first, ...others] = folders;
  if (!first) return;
  const text = await readRunBenchmark(first.directory);
  for (const other of others) {
    const isOtherText = (await readRunBenchmark(other.directory)) !== text;
    const different = [
      ...(isOtherText ? ['the text of the benchmark (benchmark.yaml)'] : []),
      ...(await differences(first, other, isOtherText)),
    ];
    if (different.length > 0)
      throw new Error(
        `${first.name} and ${other.name} are not shards of one run. Different are: ${different.join('; ')}. Nothing was merged.`,
      );
  }
  refuseOtherDivisions(folders);
}

/** Tests that are dealt out to two shards belong to others of three: of such a mixture nobody could say what is missing. */
function refuseOtherDivisions(folders: readonly ShardFolder[]): void {
  const shards = folders.flatMap(({ name, parts }) =>
    parts.flatMap(({ started: { shard } }) => (shard ? [{ name, shard }] : [])),
  );
  const [first] = shards;
  const other = shards.find(({ shard }) => shard.of !== first?.shard.of);
  if (first && other)
    throw new Error(
      `${textOf(first)}, and ${textOf(other)}: only shards of one division can be merged. Run the benchmark with the same number of shards for all. Nothing was merged.`,
    );
}

function textOf({ name, shard }: { name: string; shard: ShardChoice }): string {
  return `${name} has ${shardText(shard)}`;
}

async function differences(a: ShardFolder, b: ShardFolder, isOtherText: boolean): Promise<string[]> {
  const different: string[] = [];
  for (const part of planParts) {
    if (a.plan.plan[part] === b.plan.plan[part]) continue;
    switch (part) {
      case 'format':
        different.push(`the format of the run folder (${a.started.schemaVersion} and ${b.started.schemaVersion})`);
        break;
      case 'benchmark':
        if (!isOtherText) different.push('what --set said in place of the benchmark');
        break;
      case 'files':
        different.push(`the files that it names${listed(filesOf(a), filesOf(b))}`);
        break;
      case 'pictures':
        different.push(`its pictures${listed(await picturesOf(a), await picturesOf(b))}`);
        break;
      case 'models':
        different.push(`the models, their parameters or how they give places${listed(modelsOf(a), modelsOf(b))}`);
        break;
      case 'prompts':
        different.push(`the prompts or what is expected${promptsText(a, b)}`);
        break;
      case 'mode':
        different.push(`the mode (${modeText(a.started.mode)} and ${modeText(b.started.mode)})`);
        break;
    }
  }
  return different;
}

/** By name, all that decides whether it is the same. */
type Named = ReadonlyMap<string, string>;

/** ` (cases.csv, schema.json)`; nothing where no name can be said. */
function listed(a: Named, b: Named): string {
  const names = [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
  if (names.length === 0) return '';
  const rest = names.length - mostNamed;
  return ` (${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''})`;
}

function filesOf({ manifest }: ShardFolder): Named {
  return new Map(manifest.files.map(({ path, sha256 }) => [path, sha256]));
}

async function picturesOf({ directory }: ShardFolder): Promise<Named> {
  const images = await readImagesFile(directory).catch(() => []);
  return new Map(images.map(({ source, sha256 }) => [source, sha256]));
}

function modelsOf({ started }: ShardFolder): Named {
  return new Map(started.models.map(({ model, parameters }) => [model, JSON.stringify(parameters)]));
}

function promptsText({ started: a }: ShardFolder, { started: b }: ShardFolder): string {
  if (a.prompts.length !== b.prompts.length) return ` (${a.prompts.length} and ${b.prompts.length} are asked)`;
  const hashes = ({ prompts }: typeof a): Named =>
    new Map(
      prompts.map(({ index, place = index, hash = '', variant }) => [
        `#${index}`,
        JSON.stringify([place, hash, variant]),
      ]),
    );
  return listed(hashes(a), hashes(b));
}

function modeText(mode: RunMode | null | undefined): string {
  return mode ?? 'throughput';
}
