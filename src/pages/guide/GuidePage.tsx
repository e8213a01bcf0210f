import { useState } from "react";
import type { Hall } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { waitingWords } from "../shared/wait-words.ts";
import { IssueForm } from "./IssueForm.tsx";

/** Finds the window where a number is called or served. */
function Find({ hall }: { hall: Hall }) {
  const staffText = useStaffText();
  const text = useText();
  const nameOf = useName();
  const [typed, setTyped] = useState("");
  const number = typed.trim().toUpperCase();
  const window = hall.windows.find(({ ticket }) => ticket !== null && ticket === number);
  return (
    <section className="card" aria-labelledby="find">
      <h2 id="find">{staffText("guide.find")}</h2>
      <label>
        {staffText("guide.findLead")}
        <input
          className="number"
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p role="status">
        {window !== undefined && (
          <strong>
            {staffText("guide.at", { window: nameOf(window) })} · {text(`windowState.${window.state}`)}
          </strong>
        )}
        {window === undefined && number !== "" && staffText("guide.findNone")}
      </p>
    </section>
  );
}

/** The guide's tablet: takes numbers for people, and sees where help is needed. */
export function GuidePage() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { view: hall, freshness } = useHall();
  const services = useServices(hall?.queues);
  useTitle(staffText("guide.title"));
  return (
    <div className="guide">
      <header>
        <h1>{staffText("guide.title")}</h1>
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <main>
        {(hall === null || services === null) && <p>{text("common.connecting")}</p>}
        {services !== null && <IssueForm services={services} />}
        {hall !== null && (
          <div className="guide-side">
            <Find hall={hall} />
            <section className="card" aria-labelledby="queues">
              <h2 id="queues">{staffText("guide.queues")}</h2>
              <ul>
                {hall.queues
                  .filter(({ waiting }) => waiting > 0)
                  .sort((a, b) => b.waiting - a.waiting)
                  .map((queue) => (
                    <li key={queue.id}>
                      <span>{nameOf(queue)}</span>
                      <span className={`chip chip-${heatOf(queue)}`}>
                        {waitingWords(text, queue.waiting)}
                      </span>
                    </li>
                  ))}
              </ul>
            </section>
          </div>
        )}
      </main>
      <StaleMark freshness={freshness} />
    </div>
  );
}
