import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { AtWindow, HallWindow, Lane } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { LanguageButtons, useLanguage, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useDesk } from "../shared/use-desk.ts";
import { useHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { waitingWords } from "../shared/wait-words.ts";
import { ActButtons } from "./ActButtons.tsx";
import { type Act, actOfKey, actsIn, type Choice } from "./acts.ts";
import { ChoicePanel, type Chosen } from "./ChoicePanel.tsx";
import { CurrentTicket } from "./CurrentTicket.tsx";
import { ProposalCard } from "./ProposalCard.tsx";
import { SignIn } from "./SignIn.tsx";
import { useKeys } from "./use-keys.ts";

/** The clerk's page: one window, every act on one key. */
export function ClerkPage({ window: id }: { window: string }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const { view: hall, freshness, refresh } = useHall();
  const { view: desk } = useDesk(id);
  const services = useServices() ?? [];
  const [lanes, setLanes] = useState<Readonly<Record<string, Lane>>>({});
  const [choice, setChoice] = useState<Choice | null>(null);
  const [keysOn, setKeysOn] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [signInAsked, setSignInAsked] = useState(false);
  const [signedIn, setSignedIn] = useState(false);
  const window = desk?.window ?? hall?.windows.find((each) => each.id === id);
  const proposal = desk?.proposal ?? null;
  const acts = window === undefined ? [] : actsIn(window.state, signedIn);
  useTitle(window === undefined ? staffText("clerk.title") : `${window.ticket ?? "–"} · ${nameOf(window)}`);

  async function send({ verb, body }: Chosen) {
    setChoice(null);
    setProblem(null);
    try {
      const { ticket } = await post<Partial<AtWindow>>(`/windows/${encodeURIComponent(id)}/${verb}`, body);
      if (ticket) setLanes({ [ticket.number]: ticket.lane });
      if (verb === "sign-out") setSignedIn(false);
    } catch (error) {
      const code = codeOf(error);
      if (code === "not-signed-in") setSignInAsked(true);
      else setProblem(code);
    }
    refresh();
  }

  function onSignedIn() {
    setSignInAsked(false);
    setSignedIn(true);
  }

  function perform(act: Act) {
    if ("choose" in act.does) setChoice(act.does.choose);
    else void send(act.does);
  }

  async function answer(verdict: "accept" | "decline") {
    if (proposal === null) return;
    try {
      await post(`/scheduler/proposals/${encodeURIComponent(proposal.id)}/${verdict}`, {});
      setProblem(null);
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  useKeys(keysOn && choice === null && !signInAsked, (code) => {
    if (proposal !== null && (code === "KeyY" || code === "KeyD")) {
      void answer(code === "KeyY" ? "accept" : "decline");
      return true;
    }
    const act = actOfKey(acts, code);
    if (act !== undefined) perform(act);
    return act !== undefined;
  });

  if (hall !== null && window === undefined)
    return (
      <main className="choose">
        <p className="notice notice-bad">{refusalText(language, "unknown-window")}</p>
        <a className="button" href="/clerk">
          {staffText("clerk.choose")}
        </a>
      </main>
    );
  const queues = hall?.queues ?? [];
  return (
    <div className="clerk">
      <header>
        <h1>{nameOf(window)}</h1>
        {window !== undefined && (
          <span className={`chip window-chip-${window.state}`}>
            {text(`windowState.${window.state}`)}
            {window.state === "paused" && ` · ${pauseWords(window, staffText)}`}
          </span>
        )}
        <button
          type="button"
          className="button small"
          aria-pressed={keysOn}
          onClick={() => setKeysOn(!keysOn)}
        >
          {staffText(keysOn ? "clerk.keysOn" : "clerk.keysOff")}
        </button>
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <main>
        {window === undefined && <p>{text("common.connecting")}</p>}
        {signInAsked && <SignIn window={id} onSignedIn={onSignedIn} />}
        {window !== undefined && (
          <CurrentTicket
            window={window}
            visit={desk?.visit ?? null}
            lane={lanes[window.ticket ?? ""] ?? null}
            services={services}
            hallNow={hall?.at}
          />
        )}
        <div role="alert">
          {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
        </div>
        {proposal !== null && <ProposalCard proposal={proposal} queues={queues} onAnswer={answer} />}
        {choice === null ? (
          <ActButtons acts={acts} onAct={perform} />
        ) : (
          <ChoicePanel
            choice={choice}
            queues={queues}
            services={services.filter((service) => mayServe(window, service.queue))}
            parked={desk?.parked ?? []}
            keysOn={keysOn}
            onChosen={send}
            onCancel={() => setChoice(null)}
          />
        )}
      </main>
      <aside aria-labelledby="waiting">
        <h2 id="waiting">{staffText("clerk.waiting")}</h2>
        <ul>
          {queues
            .filter((queue) => window?.sign.includes(queue.id))
            .map((queue) => (
              <li key={queue.id}>
                <strong>{nameOf(queue)}</strong>
                <span className={`chip chip-${heatOf(queue)}`}>{waitingWords(text, queue.waiting)}</span>
                {queue.waiting > 0 && (
                  <span className="soft">
                    {text("index.longest", { count: Math.round(queue.longestWaitMinutes ?? 0) })}
                  </span>
                )}
              </li>
            ))}
        </ul>
      </aside>
      <StaleMark freshness={freshness} />
    </div>
  );
}

function mayServe(window: HallWindow | undefined, queue: string): boolean {
  return window !== undefined && (window.sign.includes(queue) || window.home.includes(queue));
}

function pauseWords(window: HallWindow, staffText: ReturnType<typeof useStaffText>): string {
  switch (window.pauseReason) {
    case "rest":
    case "meal":
    case "meeting":
    case "errand":
    case "equipment":
      return staffText(`clerk.pauseReason.${window.pauseReason}`);
    default:
      return window.pauseReason ?? "";
  }
}
