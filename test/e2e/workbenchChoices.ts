// What a window of VS Code lets one choose: entries of menus, commands, answers to what commands ask, and the buttons that a row shows under the
// pointer. VS Code closes all of these by itself when something else takes the focus, and draws rows anew and uses them for other entries when it
// likes. So whatever is chosen here is chosen again until it is known to be taken.

import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** How long VS Code may take to know our menus and commands after its window is there, ms. */
export const readyTimeoutMs = 90_000;
/** How long VS Code may take to answer a choice that it offers, ms. Tried again too soon, the choice would be made twice on a busy machine. */
const takenTimeoutMs = 10_000;

export class WorkbenchChoices {
  constructor(readonly page: Page) {}

  /** Opens a menu and chooses from it. */
  async chooseFromMenu(open: () => Promise<void>, entry: string): Promise<void> {
    await this.untilReady(`the menu entry "${entry}"`, async (timeout) => {
      await open();
      const item = this.page.getByRole('menuitem', { name: entry });
      // A menu takes no click in its first moments, but it takes Enter on what the pointer is on.
      await item.hover({ timeout });
      // It may be gone by then, and something else gets the key.
      await item.evaluate(
        (element) => {
          Object.assign(window, { isEntryTaken: false });
          element.addEventListener('keydown', () => Object.assign(window, { isEntryTaken: true }));
        },
        undefined,
        { timeout },
      );
      await item.press('Enter', { timeout });
      assert.ok(
        await this.page.evaluate(() => (window as unknown as { isEntryTaken: boolean }).isEntryTaken),
        'the menu closed by itself',
      );
      await item.waitFor({ state: 'hidden', timeout: Math.max(timeout, takenTimeoutMs) });
    });
  }

  /** What a menu that has `entry` offers, closed again: the entries' texts, from above. */
  async readMenu(open: () => Promise<void>, entry: string): Promise<string[]> {
    let texts: string[] = [];
    await this.untilReady(`the menu entry "${entry}"`, async (timeout) => {
      await open();
      const entries = this.page.getByRole('menuitem');
      const known = entries.filter({ hasText: entry });
      // A menu takes no key in its first moments; a pointer on it tells that they are over.
      await known.hover({ timeout });
      texts = await entries.allInnerTexts();
      assert.ok(
        texts.some((text) => text.includes(entry)),
        'the menu closed by itself',
      );
      await this.page.keyboard.press('Escape');
      await known.waitFor({ state: 'hidden', timeout: Math.max(timeout, takenTimeoutMs) });
    });
    return texts;
  }

  /** Runs a command by its title as the command palette shows it, again until the extension has added it. */
  async runCommand(title: string): Promise<void> {
    await this.beginCommand(title);
    await this.picker().waitFor({ state: 'hidden' });
  }

  /** The same of a command that asks something: `pick` and `answer` come next. */
  async beginCommand(title: string): Promise<void> {
    await this.untilReady(`the command "${title}"`, async (timeout) => {
      await this.page.keyboard.press('F1');
      await this.input().fill(`>${title}`, { timeout });
      await this.found(title).waitFor({ timeout });
      await this.found(title).click({ timeout: Math.max(timeout, takenTimeoutMs) });
    });
  }

  /** Chooses what a command offers at a question: by its name, or what it offers first, by Enter. */
  async pick(question: string, option?: string | RegExp): Promise<void> {
    await this.picker().getByPlaceholder(question).waitFor();
    if (option !== undefined) return this.picker().getByRole('option', { name: option }).first().click();
    await this.picker().getByRole('option').and(this.page.locator('.focused')).waitFor();
    await this.input().press('Enter');
  }

  /** Types what a command asks for. */
  async answer(question: string, text: string): Promise<void> {
    await this.picker().getByText(question).waitFor();
    await this.input().fill(text);
    await this.input().press('Enter');
  }

  /** Clicks a button that `row` shows while the pointer is on it. */
  async clickOnRow(row: Locator, button: string | RegExp): Promise<void> {
    await this.untilReady(`${String(button)} on a row`, async (timeout) => {
      await row.hover({ timeout });
      await row.getByRole('button', { name: button }).click({ timeout });
    });
  }

  /** What asks in the middle of the window's upper edge: the command palette and what commands ask with. */
  protected picker(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private input(): Locator {
    return this.picker().locator('input').first();
  }

  /** What was typed, marked in what it was found in. Before it was looked for, a row becomes that of something else under the pointer. */
  protected found(option: string): Locator {
    return this.picker()
      .getByRole('option', { name: option })
      .filter({ has: this.page.locator('.highlight') })
      .first();
  }

  /** The window is there before the extensions are: tries with growing patience until `action` succeeds. */
  protected async untilReady(what: string, action: (timeoutMs: number) => Promise<void>): Promise<void> {
    const deadline = performance.now() + readyTimeoutMs;
    for (let timeoutMs = 1_000; ; timeoutMs = Math.min(timeoutMs * 1.5, 8_000)) {
      try {
        return await action(timeoutMs);
      } catch (error) {
        if (performance.now() > deadline)
          throw new Error(`VS Code did not offer ${what} within ${readyTimeoutMs / 1000} s`, { cause: error });
        await this.page.keyboard.press('Escape');
      }
    }
  }
}
