// Checks the model strings of a benchmark: known model APIs, names that aren't empty, each model once.

import { parseModel, type ModelId } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';
import { foreignModel } from './foreignModel';
import { knownAs, type KnownProvider } from './knownProvider';
import type { ProblemList } from './problemList';

/**
 * The models of a benchmark, each once, in order. With no known providers at all, providers are not checked:
 * that is how the benchmark of an old run is read.
 */
export function checkModels(
  models: unknown,
  knownProviders: readonly KnownProvider[],
  problems: ProblemList,
): { text: string; id: ModelId }[] {
  const unique = new Map<string, { text: string; id: ModelId; position: number }>();
  if (!Array.isArray(models)) return [];
  for (const [position, text] of (models as unknown[]).entries()) {
    if (typeof text !== 'string' || text.trim() === '') continue;
    const path = ['models', position];
    const id = parseModel(text);
    if (id.name === '') {
      problems.error(
        path,
        `\`${text}\` has no model name after the \`~\`: expected \`${id.provider || 'openai'}~name\`.`,
      );
      continue;
    }
    const earlier = unique.get(id.model);
    if (earlier) {
      problems.warning(path, `\`${text}\` is already in the list, as models[${earlier.position}]; it runs once.`);
      continue;
    }
    unique.set(id.model, { text, id, position });
    checkProvider(text, id, path, knownProviders, problems);
  }
  return [...unique.values()].map(({ text, id }) => ({ text, id }));
}

function checkProvider(
  text: string,
  id: ModelId,
  path: (string | number)[],
  known: readonly KnownProvider[],
  problems: ProblemList,
): void {
  if (known.length === 0) return;
  if (!known.some((provider) => provider.id === id.provider)) {
    const meant = nearestProvider(id.provider, known);
    const suggestion = meant
      ? `did you mean \`${meant}~${id.name}\`?`
      : 'a model without `provider~` is an Ollama model.';
    problems.error(
      path,
      `There is no model API \`${id.provider}\`; ${suggestion} Expected one of ${known.map((one) => one.id).join(', ')}.`,
    );
    return;
  }
  const names = known.find((provider) => provider.id === id.provider)?.names;
  if (names && !names.includes(id.name)) {
    const meant = nearestName(id.name, names);
    const suggestion = meant ? `; did you mean \`${id.provider}~${meant}\`?` : '.';
    problems.error(
      path,
      `There is no model \`${id.provider}~${id.name}\`${suggestion} Expected one of ${names.map((name) => `${id.provider}~${name}`).join(', ')}.`,
    );
    return;
  }
  if (text.includes('~')) return;
  const meant = foreignModel(text, known);
  if (meant) {
    problems.warning(
      path,
      `\`${text}\` is taken as the name of an Ollama model. For ${meant.label} write \`${meant.model}\`.`,
    );
  }
}

function nearestProvider(word: string, known: readonly KnownProvider[]): string | undefined {
  const same = knownAs(word, known);
  if (same) return same.id;
  const byId = nearestName(
    word,
    known.map((one) => one.id),
  );
  if (byId) return byId;
  const label = nearestName(
    word,
    known.map((one) => one.label),
  );
  return known.find((one) => one.label === label)?.id;
}
