import t from "tap";
import { alarmsOf } from "../../src/core/alarms.ts";
import { localTime, nextMidnight, workdayAfter } from "../../src/core/calendar.ts";
import { nextDeadline } from "../../src/core/deadlines.ts";
import { MINUTE, NINE, rules, TestHall } from "./given.ts";

const signInHall = (change: Parameters<typeof rules>[0] = () => {}) =>
  new TestHall(
    rules((r) => {
      r.hall.access = "sign-in";
      change(r);
    }),
  );

t.test("clerks", async (t) => {
  t.test("open a window by signing in, and close it by signing out", async (t) => {
    const hall = signInHall();
    const signIn = { type: "sign-in", window: "1", clerk: "li", handOver: false } as const;
    t.equal(hall.refuses({ type: "call-next", window: "1", by: "c" }).code, "window-closed");
    hall.does(signIn);
    t.match(hall.state.windows.get("1"), { open: true, clerk: "li" });
    t.equal(hall.refuses({ ...signIn, window: "2" }).code, "clerk-elsewhere");
    t.equal(hall.refuses({ ...signIn, clerk: "nobody" }).code, "unknown-clerk");
    hall.takes();
    hall.calls("1");
    const signOut = { type: "sign-out", window: "1", clerk: "li", reason: "lunch" } as const;
    t.equal(hall.refuses(signOut).code, "window-busy", "not with a ticket in hand");
    hall.finishes("1");
    t.equal(hall.refuses({ ...signOut, clerk: "drolma" }).code, "wrong-state");
    hall.does(signOut);
    t.match(hall.state.windows.get("1"), { open: false, clerk: null });
  });

  t.test("hand over in mid-visit to their relief", async (t) => {
    const hall = signInHall();
    hall.does({ type: "sign-in", window: "1", clerk: "li", handOver: false });
    const id = hall.takes();
    hall.calls("1");
    const relief = { type: "sign-in", window: "1", clerk: "drolma", handOver: false } as const;
    t.equal(hall.refuses(relief).code, "window-taken");
    hall.does({ ...relief, handOver: true });
    t.equal(hall.state.visits.get(hall.ticket(id)?.visit ?? "")?.clerk, "drolma");
  });

  t.test("serve only what they are trained for", async (t) => {
    const hall = signInHall();
    hall.does({ type: "sign-in", window: "2", clerk: "drolma", handOver: false });
    hall.takes("tax-return");
    hall.later(1000).takes("car-plates");
    t.equal(hall.calls("2"), "B001");
    t.equal(
      hall.later(1).refuses({ type: "walk-in", window: "2", service: "tax-return", ticket: "w", by: "c" })
        .code,
      "window-busy",
    );
  });

  t.test("are signed out by the night", async (t) => {
    const hall = signInHall();
    hall.does({ type: "sign-in", window: "1", clerk: "li", handOver: false });
    hall.does({ type: "open-day", day: "2026-03-03" });
    t.match(hall.state.windows.get("1"), { open: false, clerk: null });
  });
});

t.test("in a visit", async (t) => {
  const hall = new TestHall();
  const id = hall.takes("tax-return");
  const act = { window: "1", by: "c" } as const;
  t.equal(hall.refuses({ type: "correct-service", service: "tax-advice", ...act }).code, "no-ticket");
  hall.calls("1");
  t.equal(hall.refuses({ type: "correct-service", service: "id-card", ...act }).code, "not-authorised");
  hall.does({ type: "correct-service", service: "car-plates", ...act });
  t.match(hall.ticket(id), { service: "car-plates", queue: "cars", number: "A001" });
  hall.does({ type: "add-case", service: "tax-advice", ...act });
  const visit = hall.ticket(id)?.visit ?? "";
  t.same(hall.state.visits.get(visit)?.cases, ["tax-advice"]);

  const [promised, slip] = hall.does({
    type: "make-promise",
    workdays: 3,
    papers: ["照片"],
    dispenser: "D1",
    ...act,
  });
  t.match(promised?.data, { due: "2026-03-05", papers: ["照片"] }, "Monday and three workdays");
  t.match(slip?.data, { paper: "promise-slip", dispenser: "D1" });

  const correct = { type: "correct-outcome", visit, outcome: "papers-missing", by: "c" } as const;
  t.equal(hall.refuses(correct).code, "wrong-state", "not before its finish");
  hall.finishes("1");
  hall.does(correct);
  t.equal(hall.state.visits.get(visit)?.outcome, "papers-missing");
});

