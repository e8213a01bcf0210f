import { Table } from "antd";
import type { HallQueue } from "../../shared/contract.ts";
import { useName } from "../../shared/language.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import { useServices } from "../../shared/use-services.ts";
import type { DayReport, ReportedOutcome, VisitFigures } from "./report.ts";
import { outcomeKeys, useDayWords } from "./use-day-words.ts";

const noFigures: VisitFigures = {
  visits: 0,
  serviceMinutes: { mean: null, p95: null },
  outcomes: { done: 0, accepted: 0, "papers-missing": 0, referred: 0, consultation: 0, unknown: 0 },
};

/** How a day's visits ended, by service. What nobody came for is there too: it may not need a window of its own. */
export function ServiceFigures({ report, queues }: { report: DayReport; queues: readonly HallQueue[] }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const words = useDayWords();
  const services = useServices(queues) ?? [];
  const known = new Map(report.services.map((row) => [row.service, row]));
  const rows = [
    ...services.map(({ id }) => known.get(id) ?? { service: id, ...noFigures }),
    ...report.services.filter(({ service }) => services.every(({ id }) => id !== service)),
  ];
  const seen = (Object.keys(outcomeKeys) as ReportedOutcome[]).filter(
    (outcome) => report.total.outcomes[outcome] > 0,
  );
  return (
    <section aria-labelledby="day-services">
      <h3 id="day-services">{staffText("manager.day.outcomes")}</h3>
      <Table
        size="small"
        rowKey="service"
        pagination={{ pageSize: 15, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={rows.toSorted((a, b) => b.visits - a.visits)}
        columns={[
          {
            title: staffText("guide.service"),
            render: (_, { service }) => nameOf(services.find(({ id }) => id === service)) || service,
          },
          { title: staffText("daySlip.label.visits"), dataIndex: "visits", align: "right" },
          {
            title: staffText("manager.day.meanService"),
            render: (_, { serviceMinutes }) => words.minutes(serviceMinutes.mean),
            align: "right",
          },
          ...seen.map((outcome) => ({
            title: staffText(outcomeKeys[outcome]),
            render: (_: unknown, { outcomes }: VisitFigures) => outcomes[outcome] || "–",
            align: "right" as const,
            responsive: ["md" as const],
          })),
        ]}
      />
    </section>
  );
}
