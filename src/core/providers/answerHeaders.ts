// The head of an answer as it is asked about: for each answer there is one, so it is no `Headers`, which checks and sorts what came.

/** Names are in small letters. */
export interface AnswerHeaders {
  /** Several values of a name are one, with commas between; nothing for a name that did not come. */
  get(name: string): string | null | undefined;
  forEach(take: (value: string, name: string) => void): void;
}

/** What came, by name. The bytes of a value stay single characters, as the standard has it. */
export function answerHeaders(received: { readonly [name: string]: string | string[] | undefined }): AnswerHeaders {
  const headers = new Map<string, string>();
  for (const [name, values] of Object.entries(received))
    if (values !== undefined)
      headers.set(name.toLowerCase(), asBytes(typeof values === 'string' ? values : values.join(', ')));
  return headers;
}

function asBytes(value: string): string {
  return /^[\0-\xff]*$/.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1');
}
