// The only place that opens notifications, questions and progress: whatever is shown passes through `noticeText`.

import * as vscode from 'vscode';
import { noticeLines, noticeText } from './noticeText';

/** Resolves with the button that the user chose; absent for none. */
export function showInformation(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(noticeText(message), ...buttons);
}

/** As `showInformation`. */
export function showWarning(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(noticeText(message), ...buttons);
}

/** As `showInformation`. */
export function showError(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(noticeText(message), ...buttons);
}

/** Asks in a dialog; `detail` may have several lines. Absent when the user gives up. */
export function ask(
  kind: 'information' | 'warning',
  message: string,
  detail: string,
  ...buttons: string[]
): Thenable<string | undefined> {
  const options = { modal: true, detail: noticeLines(detail) };
  return kind === 'information'
    ? vscode.window.showInformationMessage(noticeText(message), options, ...buttons)
    : vscode.window.showWarningMessage(noticeText(message), options, ...buttons);
}

interface Progress {
  /** `increment`: percent of the whole. */
  report(step: { message?: string; increment?: number }): void;
}

/** Shows a notification while `work` goes on; with a cancel button when `work` has use for the token. */
export function withProgress<T>(
  { title, cancellable = false }: { title: string; cancellable?: boolean },
  work: (progress: Progress, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: noticeText(title), cancellable };
  return vscode.window.withProgress(options, (progress, token) =>
    work(
      { report: ({ message, ...step }) => progress.report({ ...step, message: message && noticeText(message) }) },
      token,
    ),
  );
}
