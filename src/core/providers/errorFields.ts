// The names under which services put what went wrong, whatever the way they write them: `error_code`, `errorCode`, `ErrorCode` are one name.

export type Fields = { readonly [name: string]: unknown };

/** What happened, in words; the most telling first. */
const wordNames = [
  'message',
  'msg',
  'errormessage',
  'errormsg',
  'errmsg',
  'errordescription',
  'faultstring',
  'statusmsg',
  'detail',
  'title',
  'reason',
  'description',
  'text',
];

/** Codes that are there only to say how it went. */
const codeNames = ['errorcode', 'errcode', 'errno', 'retcode', 'statuscode', 'httpcode', 'httpstatus'];

/** The fields of an object by their names in small letters, without signs between the words. */
export function namedAlike(object: Fields): Fields {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [alikeName(name), value]));
}

/** Most names are so already. */
function alikeName(name: string): string {
  return /[^a-z]/.test(name) ? name.toLowerCase().replace(/[_-]/g, '') : name;
}

/** Of fields that are named alike. Null where there are none; neither flags nor numbers are words. */
export function wordsIn(fields: Fields): unknown {
  return wordNames.map((name) => fields[name]).find(isWords) ?? null;
}

/** Of fields that are named alike: codes that a service has for failures alone. */
export function codesIn(fields: Fields): unknown[] {
  return codeNames.map((name) => fields[name]).filter((code) => typeof code === 'number' || typeof code === 'string');
}

export function isWords(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'object' && value !== null;
}

const goodWords = /^(|0+|2\d\d|ok|success(ful|fully)?|succeeded|completed?|done|normal|none|null)$/i;

/** Whether a code or a word says that all went well, or says nothing. */
export function isGood(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value !== 'object' && goodWords.test(String(value).trim());
}

/** As AWS names its errors: `throttlingException`. */
export function isExceptionName(name: string): boolean {
  return /[a-z]Exception$/.test(name);
}
