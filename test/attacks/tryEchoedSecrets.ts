// A run against servers that repeat every secret of it in each field of a reply and in each form. Tried by a unit test, and counted by `npm run test:attacks`.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliFixture } from '../unit/cli/cliFixture';
import { echoFields, startEchoingServer } from '../servers/echoingServer';
import { secretForms } from '../servers/secretForms';

/** Characters that URLs, HTML and JSON write differently, and short ones. */
const secrets = {
  openai: 'sk-k+y/="9>_Q7\\x&lt',
  anthropic: 'ak-Zq81',
  ollama: "p@ss/w0rd'+",
  proxy: 'hunter2',
  other: 'g4teway-key',
};

interface Echoed {
  /** Places of replies x forms. */
  tried: number;
  /** Where a secret was found, a sentence each. */
  found: string[];
  /** The events of the run, as text. */
  events: string;
}

/** Throws when the run did not end well. */
export async function tryEchoedSecrets(fixture: CliFixture): Promise<Echoed> {
  // One for each protocol, so that none waits for the others.
  const servers = await Promise.all([1, 2, 3].map(() => startEchoingServer([secrets.proxy, secrets.other])));
  try {
    const models = Object.entries(echoFields).flatMap(([api, fields]) => fields.map((field) => `${api}~${field}`));
    const forms = Object.keys(secretForms('x'));
    await fixture.writeBenchmark(models, 'echo.yaml', 'Echo', forms);
    const [openAi, anthropic, ollama] = servers.map(({ url }) => url);
    const environment = {
      OPENAI_API_KEY: secrets.openai,
      OPENAI_BASE_URL: `${openAi}/v1`,
      OPENAI_CUSTOM_HEADERS: `x-gateway: ${secrets.other}`,
      ANTHROPIC_API_KEY: secrets.anthropic,
      ANTHROPIC_BASE_URL: anthropic!,
      OLLAMA_HOST: `http://me:${encodeURIComponent(secrets.ollama)}@${new URL(ollama!).host}`,
      // Nothing goes through it: 127.0.0.1 is excepted.
      HTTPS_PROXY: `http://me:${secrets.proxy}@127.0.0.1:9`,
      NO_PROXY: '127.0.0.1',
    };
    const said = await fixture.program(
      ['run', 'echo.yaml', '--concurrency', '32', '--allow-errors', '--no-images', '--yes'],
      environment,
    );
    if (said.code !== 0) throw new Error(said.stderr);
    const runs = join(fixture.folder, 'runs');
    const [run = ''] = await readdir(runs);
    const shown = await fixture.call(['show', run, '--tests'], environment);
    const texts = new Map([
      ['stdout', said.stdout + shown.stdout],
      ['stderr', said.stderr + shown.stderr],
    ]);
    for (const file of await filesIn(runs)) texts.set(file, await readFile(file, 'utf8'));
    const asked = servers.reduce((sum, { requests }) => sum + requests.length, 0);
    const tried = models.length * forms.length;
    if (asked < tried) throw new Error(`Only ${asked} of ${tried} were asked.`);
    return { tried, found: secretsIn(texts), events: texts.get(join(runs, run, 'events.jsonl')) ?? '' };
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

function secretsIn(texts: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [name, secret] of Object.entries(secrets))
    for (const [form, text] of Object.entries(secretForms(secret)))
      for (const [place, content] of texts)
        if (content.includes(text)) found.push(`${name}, ${form}: ${text} in ${place}`);
  return found;
}

/** Every file below a folder, with its name. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
