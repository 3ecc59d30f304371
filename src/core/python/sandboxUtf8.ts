// Text and bytes in a bare JavaScript realm, which has no TextEncoder of its own.

/** Lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const escaped = unescape(encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd')));
  const bytes = new Uint8Array(escaped.length);
  for (let index = 0; index < escaped.length; index += 1) bytes[index] = escaped.charCodeAt(index);
  return bytes;
}

/** Enough of UTF-8 for names and messages; a wrong sequence becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index++] ?? 0;
    const extra = lead < 0x80 ? 0 : lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : -1;
    if (extra === 0) {
      text += String.fromCharCode(lead);
      continue;
    }
    let point = lead & (0x3f >> extra);
    let taken = 0;
    while (extra > 0 && taken < extra && ((bytes[index] ?? 0) & 0xc0) === 0x80) {
      point = (point << 6) | ((bytes[index++] ?? 0) & 0x3f);
      taken += 1;
    }
    text += extra > 0 && taken === extra && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}
