import t from "tap";
import { alarmsOf } from "../../src/core/alarms.ts";
import { nextDeadline } from "../../src/core/deadlines.ts";
import type { Intent } from "../../src/core/intents.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { MINUTE, NINE, rules, TestHall } from "./given.ts";

const issue = (ticket: string, service = "tax-return") =>
  ({ type: "issue-ticket", ticket, service, channel: "kiosk", by: "anyone" }) satisfies Intent;

t.test("quotas", async (t) => {
  const limited = (quota: object) =>
    new TestHall(
      rules((r) => {
        Object.assign(r.queues[0] ?? {}, { quota });
        r.calendar.alwaysOpen = false;
        r.calendar.sessions = [
          { from: "09:00", to: "12:00" },
          { from: "13:30", to: "17:00" },
        ];
      }),
    );

  t.test("of the day end with the day, and a cancelled ticket is not given out again", async (t) => {
    const hall = limited({ perDay: 2 });
    hall.does({ type: "cancel-ticket", ticket: hall.takes(), by: "holder" });
    hall.takes("tax-advice");
    t.match(hall.refuses(issue("x")), { code: "quota-reached", facts: { per: "day", limit: 2 } });
    hall.takes("car-plates");
    hall.later(24 * 60 * MINUTE).does({ type: "open-day", day: "2026-03-03" });
    hall.takes();
  });

  t.test("of a session are new in the next one", async (t) => {
    const hall = limited({ perSession: 1 });
    hall.takes();
    t.match(hall.refuses(issue("x")), { facts: { per: "session" } });
    hall.later(5 * 60 * MINUTE).takes();
  });

  t.test("of a time slot are new in the next one", async (t) => {
    const hall = limited({ perSlot: { minutes: 30, tickets: 1 } });
    hall.takes();
    t.match(hall.later(29 * MINUTE).refuses(issue("x")), { facts: { per: "slot" } });
    hall.later(MINUTE).takes();
  });
});

t.test("holders", async (t) => {
  const hall = new TestHall(
    rules((r) => {
      r.holders = { ticketsPerDayAndQueue: 1, hoardingFlagAt: 3 };
    }),
  );
  const by = (ticket: string, service: string) => ({
    ...issue(ticket, service),
    holder: { hash: "h1", text: "6326…" },
  });
  const [issued] = hall.does(by("a", "tax-return"));
  t.same(issued?.personal, { holder: "6326…" }, "who it is goes where it can be sealed");
  t.notMatch(JSON.stringify(issued?.data), /6326/);
  t.match(hall.refuses(by("b", "tax-advice")), { code: "holder-limit", facts: { queue: "tax", limit: 1 } });
  hall.does({ ...by("b", "tax-advice"), holder: { hash: "h2", text: "other" } });
  hall.does(by("c", "car-plates"));
  const flagged = hall.does(by("d", "id-card")).find(({ type }) => type === "holder-flagged");
  t.match(flagged?.data, { holder: "h1", tickets: 3 }, "many tickets of one holder are flagged, not refused");
  t.same(alarmsOf(hall.state, hall.at), [{ kind: "hoarding", number: "C001", tickets: 3 }]);
  hall.does({ type: "cancel-ticket", ticket: "a", by: "holder" });
  t.same(alarmsOf(hall.state, hall.at), [], "what was given back is nobody's hoard");
  hall.does(by("e", "tax-return"));
});

