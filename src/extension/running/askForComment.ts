// The question for a run's comment, for those whose setting says that they want it.

import * as vscode from 'vscode';
import { commentProblem } from '../../shared/runs/runComment';
import { noticeText } from '../host/noticeText';

/** What the run of `title` is kept with; empty for nothing, absent when the user gave up. `offered` stands there to be changed. */
export function askForComment(title: string, offered: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: noticeText(`Run ${title}`),
    prompt: 'A line to know this run by. Enter runs, with a comment or without; Escape does not.',
    value: offered,
    ignoreFocusOut: true,
    validateInput: (value) => commentProblem(value.trim()),
  });
}
