// The pieces of a review page: the words of its run, which a small run's page has in it and a large run's has in `data/` beside it. A piece is
// named after its text, so that no page finds one of another writing. Nothing that a page needs is taken away before another page has taken its place.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { reviewDataFolder, reviewPieceCall, reviewPieceFile } from '../../shared/protocols/reviewData';
import { makeFolderInside, namesInside, removeInside } from '../files/changeInside';
import { isFileInside } from '../files/insideFolder';
import { readPlainText } from '../files/plainFile';
import { replaceFile } from '../files/replaceFile';

const roomInPage = 2 * 2 ** 20;

/** The start of a page has the names of the pieces beside it. */
const namesTag = { before: '<meta name="pieces" content="', after: '">' };
/** The tag with its line end, as a regular expression. */
export const namesTagPattern = `${namesTag.before}[0-9a-f ]*${namesTag.after}\\n`;

/** Its text is base64, which holds nothing that means anything in a script. */
const pieceFile = new RegExp(`^${reviewPieceCall}\\("([0-9a-f]{16})","([A-Za-z0-9+/=]*)"\\)\\n$`);
const pieceFileName = /^[0-9a-f]{16}\.js$/;
const gzipped = promisify(gzip);

interface Piece {
  name: string;
  text: string;
}

export class ReviewPieces {
  private readonly kept: Piece[] = [];
  private characters = 0;
  private readonly beside = new Set<string>();
  private readonly added = new Set<string>();

  /** `room`: characters that a page takes in; a page with more has all of them beside it. */
  constructor(
    private readonly runDirectory: string,
    private readonly room = roomInPage,
  ) {}

  /** Takes a piece, as JSON, and gives its name. */
  async add(json: string): Promise<string> {
    const text = await packed(json);
    const name = nameOf(text);
    this.kept.push({ name, text });
    this.characters += text.length;
    if (this.characters > this.room) for (const piece of this.kept.splice(0)) await this.write(piece);
    return name;
  }

  /** Those that the page itself has, once all have been added. */
  get inPage(): readonly Piece[] {
    return this.kept;
  }

  /** The line at the start of the page that names the others. */
  get tag(): string {
    return this.beside.size === 0 ? '' : `${namesTag.before}${[...this.beside].join(' ')}${namesTag.after}\n`;
  }

  /** The page stands: what only earlier ones needed goes. */
  async removeOthers(): Promise<void> {
    await this.remove((name) => !this.beside.has(name));
  }

  /** There is no such page: what only it would have needed goes. */
  async removeOwn(): Promise<void> {
    await this.remove((name) => this.added.has(name));
  }

  private async write({ name, text }: Piece): Promise<void> {
    const place = reviewPieceFile(name);
    if (this.beside.size === 0) makeFolderInside(this.runDirectory, reviewDataFolder);
    if (!isFileInside(this.runDirectory, place)) this.added.add(name);
    this.beside.add(name);
    await replaceFile(this.runDirectory, place, (file) => file.writeFile(`${reviewPieceCall}("${name}","${text}")\n`));
  }

  /** Never throws: what stays takes room and nothing else. */
  private async remove(isToGo: (name: string) => boolean): Promise<void> {
    try {
      const files = await namesInside(this.runDirectory, reviewDataFolder);
      const going = files.filter((file) => pieceFileName.test(file) && isToGo(file.slice(0, -'.js'.length)));
      for (const file of going) await removeInside(this.runDirectory, `${reviewDataFolder}/${file}`);
      if (going.length === files.length) await removeInside(this.runDirectory, reviewDataFolder);
    } catch {
      // It is in nobody's way.
    }
  }
}

/** gzipped JSON as base64: it holds no character that means anything in a page or a script. */
export async function packed(json: string): Promise<string> {
  return (await gzipped(json)).toString('base64');
}

/** True when everything that a page loads is beside it and is what it is called. `tag` is the page's own, or empty. */
export async function areOwnPieces(runDirectory: string, tag: string): Promise<boolean> {
  for (const [name] of tag.matchAll(/[0-9a-f]{16}/g)) {
    const place = reviewPieceFile(name);
    if (!isFileInside(runDirectory, place)) return false;
    const [, said, text = ''] = pieceFile.exec(await readPlainText(runDirectory, place)) ?? [];
    if (said !== name || nameOf(text) !== name) return false;
  }
  return true;
}

function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
