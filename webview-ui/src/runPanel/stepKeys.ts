// The keys that step through what stands out while the matrix or the list of prompts is shown. `n` and `p`: next and previous wrong. `e` and `E`: next
// and previous error. `/`: find. Not while somebody types.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Stepped {
  /** Whether there is anything that the keys are of. */
  isOn(): boolean;
  /** False where there is none to go to. */
  step(kind: 'wrong' | 'error', step: 1 | -1): boolean;
  /** False where there is no field to look for something in. */
  find(): boolean;
}

export class StepKeys implements ReactiveController {
  constructor(
    host: ReactiveControllerHost,
    private readonly stepped: Stepped,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.pressed);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.pressed);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (!this.stepped.isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (this.act(event.key)) event.preventDefault();
  };

  private act(key: string): boolean {
    switch (key) {
      case 'n':
        return this.stepped.step('wrong', 1);
      case 'p':
        return this.stepped.step('wrong', -1);
      case 'e':
        return this.stepped.step('error', 1);
      case 'E':
        return this.stepped.step('error', -1);
      case '/':
        return this.stepped.find();
      default:
        return false;
    }
  }
}

/** In a field, or in a dialog, whose keys are its own. */
function isTyping(event: KeyboardEvent): boolean {
  return event
    .composedPath()
    .some(
      (one) =>
        one instanceof HTMLElement &&
        one.matches('input, textarea, select, vscode-dropdown, vscode-text-field, dialog'),
    );
}
