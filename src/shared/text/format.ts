// How figures are written for people, the same in panel, tree, status bar and terminal. Unknown is `n/a`, never 0.

const unknown = 'n/a';

/** From here on a number is written as a power of ten: no table is as wide as all its digits. */
const longest = 1e9;

function power(value: number): string {
  return value.toExponential(1);
}

/** With so many digits behind the point, and thousands set apart. */
function apart(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** ms as `640 ms`, `1.82 s`, `2 min 05 s`, and above a week as days. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknown;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
  const whole = Math.round(seconds);
  const days = seconds / 86_400;
  if (days > 7) return `${days < longest ? apart(days, 1) : power(days)} days`;
  return `${formatCount(Math.floor(whole / 60))} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** ms as a clock with tenths, `00:07.4`. */
export function formatClock(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const minutes = Math.floor(tenths / 600);
  const seconds = Math.floor((tenths % 600) / 10);
  return `${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')}.${tenths % 10}`;
}

/** 0-1 as `96.7%`, whole numbers without decimals. Almost all is `>99.9%` and hardly any `<0.1%`: neither is all or none. */
export function formatPercent(share: number | null): string {
  if (share === null) return unknown;
  // 0.07 x 100 is 7.000000000000001 in floating point.
  const percent = Number((share * 100).toPrecision(12));
  if (percent > 99.9 && share < 1) return '>99.9%';
  if (share > 0 && percent < 0.1) return '<0.1%';
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)}%`;
}

/** The interval of a share in whole percent, `79-98`. */
export function formatInterval({ low, high }: { low: number; high: number }): string {
  return `${Math.round(low * 100)}-${Math.round(high * 100)}`;
}

/** Tokens per second as `81.2 tok/s`. */
export function formatRate(tokensPerSecond: number | null): string {
  return tokensPerSecond === null ? unknown : `${formatRateNumber(tokensPerSecond)} tok/s`;
}

/** Tokens per second for where the unit stands apart, `81.2`. */
export function formatRateNumber(tokensPerSecond: number): string {
  if (tokensPerSecond >= longest) return power(tokensPerSecond);
  return tokensPerSecond < 99.95 ? tokensPerSecond.toFixed(1) : formatCount(Math.round(tokensPerSecond));
}

/** USD with the digits that matter: `$0.0042`, `$1.27`, `$0` for nothing. */
export function formatCost(usd: number | null): string {
  if (usd === null) return unknown;
  if (usd === 0) return '$0';
  if (usd >= longest) return `$${power(usd)}`;
  if (usd >= 1) return `$${apart(usd, 2)}`;
  return `$${Number(usd.toPrecision(2)).toFixed(Math.min(8, Math.max(2, 1 - Math.floor(Math.log10(usd)))))}`;
}

/** A count with thousands set apart, `1,204`; null is `n/a`. */
export function formatCount(count: number | null): string {
  if (count === null) return unknown;
  if (count >= 1e15) return power(count);
  // Of whole numbers by itself: the first `toLocaleString` of a program loads all that its platform knows of languages.
  return Number.isInteger(count) ? String(count).replace(/\B(?=(\d{3})+$)/g, ',') : count.toLocaleString('en-US');
}

const sizeUnits = ['kB', 'MB', 'GB', 'TB'];

/** Bytes as `812 B`, `2.4 MB` (1 kB is 1000 bytes). */
export function formatSize(bytes: number | null): string {
  if (bytes === null) return unknown;
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes / 1000;
  let unit = 0;
  // 999.5 would be written as 1000.
  while (value >= 999.5 && unit < sizeUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : value < longest ? Math.round(value) : power(value)} ${sizeUnits[unit]!}`;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** ISO 8601 with offset as `21 Nov 2026, 17:45:09`, on the clock where it was written; what is no such date stays as it is. */
export function formatDateTime(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(iso);
  const month = monthNames[Number(parts?.[2]) - 1];
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}, ${parts[4]}` : iso;
}

/** A time limit, ms: `none` for 0; null where it was not recorded. */
export function formatTimeLimit(ms: number | null): string | null {
  return ms === 0 ? 'none' : ms === null ? null : formatDuration(ms);
}

/** A number that is above a limit, with as few digits as show that it is: 100.01 above 100, 100.000001 above 100, 240 above 100. */
export function formatAbove(value: number, limit: number): string {
  for (let digits = 0; digits < 12; digits++) {
    const rounded = value.toFixed(digits);
    if (Number(rounded) > limit) return rounded;
  }
  return String(value);
}
