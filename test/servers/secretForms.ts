// A secret in the forms in which servers, proxies and libraries repeat one.

const escapedHtml = (text: string): string =>
  text.replace(/[&<>"'/]/g, (character) => `&#${character.codePointAt(0)};`);

const base64After = (before: string, secret: string): string => Buffer.from(`${before}${secret}`).toString('base64');

/** By name; every one of them is to be found again and taken out. */
export function secretForms(secret: string): { [form: string]: string } {
  const json = JSON.stringify(secret).slice(1, -1);
  return {
    plain: secret,
    'upper case': secret.toUpperCase(),
    'lower case': secret.toLowerCase(),
    'as in a URL': encodeURIComponent(secret),
    'as in a URL in a URL': encodeURIComponent(encodeURIComponent(secret)),
    'every byte as in a URL': [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    'as in JSON': json,
    'as in JSON in JSON': JSON.stringify(json).slice(1, -1),
    'as JSON of other languages': json.replaceAll('/', '\\/'),
    'every character escaped for JSON': [...secret]
      .map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
    'as in HTML': escapedHtml(secret),
    'as in HTML by number': [...secret].map((one) => `&#x${one.codePointAt(0)!.toString(16)};`).join(''),
    base64: base64After('', secret),
    'base64 after one character': base64After(':', secret),
    'base64 after two characters': base64After('k=', secret),
    'base64 in a header': base64After('Bearer ', secret),
    'base64 for URLs': Buffer.from(secret).toString('base64url'),
    'base64 as in a URL': encodeURIComponent(base64After('', secret)),
    hexadecimal: Buffer.from(secret).toString('hex'),
  };
}
