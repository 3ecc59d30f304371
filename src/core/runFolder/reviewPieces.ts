// The pieces of a review page: the words of its run, which a small run's page has in it and a large run's has in `data/` beside it. A piece is
// named after its text, so that no page finds one of another writing. Nothing that a page needs is taken away before another page has taken its place.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { reviewDataFolder, reviewPieceCall, reviewPieceFile } from '../../shared/protocols/reviewData';
import { makeFolderInside, namesInside, removeInside } from '../files/changeInside';
import { isFileInside } from '../files/insideFolder';
import { openPlainFile } from '../files/plainFile';
import { replaceFile } from '../files/replaceFile';
import { runFiles } from './runFolderPaths';

/** Characters of pieces that a page takes in; a page with more has all of them beside it. */
const roomInPage = 2 * 2 ** 20;

/** The start of a page has the names of the pieces beside it. */
const namesTag = { before: '<meta name="pieces" content="', after: '">' };
/** Bytes of a page that the names are looked for in: room for thousands. */
const startBytes = 256 * 1024;

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

  constructor(private readonly runDirectory: string) {}

  /** Takes a piece, as JSON, and gives its name. */
  async add(json: string): Promise<string> {
    const text = await packed(json);
    const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
    this.kept.push({ name, text });
    this.characters += text.length;
    if (this.characters > roomInPage) for (const piece of this.kept.splice(0)) await this.write(piece);
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

/** True when everything that a run's page loads is beside it. Throws when the page can't be read. */
export async function hasAllPieces(runDirectory: string): Promise<boolean> {
  const start = await readStart(runDirectory);
  const from = start.indexOf(namesTag.before);
  if (from < 0) return true;
  const names = start.slice(from + namesTag.before.length).split(namesTag.after, 1)[0]!;
  return names.split(' ').every((name) => isFileInside(runDirectory, reviewPieceFile(name)));
}

async function readStart(runDirectory: string): Promise<string> {
  const file = await openPlainFile(runDirectory, runFiles.reviewPage);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
