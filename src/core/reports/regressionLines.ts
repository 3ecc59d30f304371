// What became of each model since an earlier run, as lines of Markdown.

import { changeText } from '../../shared/comparing/changeText';
import type { ModelComparison, RunComparison } from '../../shared/comparing/compareRuns';
import { accuracyText, pText } from '../../shared/comparing/differenceRows';
import { lost, regressions, ruleWords, type HeldAgainst } from '../../shared/comparing/regressions';
import { counted } from '../../shared/text/counted';
import { code, shortened, table } from '../../shared/words/markdownText';
import { unpairedTexts } from './unpairedTexts';

/** Prompts of a model, and things that were not equal, that are named one by one. */
const mostNamed = 10;

export function regressionLines({ comparison, rule }: HeldAgainst): string[] {
  const { base, models } = comparison;
  const worse = regressions(comparison, rule);
  const reading = (model: ModelComparison): string => {
    if (worse.includes(model)) return `**yes** (${pText(model.pValue)})`;
    return model.judged === 0 ? 'nobody can say: no prompt was judged on both sides' : `no (${pText(model.pValue)})`;
  };
  return [
    `### Against ${code(base)}`,
    '',
    table(
      ['model', 'before', 'now', 'better', 'worse', 'a regression?'],
      models.map((model) => [
        code(model.other),
        accuracyText(model.accuracy.base),
        accuracyText(model.accuracy.other),
        String(model.improved.length),
        String(lost(model).length),
        reading(model),
      ]),
    ),
    '',
    `A regression: ${ruleWords[rule].replace('<', '&lt;')}.`,
    ...models.flatMap(lostLines),
    ...listLines('Not held against each other:', unpairedTexts(comparison, quoted)),
    ...listLines('Not equal, so that a difference may come from here:', notEqualTexts(comparison)),
  ];
}

function lostLines(model: ModelComparison): string[] {
  const changes = lost(model);
  if (changes.length === 0) return [];
  const named = changes.slice(0, mostNamed).map((change) => quoted(changeText(change)));
  const more = changes.length > mostNamed ? [`and ${counted(changes.length - mostNamed, 'more')}`] : [];
  return ['', `Not correct any more with ${code(model.other)}: ${[...named, ...more].join(', ')}.`];
}

function notEqualTexts({ notEqual }: RunComparison): string[] {
  const more = notEqual.length > mostNamed ? [`and ${counted(notEqual.length - mostNamed, 'more')}`] : [];
  return [
    ...notEqual
      .slice(0, mostNamed)
      .map(({ what, base, other }) => `${quoted(what)}: ${quoted(base)} -> ${quoted(other)}`),
    ...more,
  ];
}

function quoted(text: string): string {
  return code(shortened(text));
}

function listLines(head: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', head, '', ...items.map((item) => `- ${item}`)];
}
