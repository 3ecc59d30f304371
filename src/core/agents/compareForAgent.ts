// `compare_runs`: what got worse and better between two runs, and what was not equal. The prompts that got worse come first, with what was
// expected and both answers.

import { basename } from 'node:path';
import { compareRuns, type ModelComparison, type PromptChange } from '../../shared/comparing/compareRuns';
import { differenceRows, figureNotes } from '../../shared/comparing/differenceRows';
import { regressions } from '../../shared/comparing/regressions';
import { messageOf } from '../../shared/text/messageOf';
import { endedTest, TestReader } from '../runFolder/readTest';
import type { AgentFront } from './agentFront';
import type { AgentInput } from './agentTools';
import { dataNote, nameText, partOf, rounded, shortText, type AgentAnswer } from './answerParts';
import { readAgentRun } from './readAgentRun';

/** Models that are told one by one, and facts that were not equal. */
const mostModels = 20;
const mostFacts = 10;

type Run = Awaited<ReturnType<typeof readAgentRun>>;

/** Throws a sentence where a run can't be read, or the two have no model or no prompt in common. */
export async function compareForAgent(input: AgentInput<'compare_runs'>, front: AgentFront): Promise<AgentAnswer> {
  const base = await readAgentRun(input.base, input.model, front);
  const other = await readAgentRun(input.other, input.model, front);
  if (base.runDirectory === other.runDirectory) throw new Error('base and other are the same run. Name two runs.');
  const [comparison] = compareRuns([comparedRun(base), comparedRun(other)]);
  if (!comparison || comparison.models.length === 0 || comparison.pairing.pairs.length === 0)
    throw new Error(
      `${nameOf(base)} and ${nameOf(other)} have no ${comparison?.models.length === 0 ? 'model' : 'prompt'} in common: compare runs of one benchmark.`,
    );
  const regressed = regressions(comparison, 'significant');
  const changes = comparison.models.flatMap((model) => [
    ...model.worsened.map((change) => ({ model, change, became: 'worse' })),
  ]);
  const better = comparison.models.flatMap((model) =>
    model.improved.map((change) => ({ model, change, became: 'better' })),
  );
  const { part, more } = partOf([...changes, ...better], input);
  return {
    note: dataNote,
    base: nameOf(base),
    other: nameOf(other),
    regression: regressed.length > 0,
    prompts_paired: comparison.pairing.pairs.length,
    worse: changes.length,
    better: better.length,
    models: comparison.models.slice(0, mostModels).map((model) => modelRow(model, regressed.includes(model))),
    ...(comparison.models.length > mostModels ? { models_left_out: comparison.models.length - mostModels } : {}),
    not_equal: comparison.notEqual.slice(0, mostFacts).map((fact) => ({
      what: fact.what,
      base: shortText(fact.base),
      other: shortText(fact.other),
    })),
    only_in_base: names(comparison.onlyInBase),
    only_in_other: names(comparison.onlyInOther),
    changes: await changeRows(part, base, other, front),
    more,
  };
}

function comparedRun(run: Run): { name: string; state: Run['state']; manifest: Run['manifest'] } {
  return { name: basename(run.runDirectory), state: run.state, manifest: run.manifest };
}

function nameOf({ runDirectory }: Run): string {
  return nameText(basename(runDirectory));
}

function names(models: readonly string[]): string[] | undefined {
  return models.length === 0 ? undefined : models.slice(0, mostModels).map(nameText);
}

function modelRow(model: ModelComparison, isRegression: boolean): AgentAnswer {
  const { accuracy, judged, worsened, improved, unjudged, pValue, figures } = model;
  return {
    model: nameText(model.other),
    judged,
    accuracy: [rounded(accuracy.base.share, 3), rounded(accuracy.other.share, 3)],
    worse: worsened.length,
    better: improved.length,
    no_verdict: unjudged.length,
    p_value: rounded(pValue, 3),
    regression: isRegression,
    figures: [
      ...differenceRows(figures).map(
        ({ name, base, other, difference, reading }) => `${name}: ${base} -> ${other}; ${difference}; ${reading}`,
      ),
      ...figureNotes(figures),
    ],
  };
}

interface Change {
  model: ModelComparison;
  change: PromptChange;
  became: string;
}

async function changeRows(
  changes: readonly Change[],
  base: Run,
  other: Run,
  front: AgentFront,
): Promise<AgentAnswer[]> {
  const readers = [base, other].map(({ runDirectory, state }) => new TestReader(runDirectory, state));
  try {
    const rows: AgentAnswer[] = [];
    for (const { model, change, became } of changes) {
      const [before, after] = await Promise.all([
        words(readers[0]!, base, model.base, change.base.indexes[0]),
        words(readers[1]!, other, model.other, change.other.indexes[0]),
      ]);
      const [index] = change.other.indexes;
      rows.push({
        became,
        model: nameText(model.other),
        test: index,
        label: shortText(change.label),
        verdicts: [change.base.verdict, change.other.verdict],
        expected: after.expected ?? before.expected,
        got: [before.got, after.got],
        link: index === undefined ? undefined : front.linkTo(other.runDirectory, { model: model.other, index }),
      });
    }
    return rows;
  } finally {
    for (const reader of readers) await reader.close();
  }
}

/** Of the first of its trials; in place of words that are lost, why. */
async function words(
  reader: TestReader,
  { state }: Run,
  model: string,
  index: number | undefined,
): Promise<{ expected?: string | undefined; got: string | null }> {
  if (index === undefined) return { got: null };
  try {
    const { expected, got, error } = await reader.readResult(endedTest(state, model, index));
    return { expected: shortText(expected), got: shortText(error?.message ?? got) ?? '' };
  } catch (error) {
    return { got: shortText(messageOf(error)) ?? null };
  }
}
