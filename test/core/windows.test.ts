import t from "tap";
import { effectsOf } from "../../src/core/effects.ts";
import { MINUTE, rules, TestHall } from "./given.ts";

t.test("call next", async (t) => {
  t.test("calls who came first of the queues on the sign", async (t) => {
    const hall = new TestHall();
    hall.takes("car-plates");
    hall.later(1000).takes("tax-return");
    t.equal(hall.calls("1"), "A001", "window 1 shows tax only");
    hall.later(1000).takes("tax-return");
    t.equal(hall.calls("2"), "B001", "window 2 shows both");
  });

  t.test("never gives two windows one ticket", async (t) => {
    const hall = new TestHall();
    hall.takes();
    hall.calls("1");
    t.equal(hall.refuses({ type: "call-next", window: "2", by: "c" }).code, "queue-empty");
  });

  t.test("is refused at a window that cannot take anyone", async (t) => {
    const hall = new TestHall();
    hall.takes();
    hall.takes();
    hall.calls("1");
    t.equal(hall.refuses({ type: "call-next", window: "1", by: "c" }).code, "window-busy");
    hall.does({ type: "pause", window: "2", reason: "tea", by: "c" });
    t.equal(hall.refuses({ type: "call-next", window: "2", by: "c" }).code, "window-paused");
    hall.does({ type: "close-window", window: "3", reason: "", by: "c" });
    t.equal(hall.refuses({ type: "call-next", window: "3", by: "c" }).code, "window-closed");
    t.equal(hall.refuses({ type: "call-next", window: "4", by: "c" }).code, "unknown-window");
  });

  t.test("by the key that also finishes", async (t) => {
    const hall = new TestHall();
    hall.takes();
    hall.takes();
    const key = { type: "call-next", window: "1", finishFirst: true, by: "pad:1" } as const;
    const called = hall.does(key).map(({ type }) => type);
    t.same(called, ["ticket-called"], "with nothing in hand it only calls");
    const next = hall.does(key).map(({ type }) => type);
    t.same(next, ["visit-finished", "ticket-called"]);
    t.same(
      hall.does(key).map(({ type }) => type),
      ["visit-finished"],
      "with nobody waiting it only finishes",
    );
    t.equal(hall.refuses(key).code, "queue-empty");
  });

  t.test("out of turn, but not to a window that pauses after its visit", async (t) => {
    const hall = new TestHall();
    hall.takes();
    const ticket = hall.takes();
    hall.calls("1");
    hall.does({ type: "pause", window: "1", reason: "tea", by: "c" });
    const call = { type: "call-ticket", window: "1", ticket, reason: "asked", by: "c" } as const;
    t.equal(hall.refuses({ ...call, finishFirst: true }).code, "window-paused");
  });
});

t.test("priority", async (t) => {
  t.test("goes first, but not before who has waited longer than its credit", async (t) => {
    const hall = new TestHall();
    hall.takes("id-card");
    hall.later(20 * MINUTE).takes("id-card");
    hall.later(11 * MINUTE).takes("id-card", { lane: "priority", reason: "age" });
    t.equal(hall.calls("3"), "C001", "waited 31 minutes");
    hall.finishes("3");
    t.equal(hall.calls("3"), "V001");
    hall.finishes("3");
    t.equal(hall.calls("3"), "C002");
  });

  t.test("passes over a waiting ordinary ticket at most three times in a row", async (t) => {
    const hall = new TestHall();
    hall.takes("id-card");
    for (let i = 0; i < 5; i += 1) hall.later(1000).takes("id-card", { lane: "priority", reason: "age" });
    const called = Array.from({ length: 6 }, () => {
      const number = hall.calls("3");
      hall.finishes("3");
      return number;
    });
    t.same(called, ["V001", "V002", "V003", "C001", "V004", "V005"]);
  });
});

