// Texts named on the command line: of a file, or of the standard input.

import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { readTextInput } from '../../../../src/cli/commands/readTextFile';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';

describe('reading a text of the command line', () => {
  let cwd: string;
  let opened: number;
  let context: Pick<CliContext, 'cwd' | 'stdin'>;

  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'isb-text-'));
    opened = 0;
    context = {
      cwd,
      get stdin() {
        opened++;
        return Readable.from([Buffer.from('given')]) as NodeJS.ReadStream;
      },
    };
  });

  afterEach(() => rm(cwd, { recursive: true }));

  it('leaves the standard input alone where a file is named: a shell may be reading it, too', async () => {
    await writeFile(join(cwd, 'a.yaml'), 'written');
    assert.equal(await readTextInput(context, 'a.yaml', 'benchmark file'), 'written');
    assert.equal(opened, 0);
  });

  it('reads the standard input for `-`, and a file of that name for `./-`', async () => {
    await writeFile(join(cwd, '-'), 'written');
    assert.equal(await readTextInput(context, '-', 'benchmark file'), 'given');
    assert.equal(opened, 1);
    assert.equal(await readTextInput(context, './-', 'benchmark file'), 'written');
  });

  it('says of more than a text can hold how much that is, and reads no further', async () => {
    await writeFile(join(cwd, 'large.yaml'), '');
    await truncate(join(cwd, 'large.yaml'), 2 ** 29);
    const read = (file: string): Promise<string> => readTextInput(context, file, 'benchmark file');
    await assert.rejects(read('large.yaml'), /^UsageError: large\.yaml is larger than 512 MiB/);
    const chunk = Buffer.alloc(2 ** 26);
    let asked = 0;
    const endless = function* (): Generator<Buffer> {
      for (;;) {
        asked++;
        yield chunk;
      }
    };
    context = { cwd, stdin: Readable.from(endless()) as NodeJS.ReadStream };
    await assert.rejects(read('-'), /^UsageError: The standard input is larger than 512 MiB/);
    assert.ok(asked < 30, `${asked} chunks`);
  });
});