t.test("alarms", async (t) => {
  t.test("an open window that calls nobody while people wait is an empty post", async (t) => {
    const hall = new TestHall();
    hall.later(20 * MINUTE).takes("id-card");
    const deadline = nextDeadline(hall.state, hall.at);
    t.same(deadline, { at: hall.at + 10 * MINUTE, intent: { type: "find-empty-post", window: "3" } });
    hall.later(10 * MINUTE).does({ type: "find-empty-post", window: "3" });
    t.equal(hall.state.windows.get("3")?.emptyPost, hall.at);
    t.not(nextDeadline(hall.state, hall.at)?.intent.type, "find-empty-post", "it is said once");
    t.same(alarmsOf(hall.state, hall.at), [{ kind: "empty-post", window: "3", waiting: 1, since: NINE }]);
    hall.calls("3");
    t.same(alarmsOf(hall.state, hall.at), []);
    t.equal(hall.state.windows.get("3")?.emptyPost, null, "and over when somebody is called");
  });

  t.test("a visit that takes twice its norm overruns, once", async (t) => {
    const hall = new TestHall();
    const id = hall.takes("id-card");
    hall.calls("3");
    hall.does({ type: "start", window: "3", by: "c" });
    const visit = hall.ticket(id)?.visit ?? "";
    t.same(nextDeadline(hall.state, hall.at), {
      at: hall.at + 12 * MINUTE,
      intent: { type: "find-overrun", visit },
    });
    hall.later(12 * MINUTE).does({ type: "find-overrun", visit });
    t.equal(hall.refuses({ type: "find-overrun", visit }).code, "wrong-state");
    const overrun = { kind: "overrun", window: "3", number: "C001", service: "id-card", since: NINE };
    t.same(alarmsOf(hall.state, hall.at), [overrun]);
    hall.finishes("3");
    t.same(alarmsOf(hall.state, hall.at), []);
  });

  t.test(
    "a paper of which nobody knows is looked for, until it is printed again or nobody needs it",
    async (t) => {
      const hall = new TestHall();
      const lostOf = () => alarmsOf(hall.state, hall.at).filter(({ kind }) => kind === "lost-paper");
      const endLast = (result: "unconfirmed" | "unconfirmable" | "give-up" | "done") =>
        hall.does({ type: "end-job", job: [...hall.state.jobs.keys()].at(-1) ?? "", result });
      const x = hall.takes("tax-return", { dispenser: "D1" });
      endLast("unconfirmed");
      t.same(lostOf(), [], "a copy follows by itself");
      endLast("unconfirmed");
      const number = hall.ticket(x)?.number ?? "";
      const lost = { kind: "lost-paper", number, paper: "ticket", dispenser: "D1", since: hall.at };
      t.same(lostOf(), [lost]);
      hall.does({ type: "reprint", ticket: x, dispenser: "D1", by: "guide" });
      t.same(lostOf(), [], "somebody sees to it");
      endLast("give-up");
      t.same(lostOf(), [lost]);
      const known = hall.at;
      hall.later(30 * MINUTE);
      t.same(lostOf(), [{ ...lost, since: known }]);
      hall.later(1);
      t.same(lostOf(), [], "who did not ask for it does without");

      const y = hall.takes("tax-return", { dispenser: "D1" });
      endLast("unconfirmable");
      t.same(lostOf(), [], "a printer that tells nothing of any paper gives no alarm at each");
      hall.does({ type: "reprint", ticket: y, dispenser: "D1", by: "guide" });
      endLast("give-up");
      t.equal(lostOf().length, 1);
      hall.does({ type: "cancel-ticket", ticket: y, by: "holder" });
      t.same(lostOf(), [], "a number that is given back needs no paper");
    },
  );

  t.test("a notice is told of thirty days before its last day, and after it as expired", async (t) => {
    const hall = new TestHall(
      rules((r) => {
        const until = (validUntil: string) => ({ notice: { version: "1", validUntil, papers: [] } });
        Object.assign(r.services[0] ?? {}, until("2026-04-02"));
        Object.assign(r.services[1] ?? {}, until("2026-04-01"));
        Object.assign(r.services[2] ?? {}, until("2026-03-01"));
        Object.assign(r.services[3] ?? {}, until("2026-03-02"));
      }),
    );
    t.same(alarmsOf(hall.state, hall.at), [
      { kind: "notice", service: "car-plates", validUntil: "2026-03-01", expired: true },
      { kind: "notice", service: "id-card", validUntil: "2026-03-02", expired: false },
      { kind: "notice", service: "tax-advice", validUntil: "2026-04-01", expired: false },
    ]);
  });
});

