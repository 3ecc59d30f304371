// The figures by tag as a table. What a run has more of stands in rows, so that the table grows down and not out of sight at its right:
// models, of as many models as tags, as in all other tables.

import type { ModelInfo } from '../run/model';
import type { RunState } from '../run/runState';
import type { ModelStats } from './runStats';
import { tagStats } from './tagStats';

export interface TagHead {
  tag: string;
  /** How many tests a model has with this tag. */
  tests: number;
}

interface Lines<Row, Column> {
  columns: Column[];
  /** A cell for each column. */
  rows: { head: Row; cells: ModelStats[] }[];
}

export type TagTable =
  ({ down: 'models' } & Lines<ModelInfo, TagHead>) | ({ down: 'tags' } & Lines<TagHead, ModelInfo>);

/** Null for a run without tags. */
export function tagTable(run: Pick<RunState, 'prompts' | 'models'>): TagTable | null {
  const stats = tagStats(run);
  if (stats.length === 0) return null;
  const tags = stats.map(({ tag, tests }): TagHead => ({ tag, tests }));
  if (run.models.length < tags.length) {
    const rows = stats.map(({ models }, at) => ({ head: tags[at]!, cells: models.map((one) => one.stats) }));
    return { down: 'tags', columns: run.models, rows };
  }
  const rows = run.models.map((head, at) => ({ head, cells: stats.map(({ models }) => models[at]!.stats) }));
  return { down: 'models', columns: tags, rows };
}
