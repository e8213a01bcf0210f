import type { Hall, HallQueue, HallWindow } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useWatchedHall } from "../shared/use-hall.ts";
import { useTitle } from "../shared/use-title.ts";
import { waitingWords } from "../shared/wait-words.ts";

const pages = [
  { href: "/kiosk", name: "index.kiosk", use: "index.kioskFor" },
  { href: "/screen", name: "index.screen", use: "index.screenFor" },
  { href: "/clerk", name: "index.clerk", use: "index.clerkFor" },
  { href: "/guide", name: "index.guide", use: "index.guideFor" },
  { href: "/manager", name: "index.manager", use: "index.managerFor" },
  { href: "/voice", name: "index.voice", use: "index.voiceFor" },
] as const;

function QueueRow({ queue, hall }: { queue: HallQueue; hall: Hall }) {
  const text = useText();
  const nameOf = useName();
  const heat = heatOf(queue, hall);
  return (
    <li className="queue">
      <span className="queue-name">{nameOf(queue)}</span>
      <span>{waitingWords(text, queue.waiting)}</span>
      <span className="soft">
        {queue.waiting > 0 && queue.longestWaitMinutes !== null
          ? text("index.longest", { count: Math.round(queue.longestWaitMinutes) })
          : ""}
      </span>
      <span className={`chip chip-${heat}`}>{text(`index.heat.${heat}`)}</span>
    </li>
  );
}

function WindowCard({ window }: { window: HallWindow }) {
  const text = useText();
  const nameOf = useName();
  return (
    <li className={`window window-${window.state}`}>
      <a href={`/clerk/${encodeURIComponent(window.id)}`}>{nameOf(window)}</a>
      <span className="number">{window.ticket ?? "–"}</span>
      <span className="soft">{text(`windowState.${window.state}`)}</span>
    </li>
  );
}

/** The hall at a glance, and the way to every page. */
export function HomePage() {
  const text = useText();
  const nameOf = useName();
  const { view, freshness } = useWatchedHall();
  const hallName = view === null ? "" : nameOf({ ...view, id: "hall" });
  useTitle(text("index.title"));
  return (
    <main className="glance">
      <header>
        <div>
          <p className="soft">{hallName}</p>
          <h1>{text("index.title")}</h1>
          <p>{text("index.lead")}</p>
        </div>
        <LanguageButtons />
      </header>
      <section aria-labelledby="pages">
        <h2 id="pages">{text("index.pages")}</h2>
        <ul className="pages">
          {pages.map(({ href, name, use }) => (
            <li key={href}>
              <a className="card" href={href}>
                <strong>{text(name)}</strong>
                <span>{text(use)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      {view === null ? (
        <p>{text("common.connecting")}</p>
      ) : (
        <>
          <section aria-labelledby="windows">
            <h2 id="windows">{text("index.windows")}</h2>
            <ul className="windows">
              {view.windows.map((window) => (
                <WindowCard key={window.id} window={window} />
              ))}
            </ul>
          </section>
          <section aria-labelledby="queues">
            <h2 id="queues">{text("index.queues")}</h2>
            <ul className="card queues">
              {view.queues.map((queue) => (
                <QueueRow key={queue.id} queue={queue} hall={view} />
              ))}
            </ul>
          </section>
        </>
      )}
      <StaleMark freshness={freshness} />
    </main>
  );
}