t.test("at the window", async (t) => {
  t.test("recall: not at once, not too often, not while serving", async (t) => {
    const hall = new TestHall();
    const recall = { type: "recall", window: "1", by: "c" } as const;
    t.equal(hall.refuses(recall).code, "no-ticket");
    hall.takes();
    hall.calls("1");
    t.equal(hall.refuses(recall).code, "recall-too-soon");
    hall.later(10_000).does(recall);
    hall.later(10_000).does(recall);
    t.equal(hall.later(10_000).refuses(recall).code, "recall-limit");
    hall.does({ type: "start", window: "1", by: "c" });
    t.equal(hall.refuses(recall).code, "wrong-state");
    t.equal(hall.refuses({ type: "start", window: "1", by: "c" }).code, "wrong-state");
    t.equal(hall.refuses({ type: "no-show", window: "1", by: "c" }).code, "wrong-state");
  });

  t.test("a no-show frees the window and is no visit", async (t) => {
    const hall = new TestHall();
    const id = hall.takes();
    hall.takes();
    hall.calls("1");
    hall.does({ type: "no-show", window: "1", by: "c" });
    t.equal(hall.ticket(id)?.state, "no-show");
    t.equal(hall.state.visits.size, 0);
    t.equal(hall.calls("1"), "A002");
  });

  t.test("a particular ticket may be called out of turn by who is authorised", async (t) => {
    const hall = new TestHall();
    hall.takes();
    const wanted = hall.takes("car-plates");
    const call = { type: "call-ticket", window: "1", ticket: wanted, reason: "deaf", by: "c" } as const;
    t.equal(hall.refuses({ ...call, window: "3" }).code, "not-authorised");
    const [called] = hall.does(call);
    t.match(called, { type: "ticket-called", data: { reason: "deaf" } });
    t.equal(hall.numberAt("1"), "B001");
    t.equal(hall.refuses({ ...call, window: "2" }).code, "wrong-state");
  });

  t.test("park and bring back, to the window that parked it only", async (t) => {
    const hall = new TestHall();
    const id = hall.takes();
    hall.takes();
    hall.calls("1");
    hall.does({ type: "park", window: "1", by: "c" });
    t.equal(hall.calls("1"), "A002", "the window is free meanwhile");
    t.equal(hall.refuses({ type: "unpark", window: "1", ticket: id, by: "c" }).code, "window-busy");
    hall.finishes("1");
    t.equal(hall.refuses({ type: "unpark", window: "2", ticket: id, by: "c" }).code, "wrong-state");
    hall.does({ type: "unpark", window: "1", ticket: id, by: "c" });
    t.equal(hall.ticket(id)?.state, "called");
  });

  t.test("transfer keeps the number, and the place if wished", async (t) => {
    const hall = new TestHall();
    const [keeps, loses] = [hall.takes(), hall.takes()];
    hall.later(MINUTE).takes("car-plates");
    hall.calls("1");
    hall.calls("2");
    hall.later(MINUTE);
    hall.does({ type: "transfer", window: "1", to: { queue: "cars" }, keepPlace: true, by: "c" });
    hall.does({ type: "transfer", window: "2", to: { queue: "cars" }, keepPlace: false, by: "c" });
    t.same(
      hall.state.queues.get("cars")?.line.map((id) => hall.ticket(id)?.number),
      ["A001", "B001", "A002"],
    );
    t.equal(hall.calls("2"), "A001");
    t.equal(hall.ticket(keeps)?.visit, "20260302-0001", "it is still the same visit");
    t.equal(hall.ticket(loses)?.state, "waiting");
  });

  t.test("transfer to a window reserves it there, until that window closes", async (t) => {
    const hall = new TestHall();
    const id = hall.takes();
    hall.later(MINUTE).takes();
    hall.calls("1");
    const move = { type: "transfer", window: "1", to: { window: "2" }, keepPlace: false, by: "c" } as const;
    t.equal(hall.refuses({ ...move, to: { window: "3" } }).code, "not-authorised");
    hall.does(move);
    t.equal(hall.calls("1"), "A002", "another window does not get it");
    hall.does({ type: "close-window", window: "2", reason: "lunch", by: "c" });
    hall.finishes("1");
    t.equal(hall.calls("1"), "A001", "it went back to its line");
    t.equal(hall.ticket(id)?.window, "1");
  });

  t.test("a walk-in gets a number and is served at once", async (t) => {
    const hall = new TestHall();
    const events = hall.does({ type: "walk-in", window: "1", service: "car-plates", ticket: "w", by: "c" });
    t.same(
      events.map(({ type }) => type),
      ["ticket-issued", "walk-in-served"],
    );
    t.match(hall.ticket("w"), { number: "B001", state: "serving", window: "1" });
    t.ok([...hall.state.visits.values()][0]?.walkIn);
    t.equal(
      hall.refuses({ type: "walk-in", window: "3", service: "car-plates", ticket: "v", by: "c" }).code,
      "not-authorised",
    );
  });

  t.test("a window does not close or lose its place with a ticket in hand", async (t) => {
    const hall = new TestHall();
    hall.takes();
    hall.calls("1");
    t.equal(hall.refuses({ type: "close-window", window: "1", reason: "", by: "c" }).code, "window-busy");
    hall.does({ type: "pause", window: "1", reason: "lunch", by: "c" });
    hall.finishes("1");
    t.equal(hall.refuses({ type: "call-next", window: "1", by: "c" }).code, "window-paused");
    hall.does({ type: "resume", window: "1", by: "c" });
    t.equal(hall.refuses({ type: "resume", window: "1", by: "c" }).code, "wrong-state");
    t.equal(hall.refuses({ type: "open-window", window: "1", by: "c" }).code, "wrong-state");
  });
});

