import t from "tap";
import { soakRecordedDay } from "../../simulators/soak/recorded-day.ts";

// Part of `npm run soak`, which goes on for an hour with the same checks; in a file of its own, as it mostly waits.

t.test(
  "cables pulled, bytes flipped, printers dry, devices dead: every ticket is accounted for, and shown after calm",
  async (t) => {
    const { figures, findings } = await soakRecordedDay({
      ...{ seed: 1, speed: 30, hallMinutes: 12 },
      disturbed: true,
    });
    t.same(findings, [], JSON.stringify(figures));
    t.ok(Number(figures.faults) > 20, "every second something befell the hall");
    t.ok(Number(figures.calms) >= 2);
    t.ok(Number(figures.papers) > 3, "and people came all the same");
  },
);
