import type { WebSocket } from "ws";
import type { TopicMessage } from "./live-topic.ts";

/** Codes of closing a WebSocket: the private ones end like the HTTP status that says the same. */
export const CLOSE = {
  unknownTopic: [4404, "unknown topic"],
  notSignedIn: [4401, "not signed in"],
  tryAgainLater: [1013, "journal unavailable"],
} as const;

/** One page that follows one topic. */
export class LiveClient {
  readonly topicName: string;
  readonly #socket: WebSocket;
  readonly #lagLimitBytes: number;
  #lastSeq = 0;
  /** False while a snapshot is awaited: it will hold whatever is told meanwhile. */
  #following = false;
  #answeredPing = true;

  constructor(socket: WebSocket, topicName: string, lagLimitBytes: number) {
    this.#socket = socket;
    this.topicName = topicName;
    this.#lagLimitBytes = lagLimitBytes;
    socket.on("pong", () => {
      this.#answeredPing = true;
    });
  }

  /** Follows from here on: all up to `seq` is known, by the snapshot or from before. */
  follow(seq: number, snapshot?: string): void {
    if (snapshot !== undefined) this.#socket.send(snapshot);
    this.#lastSeq = seq;
    this.#following = true;
  }

  awaitSnapshot(): void {
    this.#following = false;
  }

  /**
   * Sends what the client has not seen yet. One that reads too slowly is told nothing more until all it was sent is
   * out; then `caughtUp` has to bring a snapshot.
   */
  tell(message: TopicMessage, caughtUp: (client: LiveClient) => void): void {
    if (!this.#following || message.seq < this.#lastSeq) return;
    if (message.seq === this.#lastSeq && message.journalled) return;
    if (this.#socket.bufferedAmount > this.#lagLimitBytes) {
      this.#following = false;
      this.#socket.ping(undefined, undefined, (error?: Error | null) => {
        if (!error) caughtUp(this);
      });
      return;
    }
    this.#socket.send(message.textAfter(this.#lastSeq));
    this.#lastSeq = message.seq;
  }

  close([code, reason]: (typeof CLOSE)[keyof typeof CLOSE]): void {
    this.#socket.close(code, reason);
  }

  /** Asks for a sign of life; ends the connection when the last one was not given. */
  checkAlive(): void {
    if (this.#answeredPing) this.#socket.ping();
    else this.#socket.terminate();
    this.#answeredPing = false;
  }
}
