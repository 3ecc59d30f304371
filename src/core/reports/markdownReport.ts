// A run as Markdown, for a pull request or a chat: what came of it, a table of the models, and what failed. All that models and files say
// stands in code spans: it is no markup there, links nowhere, and mentions nobody.

import type { HeldAgainst } from '../../shared/comparing/regressions';
import { regressionLines } from './regressionLines';
import { modelDetails } from '../../shared/figures/modelDetails';
import { checkedRequirements } from '../../shared/figures/checkedRequirements';
import { modelStats } from '../../shared/figures/runStats';
import { accuracyText } from '../../shared/comparing/differenceRows';
import { formatDuration } from '../../shared/text/format';
import { counted } from '../../shared/text/counted';
import { noWholeTimesText } from '../../shared/words/machineWords';
import { code, shortened, table } from '../../shared/words/markdownText';
import { kindOfTest, kindWord } from '../../shared/words/testKinds';
import { requirementResult } from '../../shared/words/requirementText';
import { testName } from '../../shared/words/testName';
import { costText, runSummary } from '../../shared/words/testText';
import { asLink, reportLinks, type ReportLinks } from './reportLinks';
import { testsOf, type ReportedRun } from './reportedRun';

/** Tests that are named one by one. */
const mostFailures = 20;

export async function* markdownReport(run: ReportedRun, held: HeldAgainst | null = null): AsyncGenerator<string> {
  const { state, name, link } = run;
  const links = reportLinks(run);
  const stats = state.models.map(({ tests }) => modelStats(tests));
  yield `## ${code(shortened(state.benchmarkName)) || 'Benchmark'}\n\n${runSummary(state, stats)}\n\n`;
  yield `${table(
    ['model', 'accuracy (95%)', 'correct', 'incorrect', 'errors', 'total p50', 'cost'],
    state.models.map((model, position) => {
      const { accuracy, correct, incorrect, error } = stats[position]!;
      const { accuracyInterval, times } = modelDetails(model.tests, state.prompts);
      return [
        linked(code(model.model), links.tests(model.model)),
        accuracyText({ share: accuracy, interval: accuracyInterval }),
        String(correct),
        String(incorrect),
        String(error),
        formatDuration(times.total.p50),
        costText(model, stats[position]!),
      ];
    }),
  )}\n\n`;
  const untimed = noWholeTimesText(state, 'Its page has', code);
  if (untimed !== null) yield `${untimed}\n\n`;
  yield unmetText(state);
  if (held !== null) yield `${regressionLines(held).join('\n')}\n\n`;
  yield* failures(run, links);
  const place = link === undefined ? '' : ` of ${linked('this workflow run', asLink(link))}`;
  const page = linked(code('index.html'), links.page);
  const editor = links.vsCode === null ? '' : ` ${linked('Open the run in VS Code', links.vsCode)}.`;
  yield `Everything of it is in the run folder ${code(name)}${place}; its ${page} shows each test.${editor}\n`;
}

function unmetText(state: ReportedRun['state']): string {
  const unmet = checkedRequirements(state).filter(({ isMet }) => !isMet);
  if (unmet.length === 0) return '';
  const items = unmet.map((one) => `- ${code(one.model)}: ${requirementResult(one)}\n`);
  return `### Required and not met\n\n${items.join('')}\n`;
}

async function* failures(run: ReportedRun, links: ReportLinks): AsyncGenerator<string> {
  const { state } = run;
  const isFailed = ({ verdict }: { verdict: string }): boolean => verdict === 'incorrect' || verdict === 'error';
  const count = state.models.reduce((sum, { tests }) => sum + tests.filter(isFailed).length, 0);
  if (count === 0) return;
  yield `### ${counted(count, 'test')} not correct\n\n`;
  let named = 0;
  const rows: string[][] = [];
  for await (const { model, test, result } of testsOf(run, isFailed)) {
    if (named++ === mostFailures) break;
    const kind = test.verdict === 'error' ? kindOfTest(test, state) : null;
    const got = kind === null ? (result?.got ?? '') : `${kindWord(kind)}: ${test.error?.message ?? ''}`;
    const name = code(`${testName(state, test.index)} ${state.prompts[test.index - 1]?.label ?? ''}`.trim());
    const { page, vsCode } = links.test({ model: model.model, index: test.index });
    rows.push([
      linked(name, page) + (vsCode === null ? '' : ` ${linked('VS Code', vsCode)}`),
      code(model.model),
      code(shortened(result?.expected ?? '')),
      code(shortened(got)),
    ]);
  }
  yield `${table(['test', 'model', 'expected', 'got'], rows)}\n\n`;
  if (count > mostFailures) yield `... and ${counted(count - mostFailures, 'more')}.\n\n`;
}

/** The text as it is where there is nothing to link to. Both are Markdown already. */
function linked(text: string, address: string | null): string {
  return address === null ? text : `[${text}](${address})`;
}
