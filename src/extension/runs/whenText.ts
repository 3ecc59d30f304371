// A moment in the few words of a list: `today 17:45`. Pure.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const written = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/;

/**
 * `today 17:45`, `yesterday 17:45`, `21 Nov 17:45`, and with the year when it is not this one. `at` is ISO 8601 with offset; its own clock is
 * shown, the same that is in the name of the run folder, wherever the reader is.
 */
export function whenText(at: string, now: Date): string {
  const match = written.exec(at);
  if (!match) return at;
  const [, year, month, day, time] = match as unknown as [string, string, string, string, string];
  const midnight = (y: number, m: number, d: number): number => Date.UTC(y, m, d);
  const daysAgo =
    (midnight(now.getFullYear(), now.getMonth(), now.getDate()) -
      midnight(Number(year), Number(month) - 1, Number(day))) /
    86_400_000;
  if (daysAgo === 0) return `today ${time}`;
  if (daysAgo === 1) return `yesterday ${time}`;
  const date = `${Number(day)} ${months[Number(month) - 1] ?? month}`;
  return Number(year) === now.getFullYear() ? `${date} ${time}` : `${date} ${year} ${time}`;
}
