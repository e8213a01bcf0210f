import { useCallback, useEffect, useRef, useState } from "react";
import { browserVoice } from "../shared/browser-voice.ts";
import type { LiveMessage } from "../shared/live.ts";
import { SoundPlayer } from "../shared/sound-player.ts";
import type { VoiceView } from "../shared/voice-engines.ts";
import { announcementOf } from "./announcement.ts";
import { type Announcement, Announcer, type Voice } from "./announcer.ts";
import { hallVoice } from "./hall-voice.ts";
import { StandingCalls } from "./standing-calls.ts";

const shownMs = 20_000;

const silence: Voice = {
  plan: () => ({ languages: [], repeat: 1 }),
  speaks: () => false,
  say: () => Promise.resolve(),
};

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A player for as long as the page is there; null on a screen that is silent. */
function usePlayer(speaks: boolean): [SoundPlayer | null, isBlocked: boolean] {
  const [player, setPlayer] = useState<SoundPlayer | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  useEffect(() => {
    if (!speaks) return;
    const made = new SoundPlayer();
    setPlayer(made);
    const look = () => setBlocked(made.isBlocked);
    const allow = () => void made.allow().then(look);
    made.onChange(look);
    allow();
    // Any touch or key will do: a wall has no mouse, and who comes with a keyboard looks for no button.
    addEventListener("pointerdown", allow);
    addEventListener("keydown", allow);
    return () => {
      removeEventListener("pointerdown", allow);
      removeEventListener("keydown", allow);
      setPlayer(null);
      setBlocked(false);
      made.close();
    };
  }, [speaks]);
  return [player, isBlocked];
}

export interface Announcements {
  /** What is being said. */
  caption: Announcement | null;
  /** Takes live messages. */
  hear(message: LiveMessage): void;
  /** The browser lets nothing be heard before a touch or a key. */
  isBlocked: boolean;
}

/**
 * Says the calls that it hears and keeps the caption of the one that is being said.
 * @param speaks one screen of a zone does
 * @param isMine whether a call of this window belongs on this screen
 */
export function useAnnouncements(
  view: VoiceView | null,
  speaks: boolean,
  isMine: (window: string) => boolean,
): Announcements {
  const [caption, setCaption] = useState<Announcement | null>(null);
  const [player, isBlocked] = usePlayer(speaks);
  const latest = useRef({ view, isMine });
  latest.current = { view, isMine };
  const [calls] = useState(() => new StandingCalls());
  const announcer = useRef<Announcer | null>(null);
  useEffect(() => {
    const voice =
      player === null
        ? silence
        : hallVoice(() => latest.current.view, {
            play: (addresses, volume) => player.play(addresses, volume),
            speaks: (language) => browserVoice.speaks(language),
            speak: (words, language, volume) => browserVoice.say(words, language, 1, volume),
          });
    const stands = (call: Announcement) => calls.stands(call);
    // A copy each time: a call that is said again is captioned anew.
    const onTurn = (call: Announcement) => setCaption({ ...call });
    announcer.current = new Announcer({ voice, onTurn, stands, rest });
  }, [player, calls]);
  const hear = useCallback(
    (message: LiveMessage) => {
      calls.hear(message);
      const call = announcementOf(message);
      if (call !== null && latest.current.isMine(call.window)) announcer.current?.announce(call);
    },
    [calls],
  );
  useEffect(() => {
    if (caption === null) return;
    const timer = setTimeout(() => setCaption(null), shownMs);
    return () => clearTimeout(timer);
  }, [caption]);
  return { caption, hear, isBlocked };
}
