// What was made of an answer: the part that was judged, the Python that ran and what it printed, and every judgement with its provenance.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { shownText } from '../kit/shownText';
import { formatDateTime, formatDuration } from '../../../src/shared/text/format';
import type { Verdict } from '../../../src/shared/run/verdict';
import type { RecordedEvaluation, Rescore } from '../../../src/shared/results/testResult';
import { unjudgedText, verdictGlyphs } from '../../../src/shared/words/testText';
import { renderJudgeCalls } from './renderJudgeCalls';
import { renderText } from './testTexts';

/** `verdict` is that of the test, which may be known without how it was found. */
export function renderEvaluation(
  evaluation: RecordedEvaluation | null,
  verdict: Verdict,
  rescores: readonly Rescore[],
): TemplateResult {
  return html`<section class="part">
    <h2>Judging ${evaluation ? html`<span class="muted">${evaluation.testType}</span>` : nothing}</h2>
    ${evaluation ? renderJudging(evaluation) : html`<p class="muted">${unjudgedText(verdict)}</p>`}
    ${rescores.length === 0 ? nothing : renderRescores(rescores)}
  </section>`;
}

function renderJudging({ answer, expected, got, python, judgeCalls }: RecordedEvaluation): TemplateResult {
  return html`<div class="texts">
      ${renderText('Extracted from the answer', answer, 'short')}
      ${python ? renderText(`Python ran it: ${python.outcome}, ${formatDuration(python.durationMs)}; it printed`, python.stdout, 'short') : nothing}
      ${python && python.code !== answer ? renderText('Code that ran', python.code, 'short') : nothing}
    </div>
    <div class="texts compared">${renderText('Expected', expected, 'short')} ${renderText('Got', got, 'short')}</div>
    ${judgeCalls ? renderJudgeCalls(judgeCalls) : nothing}`;
}

function renderRescores(rescores: readonly Rescore[]): TemplateResult {
  return html`<h3>Judged more than once</h3>
    <div class="scrolls wide">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">when</th>
            <th scope="col">verdict</th>
            <th scope="col">expected</th>
            <th scope="col">got</th>
            <th scope="col">why</th>
            <th scope="col">judged by</th>
          </tr>
        </thead>
        <tbody>
          ${rescores.map(
            (one, place) =>
              html`<tr>
                <td class="figure">
                  ${one.at === null ? 'not recorded' : formatDateTime(one.at)}${place === 0 ? ' (the run)' : ''}${place === rescores.length - 1 ? ' (in force)' : ''}
                </td>
                <td class="figure ${one.verdict}">${verdictGlyphs[one.verdict]} ${one.verdict}</td>
                <td class="mono">${one.expected}</td>
                <td class="mono">${shownText(one.got)}</td>
                <td>${one.error?.message ?? one.reason ?? ''}</td>
                <td class="muted">
                  ${
                    Object.entries(one.versions)
                      .map(([name, version]) => `${name} ${version}`)
                      .join(', ') || "the run's own versions"
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
