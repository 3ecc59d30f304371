// Checks that the model API of a model exists, and the model where an API has a fixed list of them.

import type { ModelId } from '../../shared/run/model';
import { nearestName } from '../../shared/text/nearestName';
import { foreignModel, vendorModel } from './foreignModel';
import { knownAs, type KnownProvider } from './knownProvider';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';
import { replaceValue } from './repairs';
import type { Repair } from './repair';

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
      problems.spanOf(path),
      {
        unknownApi: id.provider,
        ...(meant ? replaceModel(path, text.replace(/^[^~]*/, meant), problems) : {}),
      },
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
      problems.spanOf(path),
      meant ? replaceModel(path, `${id.provider}~${meant}`, problems) : undefined,
    );
    return;
  }
  if (text.includes('~')) return;
  const meant = foreignModel(text, known) ?? vendorModel(text, known);
  if (meant) {
    problems.warning(
      path,
      `\`${text}\` is taken as the name of an Ollama model. For ${meant.label} write \`${meant.model}\`.`,
      problems.spanOf(path),
      replaceModel(path, meant.model, problems),
    );
  }
}

/** `path` is that of the entry, a text or a map with `model`. */
function replaceModel(path: ProblemPath, model: string, problems: ProblemList): Repair {
  const isMap = problems.sourceAt(path)?.kind === 'map';
  return replaceValue(isMap ? [...path, 'model'] : path, model, problems) ?? {};
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
