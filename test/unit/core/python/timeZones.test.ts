// The time zones that the sandbox brings along, against those of Node.js.

import assert from 'node:assert/strict';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { startSandbox } from '../testTypes/startSandbox';

const hourMs = 3_600_000;

/** Every change of the offset in a year, `2024-03-31T01:00 120`: the hour in UTC and the minutes from then on. */
function changesOf(zone: string, year: number): string[] {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  const changes: string[] = [];
  let before: number | undefined;
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += hourMs) {
    const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(at)) ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    if (offset !== before) changes.push(`${new Date(at).toISOString().slice(0, 16)} ${offset}`);
    before = offset;
  }
  return changes;
}

const changesInPython = (zone: string, year: number): string => `
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo
zone, at, before = ZoneInfo("${zone}"), datetime(${year}, 1, 1, tzinfo=timezone.utc), None
while at.year == ${year}:
    offset = at.astimezone(zone).utcoffset()
    if offset != before: print(at.isoformat()[:16], offset // timedelta(minutes=1))
    at, before = at + timedelta(hours=1), offset
`;

describe('time zones in the sandbox', () => {
  let sandbox: PythonRunner;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox?.dispose());

  const printed = async (code: string): Promise<string> => {
    const { outcome, stdout, stderr } = await sandbox.run(code, new AbortController().signal);
    assert.deepEqual(outcome, { kind: 'finished' }, stderr);
    return stdout.trim();
  };

  for (const [zone, years] of [
    ['Europe/Zurich', [1981, 1995, 2024, 2025]],
    ['America/New_York', [1974, 2006, 2007, 2024]],
    ['Australia/Lord_Howe', [2024]],
    ['Asia/Kathmandu', [1986, 2024]],
    ['America/Sao_Paulo', [2018, 2019, 2020]],
    ['Pacific/Apia', [2011]],
    ['Africa/Casablanca', [2023]],
    ['Asia/Calcutta', [2024]],
    ['US/Pacific', [2024]],
    ['UTC', [2024]],
  ] as const) {
    it(`knows ${zone} as Node.js does in ${years.join(', ')}`, async () => {
      for (const year of years) {
        assert.deepEqual((await printed(changesInPython(zone, year))).split('\n'), changesOf(zone, year));
      }
    });
  }

  it('has their short names, their summer time, hours that come twice and years to come', async () => {
    const code = `
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones
summer = datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Europe/Zurich"))
print(summer.tzname(), summer.dst(), summer.replace(month=1).tzname(), summer.replace(month=1).dst())
twice = datetime(2024, 11, 3, 1, 30, tzinfo=ZoneInfo("America/New_York"))
print(twice.isoformat(), twice.replace(fold=1).isoformat())
print(datetime(2090, 7, 1, tzinfo=ZoneInfo("Europe/Zurich")).isoformat(), len(available_timezones()) > 500)
`;
    assert.deepEqual((await printed(code)).split('\n'), [
      'CEST 1:00:00 CET 0:00:00',
      '2024-11-03T01:30:00-04:00 2024-11-03T01:30:00-05:00',
      '2090-07-01T00:00:00+02:00 True',
    ]);
  });
});
