// Why a prompt is not asked, from what its `skip` says.

/** What people write for *no*: YAML reads only `false` as such, and cells of tables are texts. */
const no = /^(?:no|n|false|off|0)?$/i;
const yes = /^(?:yes|y|true|on|1)$/i;

/** Undefined for a prompt that is asked. */
export function skipReason(skip: unknown): string | undefined {
  const said = typeof skip === 'string' || typeof skip === 'boolean' ? String(skip).trim() : '';
  if (no.test(said)) return undefined;
  return yes.test(said) ? 'The benchmark says `skip`.' : said;
}
