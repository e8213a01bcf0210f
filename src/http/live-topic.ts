/** An event as it goes over a topic: serialised once, when somebody is there to read it. */
export class TopicMessage {
  readonly seq: number;
  /** False for what is not in the journal: it shares the seq of the event before it. */
  readonly journalled: boolean;
  readonly #prev: number;
  readonly #event: string;
  readonly #body: object;
  #text: string | undefined;
  #ending: string | undefined;

  constructor(seq: number, prev: number, event: string, body: object, journalled: boolean) {
    this.seq = seq;
    this.#prev = prev;
    this.#event = event;
    this.#body = body;
    this.journalled = journalled;
  }

  /** For a client who has last seen `prev`: after a snapshot that is later than what the topic told before. */
  textAfter(prev: number): string {
    if (prev !== this.#prev) return this.#startingWith(prev);
    this.#text ??= this.#startingWith(prev);
    return this.#text;
  }

  #startingWith(prev: number): string {
    this.#ending ??= JSON.stringify({ event: this.#event, ...this.#body }).slice(1);
    return `{"type":"event","seq":${this.seq},"prev":${prev},${this.#ending}`;
  }
}

/** What was told on a topic lately, so that who was away for a moment can go on. */
export class Topic {
  readonly #length: number;
  readonly #recent: TopicMessage[] = [];
  /** All later than this is still there. */
  #floor: number;
  #lastSeq: number;

  /**
   * @param seq the journal's last event when the topic begins
   * @param length how many messages are kept
   */
  constructor(seq: number, length: number) {
    this.#length = length;
    this.#floor = seq;
    this.#lastSeq = seq;
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  add(seq: number, event: string, body: object, journalled: boolean): TopicMessage {
    const message = new TopicMessage(seq, this.#lastSeq, event, body, journalled);
    this.#lastSeq = seq;
    this.#recent.push(message);
    if (this.#recent.length > this.#length) {
      const dropped = this.#recent.shift();
      // What shares its seq with another event cannot be told apart by seq any more.
      if (dropped) this.#floor = dropped.journalled ? dropped.seq : dropped.seq + 1;
    }
    return message;
  }

  /** What was told after `seq`, or nothing when some of it is gone. */
  after(seq: number): TopicMessage[] | undefined {
    if (seq < this.#floor) return undefined;
    return this.#recent.filter(
      (message) => message.seq > seq || (message.seq === seq && !message.journalled),
    );
  }

  /** Nothing told so far helps anybody any more. */
  restart(seq: number): void {
    this.#recent.length = 0;
    this.#floor = seq;
    this.#lastSeq = seq;
  }
}
