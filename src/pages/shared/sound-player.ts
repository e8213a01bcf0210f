/** More clips than a hall's calls are made of. */
const keptMost = 300;
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
  readonly #kept = new Map<string, Promise<AudioBuffer>>();

  /** Browsers let no page be heard before somebody touched it, unless they were started with leave to. */
  get isBlocked(): boolean {
    return this.#context.state !== "running";
  }

  /** To be called from a touch. */
  async allow(): Promise<void> {
    await Promise.race([this.#context.resume(), pause(resumeWithinMs)]);
  }

  /**
   * Plays sounds one after the other. Resolves when the last is over.
   * @param volume from 0 to 1
   * @returns whether all of them could be played
   */
  async play(addresses: readonly string[], volume = 1): Promise<boolean> {
    if (this.isBlocked) await this.allow();
    if (this.isBlocked) return false;
    try {
      const buffers = await Promise.all(addresses.map((address) => this.#buffer(address)));
      await this.playBuffers(buffers, volume);
      return true;
    } catch {
      return false;
    }
  }

  async playBuffers(buffers: readonly AudioBuffer[], volume = 1): Promise<void> {
    const loudness = new GainNode(this.#context, { gain: volume });
    loudness.connect(this.#context.destination);
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

  #buffer(address: string): Promise<AudioBuffer> {
    const known = this.#kept.get(address);
    if (known !== undefined) return known;
    const coming = this.#fetch(address);
    // A failure is not kept: the network may be back at the next call.
    coming.catch(() => this.#kept.delete(address));
    this.#kept.set(address, coming);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMost) break;
      this.#kept.delete(oldest);
    }
    return coming;
  }

  async #fetch(address: string): Promise<AudioBuffer> {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return this.decode(await response.arrayBuffer());
  }
}
