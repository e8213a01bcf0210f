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

/**
 * A WAVE file of 16-bit PCM, its channels mixed to one. A length that goes beyond the bytes is taken as "to the end":
 * programs that write into a pipe cannot know it.
 * @throws RangeError when the bytes are none
 */
export function readWav(bytes: Uint8Array): Sound {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    file.length < 12 ||
    file.toString("latin1", 0, 4) !== "RIFF" ||
    file.toString("latin1", 8, 12) !== "WAVE"
  )
    throw new RangeError("the bytes are no WAVE file");
  let format: { channels: number; sampleRate: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, Math.min(file.length, at + 8 + length));
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

function formatIn(chunk: Buffer): { channels: number; sampleRate: number } {
  if (chunk.length < 16) throw new RangeError("the WAVE file's format is cut short");
  const [coding, channels] = [chunk.readUInt16LE(0), chunk.readUInt16LE(2)];
  const [sampleRate, bits] = [chunk.readUInt32LE(4), chunk.readUInt16LE(14)];
  if (coding !== 1 || bits !== 16) throw new RangeError("the WAVE file is not 16-bit PCM");
  if (channels < 1 || channels > 2) throw new RangeError(`the WAVE file has ${channels} channels`);
  if (sampleRate < 8_000 || sampleRate > 96_000)
    throw new RangeError(`the WAVE file has ${sampleRate} samples a second`);
  return { channels, sampleRate };
}

function mixed(data: Buffer, channels: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.floor(data.length / (BYTES_PER_SAMPLE * channels)));
  for (let i = 0; i < samples.length; i += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += data.readInt16LE((i * channels + channel) * BYTES_PER_SAMPLE);
    samples[i] = sum / channels / FULL_SCALE;
  }
  return samples;
}

/** A WAVE file of 16-bit PCM with one channel. */
export function writeWav({ sampleRate, samples }: Sound): Buffer {
  const dataBytes = samples.length * BYTES_PER_SAMPLE;
  const file = Buffer.alloc(HEADER_BYTES + dataBytes);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * BYTES_PER_SAMPLE, 28);
  file.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(dataBytes, 40);
  samples.forEach((sample, i) => {
    const bounded = Math.max(-1, Math.min(1, sample));
    file.writeInt16LE(Math.round(bounded * FULL_SCALE), HEADER_BYTES + i * BYTES_PER_SAMPLE);
  });
  return file;
}
