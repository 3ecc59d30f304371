import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryAfterMs } from '../../../../src/core/providers/retryAfterMs';
import { serverNow } from '../../../../src/core/providers/serverNow';

describe('how long a server asks to be left alone', () => {
  const date = 'Sat, 28 Nov 2026 12:00:00 GMT';
  const askedFor = (headers: { [name: string]: string }): number | undefined =>
    retryAfterMs(new Headers({ date, ...headers }));

  const forms: [string, { [name: string]: string }, number | undefined][] = [
    ['seconds', { 'retry-after': '2' }, 2000],
    ['a fraction', { 'retry-after': '1.5' }, 1500],
    ['blanks around it', { 'retry-after': ' 2 ' }, 2000],
    ['its unit', { 'retry-after': '2s' }, 2000],
    ['a duration', { 'retry-after': '1m0.5s' }, 60_500],
    ['quotes', { 'retry-after': '"2"' }, 2000],
    ['said again by a proxy', { 'retry-after': '2, 2' }, 2000],
    ['an HTTP date', { 'retry-after': 'Sat, 28 Nov 2026 12:00:03 GMT' }, 3000],
    ['the date of RFC 850', { 'retry-after': 'Saturday, 28-Nov-26 12:00:03 GMT' }, 3000],
    ['a date of ISO 8601', { 'retry-after': '2026-11-28T12:00:03Z' }, 3000],
    ['the same with another zone', { 'retry-after': '2026-11-28T13:00:03+01:00' }, 3000],
    ['seconds since 1970', { 'retry-after': String(Date.parse(date) / 1000 + 3) }, 3000],
    ['a date that is over', { 'retry-after': 'Sat, 28 Nov 2026 11:59:00 GMT' }, 0],
    ['OpenAI, ms', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
    ['Azure, ms', { 'x-ms-retry-after-ms': '1500', 'retry-after': '2' }, 1500],
    ['ms that are none', { 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
    ['less than nothing', { 'retry-after': '-5' }, undefined],
    ['a word', { 'retry-after': 'soon' }, undefined],
    ['an exponent', { 'retry-after': '1e9' }, undefined],
    ['a year', { 'retry-after': '2026-11' }, undefined],
    ['nothing', {}, undefined],
  ];
  for (const [what, headers, wait] of forms) it(`reads ${what}`, () => assert.equal(askedFor(headers), wait));

  it('does not depend on how far our clock is off', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 100 }), (off, seconds) => {
        const theirs = new Date(Date.parse(date) + off * 1000);
        const until = new Date(theirs.getTime() + seconds * 1000);
        assert.equal(askedFor({ date: theirs.toUTCString(), 'retry-after': until.toUTCString() }), seconds * 1000);
      }),
    );
  });

  it('is undefined or a whole number of ms, whatever the header', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => /^[\x20-\x7e]*$/.test(text)),
        (text) => {
          const wait = askedFor({ 'retry-after': text });
          assert.ok(wait === undefined || (Number.isInteger(wait) && wait >= 0), String(wait));
        },
      ),
    );
  });

  it('goes by our own clock where the server tells no time', () => {
    for (const said of [null, undefined, '', 'today']) {
      const before = Date.now();
      const now = serverNow(said);
      assert.ok(now >= before && now <= Date.now());
    }
  });
});
