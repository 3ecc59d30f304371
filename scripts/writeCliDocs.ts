// Writes the tables of docs/cli.md from the tables of flags and commands.
// Run it after a change of either: npx tsx scripts/writeCliDocs.ts

import { readFileSync, writeFileSync } from 'node:fs';
import { withMadeParts } from './cliDocs';

const target = new URL('../docs/cli.md', import.meta.url);
writeFileSync(target, withMadeParts(readFileSync(target, 'utf8')));
