import { type AdviceReason, type ExpectedOfHour, isSameAdvice } from "../advice.ts";
import { waitingFor } from "../callable.ts";
import { MINUTE_MS } from "../durations.ts";
import { event, type HallEvent } from "../events.ts";
import { type Instant, idOfDay } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { HallRules } from "../rules.ts";
import { isScheduled, tenths, waitingIn } from "../scheduling.ts";
import type { Advice, HallState } from "../state.ts";
import { servingWindows } from "../waits.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

/** Figures that have moved by more than this are told again. */
const NEWS_MINUTES = 60;

/** What the scheduler would tell people now takes the place of what it told them before, where that is news. */
export function adviseHour(hall: ReadyHall, { advice }: IntentOf<"advise-hour">, at: Instant): Decision {
  const { state, rules } = hall;
  if (!isScheduled(state, rules)) return refuse("scheduler-off");
  const { day, scheduling } = state;
  const known = [...scheduling.advice.values()];
  const stands = advice.filter((each) => isAbout(state, each));
  const over = known.filter((old) => !stands.some((each) => isSameAdvice(old, each) && !isNews(old, each)));
  const fresh = stands.filter((each) => !known.some((old) => isSameAdvice(old, each) && !isNews(old, each)));
  return [
    ...over.map(({ id }) => event("advice-ended", { advice: id, why: "over" })),
    ...fresh.map((each, n) =>
      event("advice-given", {
        advice: idOfDay(day, scheduling.adviceCount + 1 + n, "A"),
        ...reasonOf(state, each, at),
      }),
    ),
  ];
}

export function dismissAdvice({ state }: ReadyHall, intent: IntentOf<"dismiss-advice">): Decision {
  const { advice: id, by } = intent;
  const advice = state.scheduling.advice.get(id);
  if (!advice) return refuse("unknown-advice", { advice: id });
  return advice.dismissed ? [] : [event("advice-dismissed", { advice: id, by })];
}

export function endAllAdvice({ scheduling }: HallState): HallEvent[] {
  return [...scheduling.advice.keys()].map((advice) => event("advice-ended", { advice, why: "overtaken" }));
}

/** Nobody can do any more what was advised about a queue or window that goes. */
export function mootAdvice({ scheduling }: HallState, { queues, windows }: HallRules): HallEvent[] {
  const isGone = (advice: Advice) =>
    advice.what === "open"
      ? queues.every(({ id }) => id !== advice.queue)
      : windows.every(({ id }) => id !== advice.window);
  return [...scheduling.advice.values()]
    .filter(isGone)
    .map(({ id }) => event("advice-ended", { advice: id, why: "overtaken" }));
}

/** Whether the hall is still as the advice takes it to be: the queue is there, the window can be closed. */
function isAbout({ queues, windows }: HallState, advice: ExpectedOfHour): boolean {
  if (advice.what === "open") return queues.has(advice.queue);
  const window = windows.get(advice.window);
  return window?.open === true && !window.paused && !window.ticket;
}

/** A shortage that has grown is told again, also to who has dismissed the smaller one. */
function isNews(old: Advice, now: ExpectedOfHour): boolean {
  return old.what === "open" && now.what === "open" && now.shortMinutes - old.shortMinutes > NEWS_MINUTES;
}

function reasonOf(state: HallState, advice: ExpectedOfHour, at: Instant): AdviceReason {
  if (advice.what === "open") {
    const { serving } = servingWindows(state, advice.queue);
    return { ...advice, waiting: waitingIn(state, advice.queue), serving };
  }
  const window = state.windows.get(advice.window);
  const others = [...state.windows.values()].filter(
    ({ id, open, paused }) => open && !paused && id !== advice.window,
  );
  return {
    ...advice,
    waiting: window ? waitingFor(state, window) : 0,
    serving: others.length,
    idleMinutes: tenths((at - (window?.idleSince ?? at)) / MINUTE_MS),
  };
}
