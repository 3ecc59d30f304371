// Finds the options of a choice in the prompt, as the model was shown them: rotated ones stand there in their own order. Pure text.

interface PromptOption {
  letter: string;
  text: string;
}

/** `A: a cat`, `(B) a dog`, `C. a bird`. */
const optionLine = /^\s*\(?([A-Z])\s*[:.)]\s*(\S.*?)\s*$/;

/** The last list of options in the prompt whose letters follow one another from A and include `letters`; null when there is none. */
export function optionsIn(prompt: string, letters: readonly string[]): PromptOption[] | null {
  let found: PromptOption[] | null = null;
  let list: PromptOption[] = [];
  const close = (): void => {
    const isWhole = list.length > 1 && letters.every((letter) => list.some((option) => option.letter === letter));
    if (isWhole) found = list;
    list = [];
  };
  for (const line of prompt.split(/\r\n|[\n\r]/)) {
    const [, letter, text] = optionLine.exec(line) ?? [];
    if (letter === undefined || text === undefined) {
      if (line.trim() !== '') close();
      continue;
    }
    if (letter !== String.fromCharCode(65 + list.length)) close();
    if (letter === String.fromCharCode(65 + list.length)) list.push({ letter, text });
  }
  close();
  return found;
}

/** The option that the words of a judgement name: `B: a cat`, or the letter alone; null when they name none. */
export function optionOf(text: string): PromptOption | null {
  const [, letter, rest] = /^([A-Z])(?::\s*(.*))?$/s.exec(text.trim()) ?? [];
  return letter === undefined ? null : { letter, text: rest ?? '' };
}
