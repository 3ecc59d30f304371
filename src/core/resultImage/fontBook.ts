// The fonts that result images are drawn with: which file has a character, and reading that file when it is first needed.
// Only the fonts in dist/fonts are ever used, so that the same test gives the same picture on every machine, with or without fonts of its own.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `bold` is the sans face, heavier. Scripts but Latin, Greek and Cyrillic have one weight, which the drawing library makes bolder. */
export type FontStyle = 'sans' | 'bold' | 'mono';

/** The language that decides how Han characters look: each writes some of them its own way. */
export type HanLanguage = 'chinese' | 'japanese';

/** `others`: scripts of which each has a font of its own, with no character of any other stack. */
type Stack = FontStyle | 'others' | 'chinese' | 'japanese' | 'korean';

interface Face {
  file: string;
  stack: Stack;
  /** Hexadecimal ranges, `20-7e,a9`. */
  codePoints: string;
}

/** Takes a font's bytes under a family name; false when they are no font. */
type RegisterFont = (bytes: Buffer, family: string) => boolean;

const fallbacks: { [style in FontStyle]: Stack[] } = { sans: ['sans'], bold: ['bold', 'sans'], mono: ['mono', 'sans'] };
const hanStacks: { [language in HanLanguage]: Stack[] } = {
  chinese: ['chinese', 'japanese', 'korean'],
  japanese: ['japanese', 'chinese', 'korean'],
};
const codePointLimit = 0x110000;

export class FontBook {
  private readonly faces: Face[];
  /** One table a stack: for each code point one more than the number of the face that has it, 0 for none. */
  private readonly tables = new Map<Stack, Uint8Array>();
  private readonly families = new Map<number, string | null>();

  /** `fontsDirectory` is dist/fonts. Throws when its index can't be read. */
  constructor(
    private readonly fontsDirectory: string,
    private readonly register: RegisterFont,
  ) {
    const index = JSON.parse(readFileSync(join(fontsDirectory, 'fonts.json'), 'utf8')) as { faces: Face[] };
    this.faces = index.faces;
  }

  /** The family that draws all of `characters` (one user-perceived character); null when no font here has them. */
  family(characters: string, style: FontStyle, language: HanLanguage): string | null {
    const first = characters.codePointAt(0);
    if (first === undefined) return null;
    for (const stack of [...fallbacks[style], 'others' as const, ...hanStacks[language]]) {
      const face = this.table(stack)[first]!;
      if (
        face > 0 &&
        [...characters].every(
          (one) => (first > 0x7f && isJoiner(one)) || this.table(stack)[one.codePointAt(0)!] === face,
        )
      )
        return this.familyOf(face - 1);
    }
    return null;
  }

  private table(stack: Stack): Uint8Array {
    const known = this.tables.get(stack);
    if (known) return known;
    const table = new Uint8Array(codePointLimit);
    this.faces.forEach((face, number) => {
      if (face.stack !== stack) return;
      for (const range of face.codePoints.split(',')) {
        const [from, to = from] = range.split('-').map((code) => Number.parseInt(code, 16));
        table.fill(number + 1, from!, to! + 1);
      }
    });
    this.tables.set(stack, table);
    return table;
  }

  private familyOf(number: number): string | null {
    const known = this.families.get(number);
    if (known !== undefined) return known;
    const { file } = this.faces[number]!;
    const family = `isb-${file.replace(/\.woff2$/, '')}`;
    const isRegistered = this.register(readFileSync(join(this.fontsDirectory, file)), family);
    this.families.set(number, isRegistered ? family : null);
    return isRegistered ? family : null;
  }
}

/** It decides how its neighbors are joined, and has no shape that a font would need. Beside ASCII it joins nothing, and is shown as what it is. */
function isJoiner(character: string): boolean {
  return character === '\u200c' || character === '\u200d';
}

/** Kana are written in Japanese only, so a text with kana wants Japanese forms. */
export function hanLanguageOf(text: string): HanLanguage {
  return /[\u3041-\u30ff\uff66-\uff9d]/.test(text) ? 'japanese' : 'chinese';
}