t.test("appointments", async (t) => {
  const TEN = NINE + 60 * MINUTE;
  const booking = (appointment: string, slotAt: number): Intent => ({
    type: "book-appointment",
    appointment,
    service: "id-card",
    slotAt,
    by: "anyone",
  });
  const checkIn = (ticket: string, appointment: string): Intent & { type: "issue-ticket" } => ({
    ...issue(ticket, "id-card"),
    lane: "appointment",
    appointment,
  });
  const hallWithSlots = () =>
    new TestHall(
      rules((r) => {
        Object.assign(r.queues[2] ?? {}, { appointmentsPerSlot: 1 });
        r.calendar.alwaysOpen = false;
      }),
    );

  t.test("are booked in slots that exist and have room, and may move", async (t) => {
    const hall = hallWithSlots();
    hall.does(booking("a", TEN));
    t.equal(hall.refuses(booking("b", TEN)).code, "slot-full");
    t.equal(hall.refuses(booking("b", TEN + MINUTE)).code, "no-such-slot", "not on the half hour");
    t.equal(hall.refuses(booking("b", NINE - 30 * MINUTE)).code, "no-such-slot", "past");
    t.equal(hall.refuses(booking("b", NINE + 9 * 60 * MINUTE)).code, "no-such-slot", "after closing");
    t.equal(hall.refuses(booking("b", NINE + 8 * 24 * 60 * MINUTE)).code, "no-such-slot", "too far ahead");
    t.equal(hall.refuses({ ...booking("b", TEN), service: "car-plates" } as Intent).code, "no-such-slot");
    hall.does({ type: "move-appointment", appointment: "a", slotAt: TEN + 30 * MINUTE, by: "anyone" });
    hall.does(booking("b", TEN));
    hall.does({ type: "cancel-appointment", appointment: "b", by: "anyone" });
    hall.does(booking("c", TEN));
    t.equal(hall.refuses({ type: "cancel-appointment", appointment: "b", by: "x" }).code, "wrong-state");
    t.equal(
      hall.refuses({ type: "cancel-appointment", appointment: "z", by: "x" }).code,
      "unknown-appointment",
    );
  });

  t.test(
    "on time go before newer walk-ins, not before those who waited longer than the credit",
    async (t) => {
      const hall = hallWithSlots();
      hall.does(booking("a", TEN));
      hall.at = TEN - 35 * MINUTE;
      t.equal(hall.refuses(checkIn("x", "a")).code, "too-early");
      hall.takes("id-card");
      hall.at = TEN - 5 * MINUTE;
      hall.takes("id-card");
      hall.does(checkIn("x", "a"));
      t.equal(hall.refuses(checkIn("y", "a")).code, "wrong-state", "checked in once");
      const called = [1, 2, 3].map(() => {
        const number = hall.calls("3");
        hall.finishes("3");
        return number;
      });
      t.same(called, ["C001", "C003", "C002"], "waited 35 minutes; booked for ten; came at five to ten");
    },
  );

  t.test("too late become ordinary at the place of their arrival", async (t) => {
    const hall = hallWithSlots();
    hall.does(booking("a", TEN));
    hall.at = TEN + 5 * MINUTE;
    hall.takes("id-card");
    hall.at = TEN + 11 * MINUTE;
    hall.does(checkIn("x", "a"));
    t.equal(hall.ticket("x")?.lane, "ordinary");
    t.equal(hall.calls("3"), "C001");
  });

  t.test("that nobody keeps free their slot", async (t) => {
    const hall = hallWithSlots();
    hall.does(booking("a", TEN));
    hall.at = TEN + 9 * MINUTE;
    const deadline = nextDeadline(hall.state, hall.at);
    t.same(deadline, { at: TEN + 10 * MINUTE + 1, intent: { type: "miss-appointment", appointment: "a" } });
    if (deadline) hall.does(deadline.intent);
    t.equal(hall.state.appointments.get("a")?.state, "missed");
  });

  t.test("survive the night before them", async (_t) => {
    const hall = hallWithSlots();
    hall.does(booking("a", TEN + 24 * 60 * MINUTE));
    hall.later(16 * 60 * MINUTE).does({ type: "open-day", day: "2026-03-03" });
    hall.at = TEN + 24 * 60 * MINUTE;
    hall.does(checkIn("x", "a"));
  });
});

t.test("a no-show", async (t) => {
  const missed = () => {
    const hall = new TestHall();
    const id = hall.takes();
    hall.calls("1");
    hall.does({ type: "no-show", window: "1", by: "c" });
    return { hall, id, back: { type: "return-no-show", ticket: id, by: "guide" } as const };
  };

  t.test("may come back once, a few places down, in time", async (t) => {
    const { hall, id, back } = missed();
    for (let i = 0; i < 4; i += 1) hall.later(1000).takes();
    hall.does(back);
    t.same(
      hall.state.queues.get("tax")?.line.map((each) => hall.ticket(each)?.number),
      ["A002", "A003", "A001", "A004", "A005"],
    );
    hall.does({ type: "call-ticket", window: "1", ticket: id, reason: "back", by: "c" });
    hall.does({ type: "no-show", window: "1", by: "c" });
    t.equal(hall.refuses(back).code, "return-too-late", "only once");
  });

  t.test("does not come back to a queue that the hall has given up", async (t) => {
    const { hall, back } = missed();
    const without = rules((r) => {
      r.queues = r.queues.filter(({ id }) => id !== "tax");
      r.services = r.services.filter(({ queue }) => queue !== "tax");
      r.windows = [{ id: "1", home: ["cars"], authorised: ["cars"] }];
    });
    hall.does({ type: "adopt-config", rules: without, hash: "second", by: "system" });
    t.equal(hall.refuses(back).code, "unknown-queue");
    t.equal(hall.refuses({ type: "undo-no-show", window: "1", by: "c" }).code, "nothing-to-undo");
  });

  t.test("may not come back after its time", async (t) => {
    const { hall, back } = missed();
    t.equal(hall.later(30 * MINUTE + 1).refuses(back).code, "return-too-late");
  });

  t.test("by mistake can be undone at its window", async (t) => {
    const { hall, id } = missed();
    const undo = { type: "undo-no-show", window: "1", by: "c" } as const;
    t.equal(hall.refuses({ ...undo, window: "2" }).code, "nothing-to-undo");
    hall.does(undo);
    t.match(hall.ticket(id), { state: "called", window: "1" });
    t.equal(hall.refuses(undo).code, "window-busy");
    hall.finishes("1");
    t.equal(hall.refuses(undo).code, "nothing-to-undo");
  });

  t.test("comes by itself after the last recall, where the hall wants that", async (t) => {
    const hall = new TestHall(
      rules((r) => {
        r.calling.noShowAfterSeconds = 60;
        r.calling.recallMaximum = 1;
      }),
    );
    hall.takes();
    hall.calls("1");
    t.not(nextDeadline(hall.state, hall.at)?.intent.type, "no-show");
    hall.later(10_000).does({ type: "recall", window: "1", by: "c" });
    const deadline = nextDeadline(hall.state, hall.at);
    t.same(deadline, { at: hall.at + 60_000, intent: { type: "no-show", window: "1", by: "system" } });
  });
});

