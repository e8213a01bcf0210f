import t from "tap";
import { readRecordedOffice } from "../../simulators/days/recorded.ts";
import { demoHall } from "../../simulators/demo-hall/hall.ts";
import { FAULT_KINDS, plannedRound } from "../../simulators/soak/fault-plan.ts";
import { soakRecordedDay } from "../../simulators/soak/recorded-day.ts";

// Part of `npm run soak`, which goes on for an hour with the same checks; in a file of its own, as it mostly waits.

t.test(
  "cables pulled, bytes flipped, printers dry, devices dead: every ticket is accounted for, and shown after calm",
  async (t) => {
    const { figures, findings } = await soakRecordedDay({
      ...{ seed: 1, speed: 20, fromHour: 10, hallMinutes: 15 },
      disturbed: true,
    });
    t.same(findings, [], JSON.stringify(figures));
    t.ok(Number(figures.calms) >= 3, "it went on for minutes");
    t.ok(Number(figures.papers) > 20, "and people came all the same");
  },
);

t.test("a seed plans the same faults again, each kind of them every few seconds", async (t) => {
  const hall = demoHall(readRecordedOffice("warsaw-ochota"), { wiresFolder: "/nowhere" });
  t.same(plannedRound(hall, 3, 7), plannedRound(hall, 3, 7));
  t.notSame(plannedRound(hall, 3, 7), plannedRound(hall, 3, 8));
  t.notSame(plannedRound(hall, 3, 7), plannedRound(hall, 4, 7));
  for (let round = 0; round < 50; round++) {
    const faults = plannedRound(hall, 3, round);
    const least = Math.min(
      ...FAULT_KINDS.map((kind) => faults.filter((fault) => fault.kind === kind).length),
    );
    t.ok(least >= 1, `round ${round} has each kind`);
  }
});
