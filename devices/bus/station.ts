import type { DeviceSpec, StatusKeeper } from "../device.ts";
import { type Command, type DeviceEvent, type DriverProfile, framesOf } from "../drivers/driver.ts";
import type { Bus } from "./bus.ts";
import type { Priority, ReplyRule, TransactionOutcome } from "./transaction.ts";

/** One device on a wire: commands become its frames, its frames become events. */
export class Station {
  readonly spec: DeviceSpec;
  readonly profile: DriverProfile;
  readonly status: StatusKeeper;
  /** The wire is there, for the first time or again; the device may have forgotten everything. */
  onUp: () => void = () => {};
  onEvent: (event: DeviceEvent, frame: Uint8Array) => void = () => {};
  readonly #bus: Bus;
  readonly #address: number;
  /** Why it said no to the latest request; null if it did not. */
  #refusal: string | null = null;

  constructor(options: { spec: DeviceSpec; profile: DriverProfile; status: StatusKeeper; bus: Bus }) {
    this.spec = options.spec;
    this.profile = options.profile;
    this.status = options.status;
    this.#bus = options.bus;
    this.#address = options.spec.address ?? 0;
  }

  /**
   * Sends a command. The latest of a kind replaces those that still wait, except beeps.
   * @param done told once, when the last of its frames has its outcome: the worst of them.
   */
  send(command: Command, priority: Priority, done: (outcome: TransactionOutcome) => void = () => {}): void {
    const frames = framesOf(this.profile.encode, this.#address, command);
    let open = frames.length;
    let worst: TransactionOutcome = "sent";
    const settle = (outcome: TransactionOutcome) => {
      if (worst === "sent" || worst === "answered") worst = outcome;
      open -= 1;
      if (open === 0) done(worst);
    };
    for (const [index, frame] of frames.entries()) {
      const slot = command.kind === "beep" ? undefined : `${this.spec.id} ${command.kind} ${index}`;
      this.#submit(frame, priority, slot, this.#replyRule(frame), settle);
    }
  }

  /** Asks whether the device is there; false where nothing can be asked. */
  poll(done: (outcome: TransactionOutcome) => void): boolean {
    const request = this.profile.poll(this.#address);
    if (request === null) return false;
    this.#submit(request, "poll", `${this.spec.id} poll`, this.#replyRule(request), done);
    return true;
  }

  /** Gives the device the frame that ends its repeating, ahead of everything else. */
  acknowledge(frame: Uint8Array): void {
    const answer = this.profile.acknowledge(this.#address, frame);
    if (answer !== null) this.#submit(answer, "acknowledgement", undefined, null, () => {});
  }

  /** Takes a frame of the wire if this device sent it. */
  hear(frame: Uint8Array): boolean {
    const event = this.profile.decode(this.#address, frame);
    if (event === null) return false;
    this.status.counters.framesIn += 1;
    this.#seen();
    this.#bus.alive(this.spec.id);
    this.onEvent(event, frame);
    return true;
  }

  #submit(
    bytes: Uint8Array,
    priority: Priority,
    slot: string | undefined,
    reply: ReplyRule | null,
    done: (outcome: TransactionOutcome) => void,
  ): void {
    this.#bus.submit({
      station: this.spec.id,
      priority,
      bytes,
      reply,
      ...(slot === undefined ? {} : { slot }),
      started: (attempt) => {
        this.status.counters.framesOut += 1;
        if (attempt > 1) this.status.counters.retries += 1;
        this.#refusal = null;
      },
      refused: (why) => {
        this.#refusal = why;
        this.status.counters.framesIn += 1;
        this.status.seen();
      },
      timedOut: () => {
        this.status.counters.timeouts += 1;
      },
      done: (outcome) => {
        if (outcome === "answered") this.#answered();
        if (outcome === "unanswered") this.#unanswered();
        done(outcome);
      },
    });
  }

  #replyRule(request: Uint8Array): ReplyRule | null {
    const { reply } = this.profile;
    if (reply === null) return null;
    return {
      timeoutMs: reply.timeoutMs,
      attempts: reply.attempts,
      isAnswer: (frame) => reply.isAnswer(request, frame),
      refusal: (frame) => reply.refusal?.(request, frame) ?? null,
    };
  }

  #answered(): void {
    this.status.counters.framesIn += 1;
    this.#seen();
  }

  /** No is an answer, too: cable, address and speed are right then. */
  #unanswered(): void {
    this.status.condition("silent", this.#refusal === null);
    this.status.enter("error", this.#refusal === null ? "silent" : "refuses", this.#refusal);
  }

  #seen(): void {
    this.status.seen();
    this.status.condition("silent", false);
    this.status.enter("idle");
  }
}
