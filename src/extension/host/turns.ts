// What was asked for last wins, also where something asked for earlier takes longer to come.

export class Turns {
  private begun = 0;
  private taken = 0;

  /** Something is asked for. */
  begin(): number {
    this.begun += 1;
    return this.begun;
  }

  /** It has come: true when it is to be shown, false when something that was asked for later is shown already. */
  take(turn: number): boolean {
    if (turn < this.taken) return false;
    this.taken = turn;
    return true;
  }
}
