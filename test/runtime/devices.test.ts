import t from "tap";
import type { Reading } from "../../devices/roles/reader.ts";
import type { ButtonPress } from "../../devices/roles/ticket-buttons.ts";
import { displayOf, effectsOf } from "../../src/core/effects.ts";
import type { Intent } from "../../src/core/intents.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { readingOf } from "../../src/hall/readings.ts";
import { windowTexts } from "../../src/hall/window-texts.ts";
import { codeOf } from "../../src/runtime/appointment-code.ts";
import { Router } from "../../src/runtime/router.ts";
import { issuedBy, UnusedDispensers } from "../../src/runtime/unused-dispensers.ts";
import { MINUTE, NINE, rules, TestHall } from "../core/given.ts";

const SECRET = Buffer.alloc(32, 7);
const CARD = "51010119800101002X";

/** A hall with a reader and buttons at dispenser D1, in hall time and wire time that the test says. */
function dispenserOf(change: (rules: HallRules) => void = () => {}) {
  const hall = new TestHall(rules(change));
  const wire = { nowMs: 0 };
  let read: (reading: Reading) => void = () => {};
  let press: (press: ButtonPress) => void = () => {};
  let tickets = 0;
  const router = new Router({
    state: () => hall.state,
    async submit(intent: Intent) {
      const decided = hall.tries(intent);
      return "code" in decided
        ? { kind: "refused", refusal: decided }
        : { kind: "done", events: decided, answer: undefined };
    },
    newTicketId: () => `D1-${++tickets}`,
    printerReady: () => true,
    readingOf: (text) => readingOf(SECRET, hall.state, text),
    nowMs: () => wire.nowMs,
    pinFits: async () => false,
  });
  router.reader("D1", {
    onRead(handler) {
      read = handler;
    },
  });
  router.ticketButtons("D1", {
    onPress(handler) {
      press = handler;
    },
  });
  return {
    hall,
    wire,
    reads: (text: string) => read({ device: "reader", text }),
    presses: (key: number) =>
      new Promise<string>((resolve) =>
        press({
          device: "buttons",
          key,
          accept: () => resolve("accepted"),
          refuse: () => resolve("refused"),
        }),
      ),
    last: () => [...hall.state.tickets.values()].at(-1),
  };
}

t.test("a reader at a dispenser", async (t) => {
  t.test("checks an appointment in, by its id or by its code, once", async (t) => {
    const { hall, reads, last } = dispenserOf((r) =>
      Object.assign(r.queues[0] ?? {}, { appointmentsPerSlot: 2 }),
    );
    const book = (appointment: string) =>
      hall.does({
        type: "book-appointment",
        appointment,
        service: "tax-return",
        slotAt: NINE + 30 * MINUTE,
        by: "web",
      });
    book("unguessable");
    book("other");
    reads("https://hall.example/appointment/unguessable\r");
    t.match(last(), { service: "tax-return", lane: "appointment", channel: "dispenser" });
    t.match([...hall.state.jobs.values()], [{ kind: "print", dispenser: "D1", ticket: "D1-1" }]);
    reads("unguessable");
    t.equal(hall.state.tickets.size, 1, "a scanner that sees it still");
    reads(codeOf("other"));
    t.equal(hall.state.tickets.size, 2);
    hall.state.appointments.clear();
    reads(codeOf("other"));
    t.equal(hall.state.tickets.size, 2, "a code of no appointment is nothing, nor is it anybody's document");
  });

  t.test("brings back who missed the call, by the code on the paper", async (t) => {
    const { hall, reads } = dispenserOf();
    const ticket = hall.takes();
    reads(`http://hall.example/ticket/${ticket}`);
    t.equal(hall.state.tickets.get(ticket)?.state, "waiting", "who waits goes on waiting");
    hall.calls("1");
    hall.does({ type: "no-show", window: "1", by: "clerk:li" });
    reads("A001");
    t.equal(hall.state.tickets.get(ticket)?.state, "no-show", "a number is no secret");
    reads(`http://hall.example/ticket/${ticket}`);
    t.equal(hall.state.tickets.get(ticket)?.state, "waiting");
    t.equal(hall.state.jobs.size, 0);
  });

  t.test("says whose the next ticket is, for the limits of holders", async (t) => {
    const { hall, wire, reads, presses } = dispenserOf((r) =>
      Object.assign(r.holders, { ticketsPerDayAndQueue: 1 }),
    );
    reads(CARD);
    t.equal(hall.state.tickets.size, 0, "a card alone asks for nothing");
    t.equal(await presses(1), "accepted");
    reads(CARD.toLowerCase());
    t.equal(await presses(1), "refused", "the same person, the same queue");
    t.equal(await presses(1), "accepted", "somebody else, without a card");
    reads(CARD);
    wire.nowMs += 30_000;
    t.equal(await presses(1), "accepted", "the one with the card has gone");
    reads("?%!");
    t.equal(hall.state.tickets.size, 3);
  });
});

