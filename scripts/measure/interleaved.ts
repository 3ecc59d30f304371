// The program and its reference by turns, so that both see the same machine.

interface Rounds<R, S> {
  run: R[];
  reference: S[];
}

/** Each round measures both, every second one in the other order. The first round fills the system's caches and is thrown away. */
export async function interleaved<R, S>(
  rounds: number,
  { run, reference }: { run: () => Promise<R>; reference: () => Promise<S> },
): Promise<Rounds<R, S>> {
  const measured: Rounds<R, S> = { run: [], reference: [] };
  for (let round = 0; round <= rounds; round++) {
    let [ran, referred]: [R?, S?] = [];
    if (round % 2 === 0) ran = await run();
    referred = await reference();
    ran ??= await run();
    if (round === 0) continue;
    measured.run.push(ran);
    measured.reference.push(referred);
  }
  return measured;
}
