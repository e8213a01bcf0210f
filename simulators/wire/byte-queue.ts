/** First in, first out, one byte at a time, without moving the rest. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #head = 0;
  length = 0;

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.length += bytes.length;
  }

  /** The next byte, or undefined if there is none. */
  shift(): number | undefined {
    const chunk = this.#chunks[0];
    if (chunk === undefined) return undefined;
    const byte = chunk[this.#head];
    this.#head += 1;
    this.length -= 1;
    if (this.#head === chunk.length) {
      this.#chunks.shift();
      this.#head = 0;
    }
    return byte;
  }

  clear(): void {
    this.#chunks = [];
    this.#head = 0;
    this.length = 0;
  }
}
