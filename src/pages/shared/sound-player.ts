/** Longer than all clips of a hall together. Decoded sound takes 0.2 MB a second. */
const keptSeconds = 300;
/** Between words, as in unhurried speech. */
const gapSeconds = 0.04;
/** A sound device that swallows the end of a sound must not silence the hall. */
const lateMs = 2_000;
const resumeWithinMs = 500;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Plays sounds from the hall without gaps that one could hear. What was fetched once is kept, so that calls are heard
 * through a failing network.
 */
export class SoundPlayer {
  readonly #context = new AudioContext();
  /** What was used last is last. */
  readonly #kept = new Map<string, AudioBuffer>();
  readonly #coming = new Map<string, Promise<AudioBuffer>>();

  /** Browsers let no page be heard before somebody touched it, unless they were started with leave to. */
  get isBlocked(): boolean {
    return this.#context.state !== "running";
  }

  /** Tells whenever it may have become blocked or free: browsers also silence a page whose sound device went away. */
  onChange(look: () => void): void {
    this.#context.onstatechange = look;
  }

  /** To be called from a touch. */
  async allow(): Promise<void> {
    await Promise.race([this.#context.resume(), pause(resumeWithinMs)]);
  }

  /**
   * Plays sounds one after the other. Resolves when the last is over.
   * @param volume from 0 to 1
   * @param cut silences them at once
   * @returns whether all of them could be played to their end
   */
  async play(addresses: readonly string[], volume = 1, cut?: AbortSignal): Promise<boolean> {
    if (this.isBlocked) await this.allow();
    if (this.isBlocked || cut?.aborted) return false;
    try {
      const buffers = await Promise.all(addresses.map((address) => this.#buffer(address)));
      if (cut?.aborted) return false;
      await this.#playBuffers(buffers, volume, cut);
      return !cut?.aborted;
    } catch {
      return false;
    }
  }

  async #playBuffers(buffers: readonly AudioBuffer[], volume: number, cut?: AbortSignal): Promise<void> {
    const loudness = new GainNode(this.#context, { gain: volume });
    loudness.connect(this.#context.destination);
    cut?.addEventListener("abort", () => loudness.disconnect());
    let at = this.#context.currentTime + gapSeconds;
    let last: AudioBufferSourceNode | null = null;
    for (const buffer of buffers) {
      last = new AudioBufferSourceNode(this.#context, { buffer });
      last.connect(loudness);
      last.start(at);
      at += buffer.duration + gapSeconds;
    }
    const ended = new Promise<void>((resolve) => {
      if (last === null) resolve();
      else last.onended = () => resolve();
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, (at - this.#context.currentTime) * 1_000 + lateMs);
    });
    await Promise.race([ended, late]);
    clearTimeout(timer);
    loudness.disconnect();
  }

  decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
    return this.#context.decodeAudioData(bytes);
  }

  close(): void {
    void this.#context.close();
  }

  async #buffer(address: string): Promise<AudioBuffer> {
    const kept = this.#kept.get(address);
    if (kept !== undefined) {
      this.#keep(address, kept);
      return kept;
    }
    const coming = this.#coming.get(address) ?? this.#fetch(address);
    this.#coming.set(address, coming);
    try {
      const buffer = await coming;
      this.#keep(address, buffer);
      return buffer;
    } finally {
      // A failure is not kept: the network may be back at the next call.
      this.#coming.delete(address);
    }
  }

  /** Espeak's calls differ from one another: without an end to them a screen would be full of them by noon. */
  #keep(address: string, buffer: AudioBuffer): void {
    this.#kept.delete(address);
    this.#kept.set(address, buffer);
    let seconds = [...this.#kept.values()].reduce((sum, { duration }) => sum + duration, 0);
    for (const [oldest, { duration }] of this.#kept) {
      if (seconds <= keptSeconds) break;
      this.#kept.delete(oldest);
      seconds -= duration;
    }
  }

  async #fetch(address: string): Promise<AudioBuffer> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return this.decode(await response.arrayBuffer());
  }
}