t.test("a newcomer goes to the window idle longest by itself, where the hall wants that", async (t) => {
  const hall = new TestHall(
    rules((r) => {
      r.calling.autoCall = true;
      const first = r.windows[0];
      if (first) first.autoCall = false;
    }),
  );
  const id = hall.takes();
  t.match(hall.ticket(id), { state: "called", window: "2" }, "window 1 wants presses");
  t.equal(hall.ticket(hall.takes())?.state, "waiting", "nobody is idle");
  hall.finishes("2");
  t.equal(hall.ticket(hall.takes())?.state, "waiting", "somebody came before");
});

t.test("a journey goes on under its number", async (t) => {
  const hall = new TestHall(
    rules((r) => {
      const service = r.services[0];
      if (service) service.stops = ["cars", "id-cards"];
    }),
  );
  const id = hall.takes();
  hall.calls("1");
  const first = hall.ticket(id)?.visit;
  hall.finishes("1");
  t.match(hall.ticket(id), { state: "waiting", queue: "cars", number: "A001" });
  hall.calls("2");
  t.not(hall.ticket(id)?.visit, first, "each stop is a visit of its own");
  hall.finishes("2");
  hall.calls("3");
  hall.finishes("3");
  t.equal(hall.ticket(id)?.state, "finished");
  t.equal(hall.state.visits.size, 3);
});

t.test("an escort is asked for, taken and done", async (t) => {
  const hall = new TestHall();
  hall.does({ ...issue("x"), escort: true, by: "guide" });
  t.equal(hall.refuses({ type: "end-escort", ticket: "x", by: "guide" }).code, "wrong-state");
  hall.does({ type: "take-escort", ticket: "x", by: "guide" });
  t.equal(hall.refuses({ type: "take-escort", ticket: "x", by: "other" }).code, "wrong-state");
  hall.does({ type: "end-escort", ticket: "x", by: "guide" });
  t.same(hall.ticket("x")?.escort, { state: "done", guide: "guide" });
});

t.test("a paper that does not come in time voids its ticket", async (t) => {
  const hall = new TestHall(rules((r) => (r.printing.voidUnprintedAfterMinutes = 8)));
  const id = hall.takes("tax-return", { dispenser: "D1" });
  const job = [...hall.state.jobs.keys()][0] ?? "";
  const deadline = nextDeadline(hall.state, hall.at);
  t.same(deadline, { at: hall.at + 8 * MINUTE, intent: { type: "void-unprinted", job } });
  hall.does({ type: "start-job", job });
  t.equal(hall.refuses({ type: "void-unprinted", job }).code, "wrong-state", "not while it prints");
  hall.does({ type: "end-job", job, result: "not-done" });
  hall.later(8 * MINUTE).does({ type: "void-unprinted", job });
  t.equal(hall.ticket(id)?.state, "void");
  t.equal(hall.state.jobs.size, 0, "and is not printed late");
});

t.test("waits", async (t) => {
  t.test("are told as a range, and not at all where no window serves", async (t) => {
    const hall = new TestHall();
    const range = () => plainWaitRange(hall.state, "id-cards", 4);
    t.match(range(), { lowMinutes: Number, highMinutes: Number });
    const [low, high] = [range()?.lowMinutes ?? 0, range()?.highMinutes ?? 0];
    t.ok(low <= 30 && 30 <= high, "around (4 + 1) × 6 minutes ÷ 1 window");
    hall.does({ type: "close-window", window: "3", reason: "", by: "c" });
    t.equal(range(), null);
  });

  t.test("widen when they were wrong", async (t) => {
    const width = (serviceMinutes: number) => {
      const hall = new TestHall();
      for (let i = 0; i < 20; i += 1) hall.takes("id-card");
      for (let i = 0; i < 20; i += 1) {
        hall.calls("3");
        hall.later(serviceMinutes * MINUTE).finishes("3");
      }
      const range = plainWaitRange(hall.state, "id-cards", 9);
      return ((range?.highMinutes ?? 0) - (range?.lowMinutes ?? 0)) / (range?.highMinutes ?? 1);
    };
    t.ok(width(20) > width(6), "services of 20 minutes where 6 were expected");
  });
});

t.test("a no-show that may come back at once goes to the front", async (t) => {
  const hall = new TestHall(
    rules((r) => {
      r.calling.noShowReturnPlaces = 0;
    }),
  );
  const id = hall.takes();
  hall.calls("1");
  hall.does({ type: "no-show", window: "1", by: "c" });
  hall.later(1000).takes();
  hall.does({ type: "return-no-show", ticket: id, by: "guide" });
  t.equal(hall.calls("1"), "A001");
});
