import t from "tap";
import { soakHammer } from "../../simulators/soak/hammer.ts";
import { soakKills } from "../../simulators/soak/kills.ts";
import { soakRecordedDay } from "../../simulators/soak/recorded-day.ts";

// Parts of `npm run soak`, which goes on for longer with the same checks.

t.test("fifteen SIGKILLs of a busy hall lose and double nothing", async (t) => {
  const { figures, findings } = await soakKills({ seed: 1, kills: 15 });
  t.same(findings, [], JSON.stringify(figures));
  t.ok(Number(figures["tickets acknowledged"]) > 100, "the hall was busy");
});

t.test("the first minutes of a recorded day: each ticket printed once, each call shown", async (t) => {
  const { figures, findings } = await soakRecordedDay({ seed: 1, speed: 60, hallMinutes: 20 });
  t.same(findings, [], JSON.stringify(figures));
  t.ok(Number(figures.papers) > 20, "people came");
});

t.test(
  "64 clients for some seconds: no error, no ticket twice, one key happens once, also across a kill",
  async (t) => {
    const { figures, findings } = await soakHammer({ seed: 1, seconds: 3 });
    t.same(findings, [], JSON.stringify(figures));
    t.ok(Number(figures.tickets) > 100, "the hall was hammered");
  },
);
