/** People waiting for one thing that serves them one after another. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Runs `act` when everybody who came before is done, whether or not they succeeded. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.#length++;
    const turn = this.#last.then(act).finally(() => {
      this.#length--;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
