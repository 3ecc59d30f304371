// Expected and got side by side, in the form in which a test type's difference is seen best: a text character by character, classes as
// labelled chips, anything else as two blocks. Shapes say the same as colors.

import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { shownText } from '../kit/shownText';
import { characterDiff } from '../../../src/shared/text/characterDiff';
import type { TestClasses } from '../../../src/shared/run/testMeasurement';
import { facetsOf } from '../../../src/shared/testTypes/testTypeFacets';
import type { RecordedCheck } from '../../../src/shared/results/testResult';
import { renderChecks } from './renderChecks';
import { renderText } from './testTexts';

interface ComparedAnswers {
  testType: string;
  expected: string;
  got: string;
  classes?: TestClasses | undefined;
  checks?: readonly RecordedCheck[] | undefined;
}

export function renderCompared({ testType, expected, got, classes, checks }: ComparedAnswers): TemplateResult {
  if (checks) return renderChecks(checks);
  if (classes) return html`${renderClasses(classes)}${twoBlocks(testType, expected, got)}`;
  if (facetsOf(testType).shownAs === 'text' && expected !== '' && got !== '') return html`${renderDiff(expected, got)}`;
  return twoBlocks(testType, expected, got);
}

function twoBlocks(testType: string, expected: string, got: string): TemplateResult {
  return html`<div class="texts">
    ${renderText('Expected', expected, 'short')} ${renderText(gotTitle(testType), got, 'short')}
  </div>`;
}

/** Text test types print a result; the others read an answer. */
export function gotTitle(testType: string): string {
  return facetsOf(testType).runsPython ? 'Got (execution result)' : 'Got';
}

type ClassState = 'met' | 'missed' | 'extra';

/** Every class that was right or was given, once: the right ones first. */
export function classStates({ truth, found }: TestClasses): { name: string; state: ClassState }[] {
  return [...new Set(truth)]
    .map((name): { name: string; state: ClassState } => ({ name, state: found.includes(name) ? 'met' : 'missed' }))
    .concat([...new Set(found)].filter((name) => !truth.includes(name)).map((name) => ({ name, state: 'extra' })));
}

const classWords: { [state in ClassState]: { glyph: string; words: string } } = {
  met: { glyph: '✓', words: 'right, and given' },
  missed: { glyph: '–', words: 'right, but not given' },
  extra: { glyph: '✗', words: 'given, but not right' },
};

function renderClasses(classes: TestClasses): TemplateResult {
  return html`<ul class="classes" aria-label="Expected and got">
    ${classStates(classes).map(
      ({ name, state }) =>
        html`<li class="chip ${state}">
          <span aria-hidden="true">${classWords[state].glyph}</span> <b>${name}</b>
          <span class="muted">${classWords[state].words}</span>
        </li>`,
    )}
  </ul>`;
}

function renderDiff(truth: string, found: string): TemplateResult {
  const parts = characterDiff(truth, found);
  const isSame = parts.every((part) => part.kind === 'same');
  return html`<section class="text diff">
    <h3>Expected and got ${isSame ? html`<span class="muted">no difference</span>` : nothing}</h3>
    <pre tabindex="0" aria-label="Expected and got, character by character">
${parts.map(({ kind, text }) =>
        kind === 'same'
          ? shownText(text)
          : kind === 'missing'
            ? html`<del title="missing in the answer">${shownText(visible(text))}</del>`
            : html`<ins title="only in the answer">${shownText(visible(text))}</ins>`,
      )}</pre>
    ${isSame ? nothing : html`<p class="muted key"><del>struck</del> is missing in the answer, <ins>boxed</ins> is only in the answer</p>`}
  </section>`;
}

/** A line break or a blank that is missing or too many must be seen. */
export function visible(text: string): string {
  return text.replaceAll('\n', '⏎\n').replaceAll('\t', '⇥').replaceAll(' ', '·');
}

export const comparedStyles = css`
  .diff {
    margin-bottom: 12px;
  }
  .diff h3 {
    margin: 0 0 4px;
    font-size: 12px;
    font-weight: 600;
  }
  .diff h3 .muted {
    font-weight: 400;
  }
  .diff pre {
    max-height: 40vh;
    line-height: 1.7;
  }
  del,
  ins {
    padding: 0 1px;
    border-radius: 2px;
  }
  del {
    color: var(--isb-incorrect);
    text-decoration: line-through underline;
    text-decoration-thickness: 1.5px;
  }
  ins {
    color: var(--isb-foreground);
    text-decoration: none;
    background: color-mix(in srgb, var(--isb-running) 22%, transparent);
    outline: 1.5px solid var(--isb-running);
  }
  .key {
    margin-top: 4px;
    font-size: 12px;
  }
  .classes {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0 0 12px;
    padding: 0;
    list-style: none;
  }
  .chip {
    padding: 2px 10px;
    border: 1.5px solid currentColor;
    border-radius: 12px;
  }
  .chip b {
    color: var(--isb-foreground);
  }
  .chip.met {
    color: var(--isb-correct);
  }
  .chip.missed {
    color: var(--isb-error);
    border-style: dashed;
  }
  .chip.extra {
    color: var(--isb-incorrect);
    border-style: double;
    border-width: 3px;
  }
`;
