import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { Hall, HallWindow, Service } from "../shared/contract.ts";
import { LanguageButtons, useLanguage, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { type Desk, useDesk } from "../shared/use-desk.ts";
import { useHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useStaffRead } from "../shared/use-staff-read.ts";
import { useTitle } from "../shared/use-title.ts";
import { ActButtons } from "./ActButtons.tsx";
import { type Act, actOfKey, actsIn, type Choice } from "./acts.ts";
import { ChoicePanel } from "./ChoicePanel.tsx";
import { CurrentTicket } from "./CurrentTicket.tsx";
import type { Chosen, Offer } from "./choices.ts";
import type { Line } from "./line.ts";
import { ProposalCard } from "./ProposalCard.tsx";
import { SignIn } from "./SignIn.tsx";
import { useKeys } from "./use-keys.ts";
import { useTypedAhead } from "./use-typed-ahead.ts";
import { NextInBrief, WaitingList } from "./WaitingList.tsx";

/** The clerk's page: one window, every act on one key. */
export function ClerkPage({ window: id }: { window: string }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const { view: hall, freshness, refresh } = useHall();
  const { view: desk } = useDesk(id);
  const services = useServices() ?? [];
  const window = desk?.window ?? hall?.windows.find((each) => each.id === id);
  const linePath = `/windows/${encodeURIComponent(id)}/line`;
  const {
    answer: line,
    mustSignIn,
    refresh: refreshLine,
  } = useStaffRead<Line>(linePath, versionOf(window, desk));
  const [choice, setChoice] = useState<Choice | null>(null);
  const [keysOn, setKeysOn] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const proposal = desk?.proposal ?? null;
  const acts = window === undefined ? [] : actsIn(window.state, { mustSignIn, ...situationOf(line, desk) });
  useTitle(window === undefined ? staffText("clerk.title") : `${window.ticket ?? "–"} · ${nameOf(window)}`);

  const ahead = useTypedAhead(`${window?.state} ${window?.ticket}`, (code) => {
    const act = choice === null ? actOfKey(acts, code) : undefined;
    if (act !== undefined) perform(act);
  });

  async function ask(path: string, body: object) {
    ahead.asked();
    setProblem(null);
    try {
      await post(path, body);
    } catch (error) {
      const code = codeOf(error);
      if (code === "not-signed-in") setChoice("hand-over");
      else setProblem(code);
    }
    refresh();
    refreshLine();
  }

  function send({ verb, body, visit }: Chosen) {
    setChoice(null);
    const place = visit === undefined ? `/windows/${encodeURIComponent(id)}` : `/visits/${visit}`;
    void ask(`${place}/${verb}`, body);
  }

  function perform(act: Act) {
    if ("choose" in act.does) setChoice(act.does.choose);
    else send(act.does);
  }

  function answer(verdict: "accept" | "decline") {
    if (proposal !== null) void ask(`/scheduler/proposals/${encodeURIComponent(proposal.id)}/${verdict}`, {});
  }

  useKeys(true, (code) => {
    if (code === "F8") {
      setKeysOn(!keysOn);
      return true;
    }
    if (!keysOn || choice !== null) return false;
    if (proposal !== null && (code === "KeyY" || code === "KeyD")) {
      answer(code === "KeyY" ? "accept" : "decline");
      return true;
    }
    const act = actOfKey(acts, code);
    if (act === undefined) return ahead.keep(code);
    perform(act);
    return true;
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
        {line?.clerk && <span>{line.clerk.name}</span>}
        {window !== undefined && (
          <span className={`chip window-chip window-chip-${window.state}`}>
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
          <kbd>F8</kbd> {staffText(keysOn ? "clerk.keysOn" : "clerk.keysOff")}
        </button>
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <main>
        {window === undefined && <p>{text("common.connecting")}</p>}
        {window !== undefined && (
          <CurrentTicket
            window={window}
            visit={desk?.visit ?? null}
            inHand={line?.inHand ?? null}
            services={services}
            hallNow={hall?.at}
          />
        )}
        <NextInBrief line={line} />
        <div role="alert">
          {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
        </div>
        {proposal !== null && <ProposalCard proposal={proposal} queues={queues} onAnswer={answer} />}
        {choice === null && <ActButtons acts={acts} onAct={perform} />}
        {choice === "hand-over" && (
          <SignIn
            window={id}
            relieves={line?.clerk != null || (window?.state !== "closed" && mustSignIn)}
            onSignedIn={() => {
              setChoice(null);
              refreshLine();
            }}
            onCancel={() => setChoice(null)}
          />
        )}
        {choice !== null && choice !== "hand-over" && hall !== null && (
          <ChoicePanel
            choice={choice}
            offer={offerOf(hall, window, desk, services)}
            keysOn={keysOn}
            onChosen={send}
            onCancel={() => setChoice(null)}
          />
        )}
      </main>
      {window !== undefined && hall !== null && <WaitingList window={window} hall={hall} line={line} />}
      <StaleMark freshness={freshness} />
    </div>
  );
}

/** What tells that the window's line is another one. */
function versionOf(window: HallWindow | undefined, desk: Desk | null): string {
  if (desk === null || window === undefined) return "";
  return [window.state, window.ticket, window.sign, desk.waiting, desk.parked.length, desk.visit?.id].join(
    " ",
  );
}

function situationOf(line: Line | null, desk: Desk | null) {
  return {
    signedIn: line?.clerk != null,
    hasLastVisit: desk?.lastVisit != null,
    hasParked: (desk?.parked.length ?? 0) > 0,
  };
}

function offerOf(
  hall: Hall,
  window: HallWindow | undefined,
  desk: Desk | null,
  services: readonly Service[],
): Offer {
  return {
    queues: hall.queues,
    windows: hall.windows.filter(({ id, state }) => id !== window?.id && state !== "closed"),
    services: services.filter((service) => mayServe(window, service.queue)),
    parked: desk?.parked ?? [],
    dispensers: hall.dispensers.filter(({ prints }) => prints),
    visit: desk?.visit?.id ?? desk?.lastVisit?.id ?? null,
    lastVisit: desk?.lastVisit?.id ?? null,
    lastNumber: desk?.lastVisit?.number ?? null,
  };
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
