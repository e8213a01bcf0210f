import { Table } from "antd";
import type { Hall } from "../../shared/contract.ts";
import { useName } from "../../shared/language.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import { type DayReport, ratedIn, satisfiedIn } from "./report.ts";
import { useDayWords } from "./use-day-words.ts";

type Row = DayReport["queues"][number];

/** A day's queues, in the order of the hall. */
export function QueueFigures({ report, hall }: { report: DayReport; hall: Hall }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const words = useDayWords();
  const places = new Map(hall.queues.map(({ id }, place) => [id, place]));
  const placeOf = ({ queue }: Row) => places.get(queue) ?? places.size;
  const count = { align: "right" as const };
  return (
    <section aria-labelledby="day-queues">
      <h3 id="day-queues">{staffText("guide.queues")}</h3>
      <Table<Row>
        size="small"
        rowKey="queue"
        pagination={false}
        dataSource={report.queues.toSorted((a, b) => placeOf(a) - placeOf(b))}
        columns={[
          {
            title: staffText("manager.queue"),
            // A queue that the hall has no more is known by its id.
            render: (_, { queue }) => nameOf(hall.queues.find(({ id }) => id === queue)) || queue,
          },
          { title: staffText("daySlip.label.tickets"), dataIndex: "tickets", ...count },
          { title: staffText("daySlip.label.visits"), dataIndex: "visits", ...count },
          {
            title: staffText("manager.day.meanWait"),
            render: (_, { waitMinutes }) => words.minutes(waitMinutes.mean),
            ...count,
          },
          {
            title: staffText("manager.day.p95Wait"),
            render: (_, { waitMinutes }) => words.minutes(waitMinutes.p95),
            responsive: ["md"],
            ...count,
          },
          {
            title: staffText("manager.day.meanService"),
            render: (_, { serviceMinutes }) => words.minutes(serviceMinutes.mean),
            responsive: ["md"],
            ...count,
          },
          { title: staffText("daySlip.label.noShows"), dataIndex: "noShows", responsive: ["md"], ...count },
          {
            title: staffText("daySlip.label.rated"),
            render: (_, row) => words.share(ratedIn(row), row.visits),
            responsive: ["lg"],
            ...count,
          },
          {
            title: staffText("daySlip.label.satisfied"),
            render: (_, row) => words.share(satisfiedIn(row), ratedIn(row)),
            responsive: ["lg"],
            ...count,
          },
        ]}
      />
    </section>
  );
}
