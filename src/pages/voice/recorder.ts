import { writeWav } from "../../voice/wav.ts";
import type { SoundPlayer } from "../shared/sound-player.ts";

/** Speech has nothing above half of it. */
const clipRate = 24_000;
/** A word takes a second; one that is recorded for this long was forgotten. */
const longestMs = 8_000;

/** Whether this page may ask for a microphone: browsers allow it on the machine itself and over https only. */
export function canRecord(): boolean {
  return "mediaDevices" in navigator && "MediaRecorder" in globalThis;
}

/** The microphone, opened when it is first needed and kept open, so that no first syllable is lost. */
export class Recorder {
  #stream: Promise<MediaStream> | null = null;

  /** Records until `stop` is called. Rejects when there is no microphone, or no leave to use it. */
  async start(): Promise<{ stop(): void; recorded: Promise<Blob> }> {
    this.#stream ??= navigator.mediaDevices.getUserMedia({
      // The hall's loudness is made equal afterwards; a gain that follows the voice would pump.
      audio: { autoGainControl: false, echoCancellation: false, noiseSuppression: true },
    });
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

  close(): void {
    void this.#stream?.then((stream) => {
      for (const track of stream.getTracks()) track.stop();
    });
  }
}

/** Whatever sound the browser can read, as the one kind that the daemon keeps. Rejects when it is none. */
export async function wavOf(sound: Blob, player: SoundPlayer): Promise<Blob> {
  const decoded = await player.decode(await sound.arrayBuffer());
  const context = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * clipRate)), clipRate);
  const source = new AudioBufferSourceNode(context, { buffer: decoded });
  source.connect(context.destination);
  source.start();
  const samples = (await context.startRendering()).getChannelData(0);
  return new Blob([writeWav({ sampleRate: clipRate, samples })], { type: "audio/wav" });
}
