// Checks the judge models that rubrics name: that their API exists, and that they don't judge their own kind.

import { parseModel, type ModelId } from '../../shared/run/model';
import { modelFamily } from '../../shared/run/modelFamily';
import type { Needs } from '../checks/check';
import { checkProvider } from './checkProvider';
import type { KnownProvider } from './knownProvider';
import type { ProblemList } from './problemList';

/** By the prompts' positions; what there is to say of a judge is said once. */
export function checkJudges(
  needs: readonly (Needs | undefined)[],
  models: readonly ModelId[],
  known: readonly KnownProvider[],
  problems: ProblemList,
): void {
  const seen = new Set<string>();
  needs.forEach((needing, position) => {
    for (const { judge } of needing?.rubrics ?? []) {
      if (seen.has(judge)) continue;
      seen.add(judge);
      const path = ['prompts', position, 'expect'];
      const id = parseModel(judge);
      checkProvider(judge, id, path, known, problems);
      const family = modelFamily(id);
      const kin = family === null ? [] : models.filter((model) => modelFamily(model) === family);
      if (kin.length === 0) continue;
      const names = kin.map(({ model }) => model).join(', ');
      problems.warning(
        path,
        `The judge ${id.model} is of the same family as ${names}. Judges are milder with answers of their own kind: take a judge of another family, or label examples of these models and look at how far it agrees.`,
      );
    }
  });
}