t.test("rating", async (t) => {
  const hall = new TestHall();
  const ticket = hall.takes();
  hall.calls("1");
  const visit = hall.ticket(ticket)?.visit ?? "";
  const rate = { type: "rate-visit", visit, level: 5, channel: "phone", by: { ticket } } as const;
  t.equal(hall.refuses(rate).code, "rating-closed", "only after the finish");
  hall.finishes("1");
  t.equal(hall.state.visits.get(visit)?.rating, null, "unrated is no rating");
  t.equal(hall.refuses({ ...rate, by: { ticket: "none" } }).code, "unknown-ticket");
  t.equal(hall.refuses({ ...rate, by: { ticket: hall.takes() } }).code, "not-the-holder");
  t.equal(hall.refuses({ ...rate, by: { window: "2" } }).code, "not-the-holder");
  t.equal(hall.refuses({ ...rate, visit: "none" }).code, "unknown-visit");
  hall.does({ type: "rate-at-window", window: "1", level: 2, channel: "pad" });
  t.match(hall.state.visits.get(visit)?.rating, { level: 2, channel: "pad" });
  t.equal(hall.refuses(rate).code, "already-rated");

  hall.takes();
  hall.calls("1");
  hall.finishes("1");
  hall.later(5 * MINUTE + 1);
  t.equal(
    hall.refuses({ type: "rate-at-window", window: "1", level: 5, channel: "pad" }).code,
    "rating-closed",
  );
  t.equal(
    hall.refuses({ type: "rate-at-window", window: "3", level: 5, channel: "pad" }).code,
    "rating-closed",
  );
});

t.test("a new config", async (t) => {
  const hall = new TestHall();
  hall.takes("car-plates");
  hall.calls("2");
  const without = rules((r) => {
    r.windows = r.windows.filter(({ id }) => id !== "2");
    r.queues = r.queues.filter(({ id }) => id !== "cars");
  });
  const adopt = { type: "adopt-config", rules: without, hash: "second", by: "manager" } as const;
  t.same(hall.refuses(adopt), { code: "config-in-use", facts: { missing: ["window 2", "queue cars"] } });
  hall.finishes("2");
  hall.does(adopt);
  t.same([...hall.state.windows.keys()], ["1", "3"]);
  t.same(hall.does({ ...adopt, by: "again" }), [], "the same content is nothing new");

  hall.does({
    type: "adopt-config",
    rules: rules((r) => {
      const first = r.windows[0];
      if (first) first.home = ["cars"];
    }),
    hash: "third",
    by: "manager",
  });
  t.same(hall.state.windows.get("1")?.sign, ["cars"], "a window that was at home goes to its new home");
  t.ok(hall.state.windows.get("2")?.open, "in an open hall a new window opens");
});

t.test("jobs", async (t) => {
  t.test("an unconfirmed paper is followed by one marked copy, and no more", async (t) => {
    const hall = new TestHall();
    hall.takes("tax-return", { dispenser: "D1" });
    const only = () => [...hall.state.jobs.values()][0];
    const first = only()?.id ?? "";
    hall.does({ type: "start-job", job: first });
    t.equal(hall.refuses({ type: "start-job", job: first }).code, "wrong-state");
    hall.does({ type: "end-job", job: first, result: "unconfirmed" });
    t.match(only(), { kind: "print", copy: true, started: false });
    hall.does({ type: "end-job", job: only()?.id ?? "", result: "unconfirmed" });
    t.equal(hall.state.jobs.size, 0);
  });

  t.test("where no paper is ever confirmed, nobody gets two", async (t) => {
    const hall = new TestHall();
    hall.takes("tax-return", { dispenser: "D1" });
    const job = [...hall.state.jobs.keys()][0] ?? "";
    hall.does({ type: "start-job", job });
    hall.does({ type: "end-job", job, result: "unconfirmable", reason: "printer-cannot-confirm" });
    t.equal(hall.state.jobs.size, 0);
  });

  t.test("a paper that did not come out waits again", async (t) => {
    const hall = new TestHall();
    hall.takes("tax-return", { dispenser: "D1" });
    const job = [...hall.state.jobs.keys()][0] ?? "";
    hall.does({ type: "start-job", job });
    hall.does({ type: "end-job", job, result: "not-done", reason: "cover-open" });
    t.match(hall.state.jobs.get(job), { started: false, copy: false });
  });

  t.test("a call is announced, a recall again", async (t) => {
    const hall = new TestHall(rules((r) => (r.voice.enabled = true)));
    hall.takes();
    hall.calls("1");
    hall.later(10_000).does({ type: "recall", window: "1", by: "c" });
    t.match(
      [...hall.state.jobs.values()],
      [
        { kind: "announcement", number: "A001", window: "1" },
        { kind: "announcement", number: "A001", window: "1" },
      ],
    );
  });
});

