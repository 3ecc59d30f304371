// A comparison in the small form in which it goes to the compare page: prompts once, and a letter per prompt, model and side. Pure.

import type { ShownDifference, ShownModelDifference, ShownPrompt, TrialCounts } from './compareProtocol';
import type { ModelComparison, RunComparison } from '../comparing/compareRuns';
import type { PromptGroup } from '../comparing/promptGroups';
import type { Verdict } from '../run/verdict';

const verdictLetters: { readonly [verdict in Verdict]: string } = {
  correct: '#',
  incorrect: 'x',
  error: '!',
  not_run: '.',
};

/** What became of a prompt: `unjudged` when at least one side has no verdict of right or wrong. */
export type PromptFate = 'worse' | 'better' | 'sameRight' | 'sameWrong' | 'unjudged';

export function shownDifference({
  pairing,
  notEqual,
  notIso,
  judging,
  models,
  onlyInBase,
  onlyInOther,
}: RunComparison): ShownDifference {
  return {
    pairedBy: pairing.by,
    prompts: pairing.pairs.map(({ label, base, other }) => ({
      label,
      numbers: [base.number, other.number],
      base: base.indexes,
      other: other.indexes,
    })),
    onlyInBase: pairing.onlyInBase.map((group) => onlyPrompt(group, 'base')),
    onlyInOther: pairing.onlyInOther.map((group) => onlyPrompt(group, 'other')),
    notEqual,
    notIso,
    judging,
    models: models.map((model) =>
      shownModel(
        model,
        pairing.pairs.map(({ base }) => base.indexes[0]!),
      ),
    ),
    modelsOnlyInBase: onlyInBase,
    modelsOnlyInOther: onlyInOther,
  };
}

/** What the two letters of a prompt come to. */
export function fateOf(base: string, other: string): PromptFate {
  const isJudged = (letter: string): boolean => letter === '#' || letter === 'x';
  if (!isJudged(base) || !isJudged(other)) return 'unjudged';
  if (base === other) return base === '#' ? 'sameRight' : 'sameWrong';
  return base === '#' ? 'worse' : 'better';
}

/** Which prompts (positions from 0) have a fate, in their order. */
export function positionsOf(
  { verdicts }: Pick<ShownModelDifference, 'verdicts'>,
  fates: readonly PromptFate[],
): number[] {
  return [...verdicts.base].flatMap((letter, position) =>
    fates.includes(fateOf(letter, verdicts.other[position]!)) ? [position] : [],
  );
}

type Side = 'base' | 'other';

function onlyPrompt({ label, number, indexes }: PromptGroup, side: Side): ShownPrompt {
  return { label, numbers: [number], base: side === 'base' ? indexes : [], other: side === 'other' ? indexes : [] };
}

/** `order`: the first index that each prompt has in the base run. */
function shownModel(model: ModelComparison, order: readonly number[]): ShownModelDifference {
  const { improved, worsened, same, unjudged, base, other, judged, accuracy, pValue, figures, checks } = model;
  const byIndex = new Map(
    [...improved, ...worsened, ...same, ...unjudged].map((change) => [change.base.indexes[0], change]),
  );
  // An imported report may lack a model's row for a prompt.
  const changes = order.map((index) => byIndex.get(index));
  const hasTrials = changes.some(
    (change) => change && (change.base.indexes.length > 1 || change.other.indexes.length > 1),
  );
  const letters = (side: Side): string =>
    changes.map((change) => verdictLetters[change?.[side].verdict ?? 'not_run']).join('');
  const counts = (side: Side): TrialCounts[] =>
    changes.map((change) => [change?.[side].correct ?? 0, change?.[side].judged ?? 0]);
  return {
    base,
    other,
    judged,
    improved: improved.length,
    worsened: worsened.length,
    same: same.length,
    unjudged: unjudged.length,
    pValue,
    accuracy,
    figures,
    checks,
    verdicts: { base: letters('base'), other: letters('other') },
    trials: hasTrials ? { base: counts('base'), other: counts('other') } : null,
  };
}
