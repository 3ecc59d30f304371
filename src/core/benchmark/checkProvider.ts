// Checks that the model API of a model exists, and the model where an API has a fixed list of them.

import type { ModelId } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';
import { foreignModel } from './foreignModel';
import { knownAs, type KnownProvider } from './knownProvider';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';

/** `text` is the model as written. */
export function checkProvider(
  text: string,
  id: ModelId,
  path: ProblemPath,
  known: readonly KnownProvider[],
  problems: ProblemList,
): void {
  if (known.length === 0) return;
  const provider = known.find((one) => one.id === id.provider);
  if (!provider) {
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
  const { names } = provider;
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
