// A name that is drawn on a canvas with too little room keeps its end, as names of models differ there.

/** `room` and what `measure` returns are in the same pixels. */
export function endOfName(name: string, room: number, measure: (text: string) => number): string {
  if (measure(name) <= room) return name;
  const letters = Array.from(name);
  const fitting = letters.findIndex((_, at) => at > 0 && measure(`…${letters.slice(at).join('')}`) <= room);
  return fitting < 0 ? '…' : `…${letters.slice(fitting).join('')}`;
}
