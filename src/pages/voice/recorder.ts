import { writeWav } from "../../voice/wav.ts";
import type { SoundPlayer } from "../shared/sound-player.ts";
import { type LevelHint, levelHint, peakDb, silenceDb } from "./level.ts";

/** Speech has nothing above half of it. */
const clipRate = 24_000;
/** A word takes a second and a kiosk's sentence five; what is recorded for this long was forgotten. */
const longestMs = 12_000;
/** A phone's recording of a sentence, uncompressed and in stereo, is a tenth of this. */
const longestFileBytes = 20_000_000;

/** Whether this page may ask for a microphone: browsers allow it on the machine itself and over https only. */
export function canRecord(): boolean {
  return "mediaDevices" in navigator && "MediaRecorder" in globalThis;
}

/** The microphone, opened when it is first needed and kept open, so that no first syllable is lost. */
export class Recorder {
  #stream: Promise<MediaStream> | null = null;
  #listening: { context: AudioContext; analyser: AnalyserNode } | null = null;

  /** Records until `stop` is called. Rejects when there is no microphone, or no leave to use it. */
  async start(): Promise<{ stop(): void; recorded: Promise<Blob> }> {
    this.#stream ??= this.#open();
    const stream = await this.#stream.catch((error: unknown) => {
      this.#stream = null;
      throw error;
    });
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    const recorded = new Promise<Blob>((resolve) => {
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    });
    recorder.start();
    const stop = () => {
      clearTimeout(timer);
      if (recorder.state !== "inactive") recorder.stop();
    };
    const timer = setTimeout(stop, longestMs);
    return { stop, recorded };
  }

  /** How loud the microphone hears at this moment. */
  levelDb(): number {
    if (this.#listening === null) return silenceDb;
    const { analyser } = this.#listening;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return peakDb(samples);
  }

  close(): void {
    void this.#listening?.context.close();
    void this.#stream?.then((stream) => {
      for (const track of stream.getTracks()) track.stop();
    });
  }

  async #open(): Promise<MediaStream> {
    const stream = await navigator.mediaDevices.getUserMedia({
      // The hall's loudness is made equal afterwards; a gain that follows the voice would pump.
      audio: { autoGainControl: false, echoCancellation: false, noiseSuppression: true },
    });
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 2048 });
    context.createMediaStreamSource(stream).connect(analyser);
    this.#listening = { context, analyser };
    return stream;
  }
}

/** A sound is longer than any word or sentence. */
export class SoundTooLong extends Error {
  override name = "SoundTooLong";
}

/**
 * Whatever sound the browser can read, as the one kind that the daemon keeps: one channel of `clipRate`, from a
 * phone's 44.1 kHz stereo too. Rejects when it is none, and with SoundTooLong.
 */
export async function wavOf(
  sound: Blob,
  player: SoundPlayer,
): Promise<{ wav: Blob; hint: LevelHint | null }> {
  if (sound.size > longestFileBytes) throw new SoundTooLong(`${sound.size} bytes`);
  const decoded = await player.decode(await sound.arrayBuffer());
  if (decoded.duration * 1000 > longestMs + 1_000) throw new SoundTooLong(`${decoded.duration} s`);
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * clipRate)), clipRate);
  const source = new AudioBufferSourceNode(context, { buffer: decoded });
  source.connect(context.destination);
  source.start();
  const samples = (await context.startRendering()).getChannelData(0);
  const wav = new Blob([writeWav({ sampleRate: clipRate, samples })], { type: "audio/wav" });
  return { wav, hint: levelHint(samples) };
}
