import t from "tap";
import { MINUTE, rules, TestHall } from "./given.ts";

t.test("numbers", async (t) => {
  t.test("count by queue, each with its prefix", async (t) => {
    const hall = new TestHall();
    const ids = [hall.takes("tax-return"), hall.takes("car-plates"), hall.takes("tax-advice")];
    t.same(
      ids.map((id) => hall.ticket(id)?.number),
      ["A001", "B001", "A002"],
    );
  });

  t.test("of the priority lane may have a prefix of their own", async (t) => {
    const hall = new TestHall();
    const id = hall.takes("id-card", { lane: "priority", reason: "age" });
    t.equal(hall.ticket(id)?.number, "V001");
  });

  t.test("are not reused after a cancel, and start anew with the day", async (t) => {
    const hall = new TestHall();
    hall.does({ type: "cancel-ticket", ticket: hall.takes(), by: "holder" });
    t.equal(hall.ticket(hall.takes())?.number, "A002");
    hall.does({ type: "open-day", day: "2026-03-03" });
    t.equal(hall.ticket(hall.takes())?.number, "A001");
  });

  t.test("of digits only stay apart when one queue counts beyond its width", async (t) => {
    const hall = new TestHall(
      rules((r) => {
        Object.assign(r.queues[0] ?? {}, { prefix: "1", width: 1, start: 10 });
        Object.assign(r.queues[1] ?? {}, { prefix: "11", width: 1, start: 0 });
      }),
    );
    const numbers = [hall.takes("car-plates"), hall.takes("tax-return"), hall.takes("tax-return")].map(
      (id) => hall.ticket(id)?.number,
    );
    t.same(numbers, ["110", "111", "112"]);
  });
});

t.test("a ticket is given out", async (t) => {
  t.test("with its paper asked for in the same breath", async (t) => {
    const hall = new TestHall();
    const events = hall.does({
      type: "issue-ticket",
      ticket: "x",
      service: "tax-return",
      channel: "dispenser",
      dispenser: "D1",
      printerReady: true,
      by: "dispenser:D1",
    });
    t.same(
      events.map(({ type }) => type),
      ["ticket-issued", "print-requested"],
    );
  });

  t.test("with its priority reason apart, where it can be sealed", async (t) => {
    const hall = new TestHall();
    const [issued] = hall.does({
      type: "issue-ticket",
      ticket: "x",
      service: "tax-return",
      lane: "priority",
      reason: "illness",
      channel: "kiosk",
      by: "anyone",
    });
    t.same(issued?.personal, { reason: "illness" });
    t.notMatch(JSON.stringify(issued?.data), /illness/);
  });

  t.test("not without paper from a printer that cannot print", async (t) => {
    const hall = new TestHall();
    const issue = {
      type: "issue-ticket",
      ticket: "x",
      service: "tax-return",
      channel: "d",
      by: "d",
    } as const;
    t.equal(hall.refuses({ ...issue, dispenser: "D1", printerReady: false }).code, "printer-out");
    t.equal(hall.refuses({ ...issue, dispenser: "D9" }).code, "unknown-dispenser");
    hall.does({ ...issue, dispenser: "D2", printerReady: false });
  });

  t.test("not for what does not exist, and not without the reason for priority", async (t) => {
    const hall = new TestHall();
    const issue = { type: "issue-ticket", ticket: "x", channel: "d", by: "d" } as const;
    t.equal(hall.refuses({ ...issue, service: "weddings" }).code, "unknown-service");
    t.equal(hall.refuses({ ...issue, service: "id-card", lane: "priority" }).code, "reason-required");
    t.equal(hall.refuses({ ...issue, service: "id-card", lane: "appointment" }).code, "appointment-required");
  });

  t.test("only around the hours of the hall, on its workdays", async (t) => {
    const hall = new TestHall(
      rules((r) => {
        r.calendar.alwaysOpen = false;
        r.calendar.holidays = ["2026-03-03"];
        r.calendar.makeUpWorkdays = ["2026-03-07"];
      }),
    );
    const answer = (local: string) => {
      hall.at = Date.parse(`${local}+08:00`);
      const intent = {
        type: "issue-ticket",
        ticket: local,
        service: "id-card",
        channel: "d",
        by: "d",
      } as const;
      const decision = hall.tries(intent);
      return "code" in decision ? decision.code : "given";
    };
    t.equal(answer("2026-03-02T08:44:59"), "queue-closed");
    t.equal(answer("2026-03-02T08:45:00"), "given");
    t.equal(answer("2026-03-02T16:49:59"), "given");
    t.equal(answer("2026-03-02T16:50:00"), "queue-closed");
    t.equal(answer("2026-03-03T10:00:00"), "queue-closed", "a holiday");
    t.equal(answer("2026-03-07T10:00:00"), "given", "a Saturday that is worked");
    t.equal(answer("2026-03-08T10:00:00"), "queue-closed", "a Sunday");
  });
});

t.test("leaving", async (t) => {
  const hall = new TestHall();
  const [first, second] = [hall.takes(), hall.takes()];
  hall.does({ type: "cancel-ticket", ticket: first, by: "holder" });
  t.equal(hall.refuses({ type: "cancel-ticket", ticket: first, by: "holder" }).code, "wrong-state");
  t.equal(hall.calls("1"), "A002");
  t.equal(hall.refuses({ type: "cancel-ticket", ticket: second, by: "holder" }).code, "wrong-state");
  t.equal(hall.refuses({ type: "cancel-ticket", ticket: "nobody", by: "holder" }).code, "unknown-ticket");
});

t.test("a new day", async (t) => {
  const hall = new TestHall(rules((r) => (r.hall.access = "sign-in")));
  hall.does({ type: "open-window", window: "1", by: "clerk" });
  hall.takes();
  const waiting = hall.takes();
  hall.calls("1");
  hall.later(15 * 60 * MINUTE);
  const events = hall.does({ type: "open-day", day: "2026-03-03" }).map(({ type }) => type);
  t.same(
    events,
    ["visit-finished", "ticket-voided", "window-closed", "day-opened"],
    "nothing waits on overnight",
  );
  t.equal(hall.ticket(waiting), undefined);
  t.same(hall.does({ type: "open-day", day: "2026-03-03" }), [], "the same day again is nothing new");
});