t.test("closing time", async (t) => {
  const atClosing = (what: "serve" | "send-home") => {
    const hall = signInHall((r) => {
      r.calendar.alwaysOpen = false;
      r.calendar.atClosing = what;
    });
    hall.takes();
    hall.at = Date.parse("2026-03-02T16:59:30+08:00");
    return hall;
  };
  t.test("serves who waits", async (t) => {
    const hall = atClosing("serve");
    t.equal(nextDeadline(hall.state, hall.at)?.intent.type, "open-day");
    t.same(hall.does({ type: "end-session", session: "x" }), []);
  });
  t.test("or sends them home", async (t) => {
    const hall = atClosing("send-home");
    const deadline = nextDeadline(hall.state, hall.at);
    t.match(deadline, { at: Date.parse("2026-03-02T17:00:00+08:00"), intent: { type: "end-session" } });
    hall.at = deadline?.at ?? 0;
    if (deadline) hall.does(deadline.intent);
    t.equal(hall.state.queues.get("tax")?.line.length, 0);
  });
  t.test("at the end of each session, but not who came for the next one", async (t) => {
    const hall = signInHall((r) => {
      r.calendar.alwaysOpen = false;
      r.calendar.atClosing = "send-home";
      r.calendar.sessions = [
        { from: "09:00", to: "12:00" },
        { from: "13:00", to: "17:00" },
      ];
      for (const queue of r.queues) queue.appointmentsPerSlot = 1;
    });
    const morning = hall.takes();
    hall.at = Date.parse("2026-03-02T11:45:00+08:00");
    const slotAt = Date.parse("2026-03-02T13:00:00+08:00");
    const booked = { appointment: "a1", service: "tax-return", by: "anyone" } as const;
    hall.does({ type: "book-appointment", ...booked, slotAt });
    hall.at = Date.parse("2026-03-02T12:46:00+08:00");
    const checkIn = { ticket: "early", lane: "appointment", channel: "kiosk", ...booked } as const;
    hall.does({ type: "issue-ticket", ...checkIn });
    const afternoon = hall.takes();

    const deadline = nextDeadline(hall.state, hall.at);
    t.match(deadline, { at: Date.parse("2026-03-02T12:00:00+08:00"), intent: { type: "end-session" } });
    if (deadline) hall.does(deadline.intent);
    t.equal(hall.ticket(morning)?.state, "void", "however late the clock is looked at");
    t.equal(hall.ticket("early")?.state, "waiting");
    t.equal(hall.ticket(afternoon)?.state, "waiting");
    t.equal(nextDeadline(hall.state, hall.at)?.at, Date.parse("2026-03-02T17:00:00+08:00"));
  });
});

t.test("rating by the holder lasts until the end of the next workday", async (t) => {
  const hall = new TestHall(
    rules((r) => {
      r.rating.holderUntilNextWorkday = true;
    }),
  );
  const ticket = hall.takes();
  hall.calls("1");
  hall.finishes("1");
  const visit = hall.ticket(ticket)?.visit ?? "";
  const rate = { type: "rate-visit", visit, level: 4, channel: "phone", by: { ticket } } as const;
  hall.at = Date.parse("2026-03-03T00:00:00+08:00");
  hall.does({ type: "open-day", day: "2026-03-03" });
  t.equal(hall.refuses({ ...rate, by: { window: "1" } }).code, "rating-closed", "the pad closed long ago");
  hall.at = Date.parse("2026-03-03T23:59:59+08:00");
  hall.does(rate);
  t.equal(hall.state.visits.get(visit)?.rating?.level, 4);
});

t.test("the calendar", async (t) => {
  const zone = "Asia/Shanghai";
  t.match(localTime(NINE, zone), { day: "2026-03-02", weekday: "mon", minuteOfDay: 540 });
  t.equal(nextMidnight(NINE, zone), Date.parse("2026-03-03T00:00:00+08:00"));
  const springForward = Date.parse("2026-03-29T00:30:00+01:00");
  t.equal(
    nextMidnight(springForward, "Europe/Warsaw"),
    Date.parse("2026-03-30T00:00:00+02:00"),
    "a day of 23 hours",
  );
  const clocksGoBackAtMidnight = Date.parse("2026-10-29T13:00:00+03:00");
  t.equal(
    nextMidnight(clocksGoBackAtMidnight, "Africa/Cairo"),
    Date.parse("2026-10-30T00:00:00+02:00"),
    "the day goes on for an hour after its clock has struck twelve",
  );
  const friday = Date.parse("2026-03-06T16:00:00+08:00");
  t.equal(workdayAfter(rules(), friday, 1), "2026-03-09");
  const holiday = rules((r) => {
    r.calendar.holidays = ["2026-03-09"];
    r.calendar.makeUpWorkdays = ["2026-03-08"];
  });
  t.equal(workdayAfter(holiday, friday, 2), "2026-03-10", "a Sunday worked instead of Monday");
});
