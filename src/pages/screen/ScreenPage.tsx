import { useEffect, useState } from "react";
import { inLanguage, type Language, languages, type TextKey, textIn } from "../../i18n/text.ts";
import type { Hall, HallWindow, Named } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useHall } from "../shared/use-hall.ts";
import { useTitle } from "../shared/use-title.ts";
import { type Call, callsAfterCall, callsAfterView } from "./calls.ts";
import { type Caption, useAnnouncements } from "./use-announcements.ts";
import { useTurningLanguage } from "./use-turning-language.ts";

/** Calls in the largest letters; older ones stand below in smaller ones. */
const largeCalls = 3;

const named = (thing: Named | undefined, language: Language): string =>
  inLanguage(thing?.names ?? thing?.name, language);

/** A heading in every language at once. */
function Heading({ id, text }: { id: string; text: TextKey }) {
  return (
    <h2 id={id}>
      {languages.map((language) => (
        <span key={language} lang={language}>
          {textIn(language)(text)}
        </span>
      ))}
    </h2>
  );
}

function Calls({ calls, hall, language }: { calls: readonly Call[]; hall: Hall; language: Language }) {
  const windowName = (id: string) =>
    named(
      hall.windows.find((window) => window.id === id),
      language,
    );
  return (
    <section className="calls" aria-labelledby="calls">
      <Heading id="calls" text="screen.calling" />
      {calls.length === 0 && <p className="no-calls">{textIn(language)("screen.noCalls")}</p>}
      <ol className="calls-large">
        {calls.slice(0, largeCalls).map(({ number, window, times }) => (
          <li key={`${number}-${times}`}>
            <span className="number">{number}</span>
            <span className="to" lang={language}>
              {windowName(window)}
            </span>
          </li>
        ))}
      </ol>
      {calls.length > largeCalls && (
        <>
          <Heading id="last-calls" text="screen.lastCalls" />
          <ol className="calls-last" aria-labelledby="last-calls">
            {calls.slice(largeCalls).map(({ number, window }) => (
              <li key={number}>
                <span className="number">{number}</span> <span lang={language}>{windowName(window)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function WindowLine({ window, hall, language }: { window: HallWindow; hall: Hall; language: Language }) {
  const serves = window.sign.map((id) =>
    named(
      hall.queues.find((queue) => queue.id === id),
      language,
    ),
  );
  return (
    <li className={`window window-${window.state}`}>
      <span className="window-name">{named(window, language)}</span>
      <span className="number">{window.ticket ?? ""}</span>
      <span className="sign">
        {window.state === "paused"
          ? textIn(language)("windowState.paused")
          : serves.join(textIn(language)("common.separator"))}
      </span>
    </li>
  );
}

/** As many columns as let every window's line be read; a full county hall needs three. */
function columnsFor(windows: number): 1 | 2 | 3 {
  if (windows > 14) return 3;
  return windows > 8 ? 2 : 1;
}

function Windows({ hall, language }: { hall: Hall; language: Language }) {
  const open = hall.windows.filter(({ state }) => state !== "closed");
  return (
    <section className="windows" aria-labelledby="windows">
      <Heading id="windows" text="screen.serves" />
      {open.length === 0 && <p className="no-calls">{textIn(language)("screen.hallClosed")}</p>}
      <ul lang={language} data-columns={columnsFor(open.length)} data-tight={open.length > 18}>
        {open.map((window) => (
          <WindowLine key={window.id} window={window} hall={hall} language={language} />
        ))}
      </ul>
    </section>
  );
}

function Queues({ hall, language }: { hall: Hall; language: Language }) {
  const text = textIn(language);
  const waiting = hall.queues.filter((queue) => queue.waiting > 0).sort((a, b) => b.waiting - a.waiting);
  return (
    <section className="queues" aria-label={text("screen.queues")} lang={language}>
      <ul>
        {waiting.map((queue) => (
          <li key={queue.id}>
            {named(queue, language)}{" "}
            <strong className={`heat-${heatOf(queue)}`}>
              {text("common.waiting", { count: queue.waiting })}
            </strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CaptionBar({ caption }: { caption: Caption | null }) {
  return (
    <section className="caption" aria-live="polite">
      {caption !== null &&
        languages.map((language) => {
          const words = caption.texts[language];
          return words === undefined ? null : (
            <p key={language} lang={language}>
              {words}
            </p>
          );
        })}
    </section>
  );
}

/** What is called when no announcer says it: the same words, from the newest call. */
function captionOfCall(call: Call, hall: Hall): Caption {
  const window = hall.windows.find(({ id }) => id === call.window);
  const words = (language: Language) =>
    textIn(language)(call.times > 1 ? "voice.recall" : "voice.call", {
      number: call.number,
      window: named(window, language),
    });
  return { texts: { "zh-CN": words("zh-CN"), bo: words("bo"), en: words("en") } };
}

/** The wall: who is called where, what was called before, what each window serves, and what is being said. */
export function ScreenPage() {
  const language = useTurningLanguage(location.search);
  const [calls, setCalls] = useState<readonly Call[]>([]);
  const [caption, hear] = useAnnouncements(location.search);
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
  useTitle(textIn("zh-CN")("screen.title"));

  const newest = calls[0];
  if (hall === null) return <main className="screen no-calls">{textIn(language)("common.connecting")}</main>;
  return (
    <main className="screen">
      <h1 className="visually-hidden">{named({ ...hall, id: "hall" }, language)}</h1>
      <Calls calls={calls} hall={hall} language={language} />
      <Windows hall={hall} language={language} />
      <Queues hall={hall} language={language} />
      <CaptionBar caption={caption ?? (newest === undefined ? null : captionOfCall(newest, hall))} />
      <StaleMark freshness={freshness} />
    </main>
  );
}
