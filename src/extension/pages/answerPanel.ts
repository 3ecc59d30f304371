// Answers what the page of a run panel asks for. Every request gets a reply, ok or not.

import type * as vscode from 'vscode';
import type { PanelRequest, ReplyResult } from '../../shared/protocols/runPanelProtocol';
import { assertNever } from '../../shared/text/assertNever';
import { messageOf } from '../../shared/text/messageOf';
import type { RunSession } from '../running/runSession';

/** What the page asked for, or why there is none. */
export async function answerPanel(
  request: PanelRequest,
  session: RunSession | undefined,
  log: vscode.LogOutputChannel,
): Promise<ReplyResult> {
  if (!session) return { ok: false, message: 'There is no run in this panel any more.' };
  try {
    switch (request.type) {
      case 'testDetail':
        return { ok: true, type: 'testDetail', detail: await session.testDetail(request.model, request.index) };
      case 'shortAnswers':
        return { ok: true, type: 'shortAnswers', answers: await session.shortAnswers(request.tests) };
      case 'benchmarkText':
        return { ok: true, type: 'benchmarkText', text: await session.benchmarkText() };
      default:
        return assertNever(request);
    }
  } catch (error) {
    log.warn(`${request.type}: ${messageOf(error)}`);
    return { ok: false, message: messageOf(error) };
  }
}
