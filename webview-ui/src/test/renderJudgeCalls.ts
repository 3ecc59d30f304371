// The votes of judge models on an answer: what each came to, and what it was asked and said, folded up.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { RecordedJudgeCall } from '../../../src/shared/results/testResult';
import { judgeCallText } from '../../../src/shared/words/judgeCallText';
import { renderText } from './testTexts';

export function renderJudgeCalls(calls: readonly RecordedJudgeCall[]): TemplateResult {
  return html`<h3>Judge models</h3>
    <p class="muted">What they cost and took is in no figure of the model that is tested.</p>
    ${calls.map(renderCall)}`;
}

function renderCall(call: RecordedJudgeCall): TemplateResult {
  const { glyph, verdict, kind, reason, facts, question, answer } = judgeCallText(call);
  return html`<details class="vote">
    <summary>
      <b>Vote ${call.vote}</b> <span class="verdict ${kind}">${glyph} ${verdict}</span> ${call.judge}
      <span class="muted">${facts.join(' · ')}</span>
      ${reason === '' ? nothing : html`<span class="why">${reason}</span>`}
    </summary>
    <div class="texts">
      ${renderText('What the judge was asked', question, 'tall')} ${renderText('What it said', answer, 'tall')}
    </div>
  </details>`;
}