t.test("a dispenser that people pass by raises an alarm until it is used", async (t) => {
  const watched = (unusedDispenserMinutes: number | null) => {
    const hall = new TestHall(
      rules((r) => {
        r.alarms.unusedDispenserMinutes = unusedDispenserMinutes;
        r.calendar.alwaysOpen = false;
        r.calendar.sessions = [
          { from: "09:00", to: "12:00" },
          { from: "13:30", to: "17:00" },
        ];
      }),
    );
    const told: string[] = [];
    const unused = new UnusedDispensers((id, isUnused) => told.push(`${id} ${isUnused ? "unused" : "used"}`));
    const issue = (by: string, dispenser?: string) => {
      const at = dispenser === undefined ? {} : { dispenser };
      const ticket = `t${hall.state.seq}`;
      const events = hall.does({
        ...{ type: "issue-ticket", ticket, service: "tax-return", channel: "test", by },
        ...at,
      });
      const issued = issuedBy(hall.state, events, hall.at);
      if (issued && hall.state.rules) unused.issued(issued, hall.state.rules);
    };
    return { hall, told, issue };
  };

  t.test("by its printer, or by its buttons where it has none", async (t) => {
    const { hall, told, issue } = watched(60);
    issue("dispenser:D2");
    issue("kiosk", "D1");
    for (let ticket = 0; ticket < 12; ticket++) {
      hall.later(5 * MINUTE);
      issue("anyone");
    }
    t.same(told.splice(0), ["D2 used", "D1 used", "D1 unused", "D2 unused"]);
    issue("kiosk", "D1");
    t.same(told.splice(0), ["D1 used", "D2 unused"]);
    issue("dispenser:D2");
    t.same(told, ["D2 used"]);
  });

  t.test("not where the hall is quiet, nor for a break at noon", async (t) => {
    const { hall, told, issue } = watched(60);
    issue("kiosk", "D1");
    told.length = 0;
    for (let ticket = 0; ticket < 8; ticket++) {
      hall.later(20 * MINUTE);
      issue("anyone");
    }
    t.same(told, [], "eight in over two hours");
    hall.at = NINE + 4.5 * 60 * MINUTE;
    for (let ticket = 0; ticket < 20; ticket++) {
      hall.later(2 * MINUTE);
      issue("anyone");
    }
    t.same(told, [], "it has time again");
    hall.later(30 * MINUTE);
    issue("anyone");
    t.same(told, ["D1 unused", "D2 unused"]);
  });

  t.test("nor where nobody wants to know", async (t) => {
    const { hall, told, issue } = watched(null);
    for (let ticket = 0; ticket < 30; ticket++) {
      hall.later(5 * MINUTE);
      issue("anyone");
    }
    t.same(told, []);
  });
});

t.test(
  "screens over windows say in each language what they serve, who is called, and why nobody is",
  async (t) => {
    const hall = new TestHall(
      rules((r) => Object.assign(r.windows[0] ?? {}, { name: { "zh-CN": "综合窗口" } })),
    );
    const shown = () => {
      const adopted = hall.state.rules;
      return adopted ? windowTexts(adopted, "1", displayOf(hall.state, "1")) : { texts: [], places: [] };
    };
    const TIBETAN = /\p{Script=Tibetan}/u;
    t.same(
      shown(),
      { texts: ["税务", "税务", "税务"], places: [] },
      "no queue has a name in another language",
    );
    const by = "clerk:lead";
    const sign = hall.does({ type: "override-sign", window: "1", sign: ["tax", "cars"], reason: "bus", by });
    t.match(effectsOf(hall.state, sign), [{ kind: "display", window: "1", sign: ["tax", "cars"] }]);
    t.match(shown().texts, ["税务、车辆", "税务་ 车辆", "税务, 车辆"]);
    hall.takes();
    hall.calls("1");
    t.match(shown().places, ["综合窗口", /./, /./], "where to go, for displays with little room");
    const [chinese, tibetan, english] = shown().texts;
    t.match(chinese, /A001.*综合窗口/);
    t.match(tibetan, TIBETAN);
    t.match(english, /A001/);
    hall.does({ type: "finish", window: "1", by: "clerk:li" });
    hall.does({ type: "pause", window: "1", reason: "tea", by: "clerk:li" });
    t.match(shown(), { texts: ["暂停服务", TIBETAN, "paused"], places: [] });
    hall.does({ type: "close-window", window: "1", reason: "evening", by: "clerk:li" });
    t.match(shown(), { texts: ["未开放", TIBETAN, "closed"], places: [] });
  },
);
