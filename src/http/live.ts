import type { WebSocket } from "ws";
import type { DeviceStatus } from "../../devices/device.ts";
import { deviceAnswer, deviceInHall, timeIn } from "./answers.ts";
import type { HallPort } from "./hall-port.ts";
import { CLOSE, LiveClient } from "./live-client.ts";
import { Topic } from "./live-topic.ts";
import { topicView } from "./live-views.ts";
import { MovingUp } from "./moving-up.ts";
import type { LiveMessage } from "./projections.ts";

export interface LiveOptions {
  /** A client that answers no ping within this is gone. */
  heartbeatMs?: number;
  /** Holders are told that they moved up at most this often. */
  movedEveryMs?: number;
  /** A client with more than this unsent is dropped to a fresh snapshot. */
  lagLimitBytes?: number;
  /** Messages kept of each topic for those who come back. */
  recentLength?: number;
}

interface Followed {
  topic: Topic;
  clients: Set<LiveClient>;
}

const TICKET = "ticket:";

/** Who follows which topic, and what they are told once it is durable. */
export class Live {
  readonly #hall: HallPort;
  readonly #options: Required<LiveOptions>;
  readonly #clients = new Set<LiveClient>();
  readonly #followed = new Map<string, Followed>();
  readonly #movingUp: MovingUp;
  readonly #heartbeat: NodeJS.Timeout;
  /** The journal's last event that was told. */
  #toldSeq: number;

  constructor(hall: HallPort, options: LiveOptions = {}) {
    this.#hall = hall;
    this.#options = {
      heartbeatMs: 30_000,
      movedEveryMs: 500,
      lagLimitBytes: 1024 * 1024,
      recentLength: 500,
      ...options,
    };
    this.#toldSeq = hall.loop.state.seq;
    this.#movingUp = new MovingUp(hall, this.#options.movedEveryMs, (ticket, seq, body) =>
      this.#tell(TICKET + ticket, seq, "ticket-moved", body),
    );
    this.#heartbeat = setInterval(() => {
      for (const client of this.#clients) client.checkAlive();
    }, this.#options.heartbeatMs).unref();
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /**
   * Lets a page follow a topic.
   * @param since the last seq that it has seen, to go on from there if what came after is still at hand
   */
  join(socket: WebSocket, topicName: string, since?: number): void {
    const client = new LiveClient(socket, topicName, this.#options.lagLimitBytes);
    this.#clients.add(client);
    socket.on("close", () => this.#leave(client));
    const followed = this.#followed.get(topicName);
    const missed = since === undefined || since > this.#toldSeq ? undefined : followed?.topic.after(since);
    if (!followed || !missed || since === undefined) return void this.#greet(client);
    followed.clients.add(client);
    client.follow(since);
    for (const message of missed) client.tell(message, this.#greet);
  }

  /** Tells what is durable now, in the order of the journal. */
  publish(messages: readonly LiveMessage[]): void {
    for (const message of messages) {
      this.#toldSeq = Math.max(this.#toldSeq, message.seq);
      if (message.kind === "refresh") this.#refresh(message.seq);
      else this.#tell(message.topic, message.seq, message.event, message.body);
    }
    this.#movingUp.soon(this.#followedTickets);
  }

  deviceChanged(status: DeviceStatus): void {
    const { state } = this.#hall.loop;
    const at = timeIn(state, this.#hall.loop.now());
    this.#tell("hall", null, "device-changed", { at, device: deviceInHall(status) });
    this.#tell("manager", null, "device-changed", { at, device: deviceAnswer(state, status) });
  }

  close(): void {
    clearInterval(this.#heartbeat);
    this.#movingUp.stop();
  }

  /** @param seq of its event; null for what is not in the journal */
  #tell(topicName: string, seq: number | null, event: string, body: object): void {
    const followed = this.#followed.get(topicName);
    if (!followed) return;
    const { topic, clients } = followed;
    const message = topic.add(seq ?? topic.lastSeq, event, body, seq !== null);
    for (const client of clients) client.tell(message, this.#greet);
  }

  /** Everybody sees another picture now. */
  #refresh(seq: number): void {
    for (const { topic, clients } of this.#followed.values()) {
      topic.restart(seq);
      for (const client of clients) void this.#greet(client);
    }
  }

  /** Sends the whole picture when it is durable, then what was told meanwhile. */
  #greet = async (client: LiveClient): Promise<void> => {
    if (!this.#clients.has(client)) return;
    client.awaitSnapshot();
    const { seq } = this.#hall.loop.state;
    const view = topicView(this.#hall, client.topicName);
    if (!view) return client.close(CLOSE.unknownTopic);
    const snapshot = JSON.stringify({ type: "snapshot", seq, ...view });
    const { topic, clients } = this.#follow(client.topicName);
    clients.add(client);
    try {
      await this.#hall.loop.settled();
    } catch {
      return client.close(CLOSE.tryAgainLater);
    }
    const meanwhile = topic.after(seq);
    if (!meanwhile) return this.#greet(client);
    client.follow(seq, snapshot);
    for (const message of meanwhile) client.tell(message, this.#greet);
  };

  #follow(topicName: string): Followed {
    const known = this.#followed.get(topicName);
    if (known) return known;
    const topic = new Topic(this.#toldSeq, this.#options.recentLength);
    const followed = { topic, clients: new Set<LiveClient>() };
    this.#followed.set(topicName, followed);
    return followed;
  }

  #leave(client: LiveClient): void {
    this.#clients.delete(client);
    const followed = this.#followed.get(client.topicName);
    followed?.clients.delete(client);
    // A hall has its windows; tickets come and go.
    if (client.topicName.startsWith(TICKET) && followed?.clients.size === 0)
      this.#followed.delete(client.topicName);
  }

  #followedTickets = (): string[] => {
    const names = [...this.#followed.keys()].filter((name) => name.startsWith(TICKET));
    return names.map((name) => name.slice(TICKET.length));
  };
}
