import { heatOf } from "../shared/heat.ts";
import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaffName } from "../shared/StaffName.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useWatchedHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { waitingWords } from "../shared/wait-words.ts";
import { IssueForm } from "./IssueForm.tsx";
import { People } from "./People.tsx";

/** The guide's tablet: takes numbers for people, and sees where help is needed. */
export function GuidePage() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { view: hall, freshness } = useWatchedHall();
  const services = useServices(hall?.queues);
  useTitle(staffText("guide.title"));
  return (
    <div className="guide">
      <header>
        <h1>{staffText("guide.title")}</h1>
        <StaffName />
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <main>
        {(hall === null || services === null) && <p>{text("common.connecting")}</p>}
        {services !== null && hall !== null && <IssueForm services={services} dispensers={hall.dispensers} />}
        {hall !== null && (
          <div className="guide-side">
            <People hall={hall} services={services ?? []} />
            <section className="card" aria-labelledby="queues">
              <h2 id="queues">{staffText("guide.queues")}</h2>
              {hall.queues.every(({ waiting }) => waiting === 0) && (
                <p className="soft">{text("common.nobodyWaiting")}</p>
              )}
              <ul className="guide-queues">
                {hall.queues
                  .filter(({ waiting }) => waiting > 0)
                  .sort((a, b) => b.waiting - a.waiting)
                  .map((queue) => (
                    <li key={queue.id}>
                      <span>{nameOf(queue)}</span>
                      <span className={`chip chip-${heatOf(queue, hall)}`}>
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
