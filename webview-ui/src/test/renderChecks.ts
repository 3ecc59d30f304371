// The checks of a test, each with its own verdict, what it expected, what it looked at and why it does not hold.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { shownText } from '../kit/shownText';
import type { RecordedCheck } from '../../../src/shared/results/testResult';
import { checkText } from '../../../src/shared/words/checkText';
import { verdictGlyphs } from '../../../src/shared/words/testText';

export function renderChecks(checks: readonly RecordedCheck[]): TemplateResult {
  return html`<section class="part checks">
    <h3>Checks</h3>
    <div class="scrolls wide">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">verdict</th>
            <th scope="col">check</th>
            <th scope="col">looked at</th>
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          ${checks.map(renderCheck)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function renderCheck(check: RecordedCheck): TemplateResult {
  const { verdict, expected, score, reason } = checkText(check);
  return html`<tr>
    <td class="figure ${check.verdict}">${verdictGlyphs[check.verdict]} ${verdict}</td>
    <td>${expected}${score === '' ? nothing : html` <span class="muted">${score}</span>`}</td>
    <td class="mono">${shownText(check.got)}</td>
    <td>${reason}</td>
  </tr>`;
}
