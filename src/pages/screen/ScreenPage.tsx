import { useEffect, useState } from "react";
import { textIn } from "../../i18n/text.ts";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useHall } from "../shared/use-hall.ts";
import { usePolled } from "../shared/use-polled.ts";
import { useTitle } from "../shared/use-title.ts";
import type { VoiceView } from "../shared/voice-engines.ts";
import { Calls } from "./Calls.tsx";
import { CaptionBar } from "./CaptionBar.tsx";
import { type Call, callsAfterCall, callsAfterView } from "./calls.ts";
import { Notices } from "./Notices.tsx";
import { languagesOf, nameIn } from "./names.ts";
import { Queues, type QueueWait } from "./Queues.tsx";
import { useAnnouncements } from "./use-announcements.ts";
import { useTurningLanguage } from "./use-turning-language.ts";
import { Windows } from "./Windows.tsx";

/** Waits grow and notices end without any event. */
const screenEveryMs = 30_000;
/** New clips and quiet hours are heard of within this. */
const voiceEveryMs = 60_000;

interface ScreenView {
  notices: Partial<Record<"zh-CN" | "bo" | "en", string>>[];
  waits: QueueWait[];
}

/**
 * The wall: who is called where, what was called before, what each window serves, who waits how long, what the hall
 * tells everybody, and what is being said. `?zone=` shows and speaks the calls of one zone only; the one screen of a
 * zone that speaks has `?voice=on`.
 */
export function ScreenPage() {
  const asked = new URLSearchParams(location.search);
  const voice = usePolled<VoiceView>("/voice", voiceEveryMs);
  const screen = usePolled<ScreenView>("/screen", screenEveryMs);
  const zoneId = asked.get("zone") ?? "";
  const zone = voice?.zones.find(({ id }) => id === zoneId);
  // A screen whose zone was misspelt shows all and says nothing: another one speaks for these windows.
  const isLost = zoneId !== "" && zone === undefined;
  const isMine = (window: string) => zone?.windows.includes(window) ?? true;
  const speaks = asked.get("voice") === "on" && !isLost;
  const { caption, hear, isBlocked } = useAnnouncements(voice, speaks, isMine);
  const [allCalls, setCalls] = useState<readonly Call[]>([]);
  const { view: hall, freshness } = useHall((message) => {
    hear(message);
    const { event, window, number } = message;
    const isCall = event === "ticket-called" || event === "ticket-recalled";
    if (isCall && typeof window === "string" && typeof number === "string")
      setCalls((shown) => callsAfterCall(shown, number, window));
  });
  useEffect(() => {
    if (hall !== null) setCalls((shown) => callsAfterView(shown, hall));
  }, [hall]);
  const language = useTurningLanguage(location.search, languagesOf(hall));
  const text = textIn(language);
  useTitle(textIn("zh-CN")("screen.title"));

  if (hall === null) return <main className="screen no-calls">{text("common.connecting")}</main>;
  const calls = allCalls.filter(({ window }) => isMine(window));
  const windows = hall.windows.filter(({ id }) => isMine(id));
  return (
    <main className="screen">
      <h1 className="visually-hidden">{nameIn(language, { ...hall, id: "hall" })}</h1>
      <Calls calls={calls} hall={hall} language={language} />
      <Windows windows={windows} hall={hall} language={language} />
      <div className="below">
        <Queues hall={hall} waits={screen?.waits ?? []} language={language} />
        <Notices notices={screen?.notices ?? []} language={language} />
      </div>
      <CaptionBar said={caption} newest={calls[0]} hall={hall} />
      {isLost && voice !== null && (
        <p className="notice notice-bad unknown-zone" lang={language}>
          {text("screen.unknownZone", { zone: zoneId })}
        </p>
      )}
      {isBlocked && (
        <button type="button" className="button allow-sound" lang={language}>
          {text("screen.allowSound")}
        </button>
      )}
      <StaleMark freshness={freshness} />
    </main>
  );
}
