// Questions that follow each other in one place: the next is there before the last one goes. A question that closes gives the keyboard back to
// what had it before, and a walkthrough that was clicked then takes it from the next question, which is gone before anybody has read it.

import * as vscode from 'vscode';

interface Choosing {
  placeHolder: string;
  title?: string;
  /** Words below an entry are searched too. */
  matchOnDetail?: boolean;
}

interface Writing {
  prompt: string;
  title?: string;
  /** What is written there at first. */
  value?: string;
  /** Shown as dots. */
  password?: boolean;
  /** What is wrong with a text, for people; absent when nothing is. */
  problemOf(text: string): string | undefined | Promise<string | undefined>;
}

/** Asks questions under one title. Once the user gives one up, those that follow are not asked. */
export async function inSteps<T>(title: string, ask: (steps: InputSteps) => Promise<T>): Promise<T> {
  const steps = new InputSteps(title);
  try {
    return await ask(steps);
  } finally {
    steps.close();
  }
}

export class InputSteps {
  private shown: vscode.QuickInput | undefined;
  private isGivenUp = false;

  constructor(private readonly title: string) {}

  /** The entry that the user takes; absent when it is none. */
  choose<T extends vscode.QuickPickItem>(
    items: readonly T[],
    { placeHolder, title, matchOnDetail = false }: Choosing,
  ): Promise<T | undefined> {
    const input = vscode.window.createQuickPick<T>();
    input.items = items;
    input.placeholder = placeHolder;
    input.matchOnDetail = matchOnDetail;
    return this.answerOf(input, title, (take) => {
      input.onDidAccept(() => {
        const [item] = input.selectedItems;
        if (item) take(item);
      });
    });
  }

  /** The text as written; absent when the user gives up. */
  write({ prompt, title, value = '', password = false, problemOf }: Writing): Promise<string | undefined> {
    const input = vscode.window.createInputBox();
    Object.assign(input, { prompt, value, password });
    let looked = 0;
    /** Says what is wrong with the text as it is; what an earlier look finds late doesn't count. */
    const look = async (): Promise<boolean> => {
      const text = input.value;
      const number = ++looked;
      const problem = await problemOf(text);
      if (number !== looked) return false;
      input.validationMessage = problem;
      return problem === undefined;
    };
    return this.answerOf(input, title, (take) => {
      input.onDidChangeValue(() => void look());
      input.onDidAccept(async () => {
        if (await look()) take(input.value);
      });
    });
  }

  /** Takes the last question away, as before a dialog of another kind. */
  close(): void {
    const { shown } = this;
    this.shown = undefined;
    shown?.dispose();
  }

  private answerOf<T>(
    input: vscode.QuickInput,
    title: string | undefined,
    listen: (take: (answer: T) => void) => void,
  ): Promise<T | undefined> {
    return new Promise((resolve) => {
      if (this.isGivenUp) {
        input.dispose();
        return resolve(undefined);
      }
      input.title = title ?? this.title;
      // What is asked for may have to be looked up in another window.
      input.ignoreFocusOut = true;
      listen((answer) => {
        // It stays until the next one is there, which may take a moment.
        input.busy = true;
        resolve(answer);
      });
      input.onDidHide(() => {
        if (this.shown === input) this.isGivenUp = true;
        resolve(undefined);
      });
      const before = this.shown;
      this.shown = input;
      input.show();
      before?.dispose();
    });
  }
}
