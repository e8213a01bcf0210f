import { Button } from "antd";
import { post } from "../shared/api.ts";
import type { Hall } from "../shared/contract.ts";
import { useName } from "../shared/language.tsx";
import type { Advice } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { FoldedList } from "./FoldedList.tsx";
import type { LedScheduler } from "./use-scheduler.ts";

interface HourAdviceProps {
  hall: Hall;
  advice: readonly Advice[];
  /** So many are in sight at once. */
  mostShown: number;
  lead: LedScheduler["lead"];
}

/** Where the hour ahead will be short or slack, in figures, with what a manager could do about it. */
export function HourAdvice({ hall, advice, mostShown, lead }: HourAdviceProps) {
  const staffText = useStaffText();
  const nameOf = useName();
  const nameOfWindow = (id: string) => nameOf(hall.windows.find((window) => window.id === id)) || id;
  const nameOfQueue = (id: string) => nameOf(hall.queues.find((queue) => queue.id === id)) || id;
  if (advice.length === 0) return null;

  /** The window does as advised; a refusal shows in the hall as it stays, and the advice stands. */
  async function set(id: string, verb: "open" | "close") {
    const reason = staffText("manager.reasonManager");
    await post(`/windows/${encodeURIComponent(id)}/${verb}`, { reason }).catch(() => {});
  }

  function wordsOf(each: Advice): string {
    const { waiting, serving } = each;
    if (each.what === "close")
      return staffText("scheduler.close", {
        window: nameOfWindow(each.window),
        idle: Math.round(each.idleMinutes),
        spare: each.spareMinutes,
        serving,
      });
    return staffText("scheduler.open", {
      queue: nameOfQueue(each.queue),
      work: each.workMinutes,
      short: each.shortMinutes,
      waiting,
      serving,
    });
  }

  function waysOut(of: Advice) {
    if (of.what === "close")
      return (
        <Button onClick={() => set(of.window, "close")}>
          {staffText("scheduler.closeOne", { window: nameOfWindow(of.window) })}
        </Button>
      );
    const windows = hall.windows.filter(({ id }) => of.windows.includes(id));
    const closed = windows.filter(({ state }) => state === "closed");
    const paused = windows.filter(({ state }) => state === "paused");
    return (
      <>
        {closed.slice(0, 3).map(({ id }) => (
          <Button key={id} type="primary" onClick={() => set(id, "open")}>
            {staffText("scheduler.openOne", { window: nameOfWindow(id) })}
          </Button>
        ))}
        {paused.slice(0, 3).map(({ id }) => (
          <span key={id}>{staffText("scheduler.relieve", { window: nameOfWindow(id) })}</span>
        ))}
        {closed.length + paused.length === 0 && <span>{staffText("scheduler.nobody")}</span>}
      </>
    );
  }

  return (
    <>
      <h3>{staffText("scheduler.advice")}</h3>
      <FoldedList
        className="proposals"
        items={advice}
        mostShown={mostShown}
        moreWords={(count) => staffText("scheduler.adviceMore", { count })}
        row={(each) => (
          <li key={each.id} className="card">
            <span>{wordsOf(each)}</span>
            {waysOut(each)}
            <Button onClick={() => lead(`/scheduler/advice/${encodeURIComponent(each.id)}/dismiss`)}>
              {staffText("scheduler.noted")}
            </Button>
          </li>
        )}
      />
    </>
  );
}
