/** One channel of sound. */
export interface Sound {
  /** Samples per second. */
  sampleRate: number;
  /** From −1 to 1. */
  samples: Float32Array<ArrayBuffer>;
}

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;
const FULL_SCALE = 32_767;

/** The four letters at a place of a file. */
function letters(file: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => file.getUint8(at + i)));
}

/**
 * A WAVE file of 16-bit PCM, its channels mixed to one. A length that goes beyond the bytes is taken as "to the end":
 * programs that write into a pipe cannot know it.
 * @throws RangeError when the bytes are none
 */
export function readWav(bytes: Uint8Array): Sound {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.byteLength < 12 || letters(file, 0) !== "RIFF" || letters(file, 8) !== "WAVE")
    throw new RangeError("the bytes are no WAVE file");
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= file.byteLength; ) {
    const name = letters(file, at);
    const length = file.getUint32(at + 4, true);
    const from = bytes.byteOffset + at + 8;
    const body = new DataView(bytes.buffer, from, Math.min(file.byteLength - at - 8, length));
    if (name === "fmt ") format = formatIn(body);
    if (name === "data") {
      if (!format) throw new RangeError("the WAVE file tells no format before its samples");
      return { sampleRate: format.sampleRate, samples: mixed(body, format.channels) };
    }
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  throw new RangeError("the WAVE file has no samples");
}

function formatIn(chunk: DataView): { channels: number; sampleRate: number } {
  if (chunk.byteLength < 16) throw new RangeError("the WAVE file's format is cut short");
  const [coding, channels] = [chunk.getUint16(0, true), chunk.getUint16(2, true)];
  const [sampleRate, bits] = [chunk.getUint32(4, true), chunk.getUint16(14, true)];
  if (coding !== 1 || bits !== 16) throw new RangeError("the WAVE file is not 16-bit PCM");
  if (channels < 1 || channels > 2) throw new RangeError(`the WAVE file has ${channels} channels`);
  if (sampleRate < 8_000 || sampleRate > 96_000)
    throw new RangeError(`the WAVE file has ${sampleRate} samples a second`);
  return { channels, sampleRate };
}

function mixed(data: DataView, channels: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.floor(data.byteLength / (BYTES_PER_SAMPLE * channels)));
  for (let i = 0; i < samples.length; i += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += data.getInt16((i * channels + channel) * BYTES_PER_SAMPLE, true);
    samples[i] = sum / channels / FULL_SCALE;
  }
  return samples;
}

/** A WAVE file of 16-bit PCM with one channel. */
export function writeWav({ sampleRate, samples }: Sound): Uint8Array<ArrayBuffer> {
  const dataBytes = samples.length * BYTES_PER_SAMPLE;
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const file = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("RIFF....WAVEfmt "), 0);
  file.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, sampleRate * BYTES_PER_SAMPLE, true);
  file.setUint16(32, BYTES_PER_SAMPLE, true);
  file.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode("data"), 36);
  file.setUint32(40, dataBytes, true);
  samples.forEach((sample, i) => {
    const bounded = Math.max(-1, Math.min(1, sample));
    file.setInt16(HEADER_BYTES + i * BYTES_PER_SAMPLE, Math.round(bounded * FULL_SCALE), true);
  });
  return bytes;
}