t.test("a window that closes", async (t) => {
  const close = { type: "close-window", window: "1", reason: "lunch", by: "c" } as const;

  t.test("sends who is parked there back to their queue, at their place", async (t) => {
    const hall = new TestHall();
    const parked = hall.takes();
    hall.calls("1");
    hall.does({ type: "park", window: "1", by: "c" });
    hall.later(1000).takes();
    const events = hall.does(close);
    t.same(
      events.map(({ type }) => type),
      ["ticket-transferred", "window-closed"],
    );
    t.match(hall.ticket(parked), { state: "waiting", window: null, queue: "tax" });
    t.equal(hall.calls("2"), "A001", "any window of the queue may call it, before who came later");
  });

  t.test("keeps who is parked while relief takes over", async (t) => {
    const hall = new TestHall();
    hall.does({ type: "sign-in", window: "1", clerk: "li", handOver: false });
    const parked = hall.takes();
    hall.calls("1");
    hall.does({ type: "park", window: "1", by: "c" });
    hall.does({ type: "sign-in", window: "1", clerk: "drolma", handOver: true });
    t.equal(hall.ticket(parked)?.state, "parked");
    hall.does({ type: "sign-out", window: "1", clerk: "drolma", reason: "evening" });
    t.equal(hall.ticket(parked)?.state, "waiting", "but not once nobody is there");
  });

  t.test(
    "shows the pads that call from there how many it gave back, and its own that it calls nobody",
    async (t) => {
      const hall = new TestHall();
      hall.takes();
      hall.calls("2");
      hall.does({ type: "transfer", window: "2", to: { window: "1" }, keepPlace: false, by: "c" });
      const effects = effectsOf(hall.state, hall.does(close)).filter(({ kind }) => kind === "waiting");
      t.same(effects, [
        { kind: "waiting", window: "1", count: 0 },
        { kind: "waiting", window: "2", count: 1 },
      ]);
    },
  );
});

t.test("a config that drops who is signed in", async (t) => {
  const withoutLi = rules((r) => {
    r.clerks = r.clerks.filter(({ id }) => id !== "li");
  });
  const adopt = { type: "adopt-config", rules: withoutLi, hash: "second", by: "manager" } as const;

  t.test("is refused while they have a ticket in hand, and signs them out otherwise", async (t) => {
    const hall = new TestHall();
    hall.does({ type: "sign-in", window: "1", clerk: "li", handOver: false });
    hall.takes();
    hall.calls("1");
    t.same(hall.refuses(adopt), { code: "config-in-use", facts: { missing: ["clerk li"] } });
    hall.finishes("1");
    t.match(
      hall.does(adopt).map(({ type, data }) => ({ type, ...data })),
      [
        { type: "window-closed", window: "1", reason: "config-changed", by: "manager" },
        { type: "clerk-signed-out", window: "1", clerk: "li", reason: "config-changed" },
        { type: "config-adopted" },
      ],
    );
  });

  t.test("and so does one that drops their window", async (t) => {
    const hall = new TestHall();
    hall.does({ type: "sign-in", window: "1", clerk: "li", handOver: false });
    const rest = rules((r) => {
      r.windows = r.windows.filter(({ id }) => id !== "1");
    });
    const types = hall.does({ ...adopt, rules: rest }).map(({ type }) => type);
    t.same(types, ["window-closed", "clerk-signed-out", "config-adopted"]);
    hall.does({ type: "sign-in", window: "2", clerk: "li", handOver: false });
  });
});
