import t from "tap";
import { REFUSALS } from "../../src/core/refusals.ts";
import { operatorToken } from "../../src/http/hall-tokens.ts";
import { MINUTE } from "../core/given.ts";
import { api, atWindow, issue, opened } from "./calling.ts";
import { type GivenOptions, PIN, TOWNSHIP } from "./given.ts";

type Hall = Awaited<ReturnType<typeof opened>>;

interface Refused {
  code: keyof typeof REFUSALS;
  status: number;
  /** Brings it about; may say what is called then. */
  given?: (hall: Hall) => Promise<{ path?: string; body?: object } | undefined>;
  path?: string;
  body?: object;
  headers?: (hall: Hall) => Record<string, string>;
  options?: GivenOptions;
}

const changed = (change: GivenOptions["change"] & {}): GivenOptions => ({ change });
const closedHall = changed((rules) => Object.assign(rules.calendar, { alwaysOpen: false, weekdays: [] }));
const full = changed((rules) => Object.assign(rules.queues[0] ?? {}, { quota: { perDay: 1 } }));
const oneEach = changed((rules) => Object.assign(rules.holders, { ticketsPerDayAndQueue: 1 }));
const booking = changed((rules) => Object.assign(rules.queues[0] ?? {}, { appointmentsPerSlot: 1 }));

const taxReturn = { service: "tax-return" };
const atTen = { ...taxReturn, slotAt: "2026-03-02T10:00:00+08:00" };
const called = async ({ call }: Hall): Promise<undefined> => {
  await issue(call);
  await atWindow(call, "1/call-next");
};
const finished = async ({ call }: Hall) => {
  await issue(call);
  const { visit, ticket } = await atWindow(call, "1/call-next");
  await atWindow(call, "1/finish");
  return { visit: visit?.id ?? "", ticket: ticket?.id ?? "" };
};
const booked = async ({ call }: Hall) => String((await call("POST", api("/appointments"), atTen)).body.id);
const signIn = (call: Hall["call"], clerk: string, window: string) =>
  call("POST", api(`/windows/${window}/sign-in`), { clerk, pin: PIN });
const rating = { level: 1, channel: "phone" };

const CASES: Refused[] = [
  { code: "unknown-service", status: 404, path: "/tickets", body: { service: "x" } },
  { code: "unknown-service", status: 404, path: "/windows/1/walk-in", body: { service: "x" } },
  { code: "unknown-service", status: 404, path: "/windows/1/add-case", body: { service: "x" } },
  { code: "unknown-service", status: 404, path: "/appointments", body: { ...atTen, service: "x" } },
  { code: "unknown-dispenser", status: 404, path: "/tickets", body: { ...taxReturn, dispenser: "x" } },
  {
    code: "unknown-dispenser",
    status: 404,
    given: called,
    path: "/windows/1/promise",
    body: { dispenser: "D2" },
  },
  {
    code: "unknown-dispenser",
    status: 404,
    given: async ({ call }) => void (await issue(call)),
    path: "/tickets/A001/reprint",
    body: { dispenser: "D2" },
  },
  {
    code: "printer-out",
    status: 409,
    path: "/tickets",
    body: { ...taxReturn, dispenser: "D1" },
    options: { printerReady: false },
  },
  {
    code: "printer-out",
    status: 409,
    given: async ({ call }) => void (await issue(call)),
    path: "/tickets/A001/reprint",
    body: { dispenser: "D1" },
    options: { printerReady: false },
  },
  {
    code: "printer-out",
    status: 409,
    path: "/services/tax-return/notice",
    body: { dispenser: "D1" },
    options: {
      ...changed(({ services: [first] }) =>
        Object.assign(first ?? {}, { notice: { version: "1", validUntil: "2026-12-31", papers: [] } }),
      ),
      printerReady: false,
    },
  },
  {
    code: "printer-out",
    status: 409,
    given: called,
    path: "/windows/1/promise",
    body: { dispenser: "D1" },
    options: { printerReady: false },
  },
  { code: "queue-closed", status: 409, path: "/tickets", body: taxReturn, options: closedHall },
  {
    code: "quota-reached",
    status: 409,
    given: async ({ call }) => void (await issue(call)),
    path: "/tickets",
    body: taxReturn,
    options: full,
  },
  {
    code: "holder-limit",
    status: 409,
    given: async ({ call }) => void (await issue(call, "tax-return", { holder: "11010519491231002X" })),
    path: "/tickets",
    body: { service: "tax-advice", holder: "110105 19491231 002x" },
    options: oneEach,
  },
  { code: "reason-required", status: 409, path: "/tickets", body: { ...taxReturn, lane: "priority" } },
  {
    code: "appointment-required",
    status: 409,
    path: "/tickets",
    body: { ...taxReturn, lane: "appointment" },
  },
  {
    code: "unknown-appointment",
    status: 404,
    path: "/tickets",
    body: { ...taxReturn, lane: "appointment", appointment: "x" },
  },
  { code: "unknown-appointment", status: 404, path: "/appointments/x/cancel" },
  {
    code: "too-early",
    status: 409,
    given: async (hall) => {
      const appointment = await booked(hall);
      hall.clock.at += 29 * MINUTE;
      return { path: "/tickets", body: { ...taxReturn, lane: "appointment", appointment } };
    },
    options: booking,
  },
  {
    code: "slot-full",
    status: 409,
    given: async (hall) => void (await booked(hall)),
    path: "/appointments",
    body: atTen,
    options: booking,
  },
  { code: "no-such-slot", status: 409, path: "/appointments", body: atTen },
  {
    code: "wrong-state",
    status: 409,
    given: async (hall) => {
      const path = `/appointments/${await booked(hall)}`;
      await hall.call("POST", api(`${path}/cancel`));
      return { path: `${path}/move`, body: { slotAt: "2026-03-02T11:00:00+08:00" } };
    },
    options: booking,
  },
  { code: "unknown-ticket", status: 404, path: "/tickets/x/cancel" },
  { code: "unknown-ticket", status: 404, path: "/tickets/x/return" },
  { code: "unknown-ticket", status: 404, path: "/tickets/x/escort/take" },
  { code: "unknown-ticket", status: 404, path: "/tickets/x/reprint", body: { dispenser: "D1" } },
  { code: "unknown-ticket", status: 404, path: "/windows/1/call", body: { ticket: "x", reason: "y" } },
  { code: "unknown-window", status: 404, path: "/windows/9/call-next" },
  { code: "unknown-window", status: 404, path: "/windows/9/sign-in", body: { clerk: "li", pin: PIN } },
  {
    code: "unknown-window",
    status: 404,
    given: called,
    path: "/windows/1/transfer",
    body: { window: "x" },
  },
  { code: "unknown-queue", status: 404, given: called, path: "/windows/1/transfer", body: { queue: "x" } },
  { code: "queue-empty", status: 409, path: "/windows/1/call-next" },
  { code: "window-busy", status: 409, given: called, path: "/windows/1/call-next" },
  { code: "window-busy", status: 409, given: called, path: "/windows/1/close" },
  {
    code: "window-busy",
    status: 409,
    given: async (hall) => {
      await signIn(hall.call, "li", "1");
      await called(hall);
    },
    path: "/windows/1/sign-out",
  },
  {
    code: "window-paused",
    status: 409,
    given: async ({ call }) => void (await atWindow(call, "1/pause")),
    path: "/windows/1/call-next",
  },
  {
    code: "window-closed",
    status: 409,
    given: async ({ call }) => void (await atWindow(call, "1/close")),
    path: "/windows/1/call-next",
  },
  {
    code: "window-taken",
    status: 409,
    given: async ({ call }) => void (await signIn(call, "drolma", "1")),
    path: "/windows/1/sign-in",
    body: { clerk: "li", pin: PIN },
  },
  {
    code: "clerk-elsewhere",
    status: 409,
    given: async ({ call }) => void (await signIn(call, "li", "2")),
    path: "/windows/1/sign-in",
    body: { clerk: "li", pin: PIN },
  },
  {
    code: "not-authorised",
    status: 409,
    given: async ({ call }) => void (await issue(call, "id-card")),
    path: "/windows/1/call",
    body: { ticket: "C001", reason: "y" },
  },
  {
    code: "not-authorised",
    status: 409,
    given: called,
    path: "/windows/1/correct-service",
    body: { service: "id-card" },
  },
  { code: "no-ticket", status: 409, path: "/windows/1/finish", body: { outcome: "done" } },
  { code: "no-ticket", status: 409, path: "/windows/1/promise", body: { workdays: 3 } },
  { code: "recall-too-soon", status: 409, given: called, path: "/windows/1/recall" },
  {
    code: "recall-limit",
    status: 409,
    given: async (hall) => {
      await called(hall);
      for (let times = 0; times < 2; times += 1) {
        hall.clock.at += MINUTE;
        await atWindow(hall.call, "1/recall");
      }
      hall.clock.at += MINUTE;
    },
    path: "/windows/1/recall",
  },
  {
    code: "wrong-state",
    status: 409,
    given: async (hall) => {
      await called(hall);
      await atWindow(hall.call, "1/start");
    },
    path: "/windows/1/no-show",
  },
  { code: "wrong-state", status: 409, path: "/windows/1/resume" },
  { code: "wrong-state", status: 409, path: "/windows/1/sign-out" },
  {
    code: "wrong-state",
    status: 409,
    given: async ({ call }) => void (await issue(call)),
    path: "/tickets/A001/escort/done",
  },
  { code: "nothing-to-undo", status: 409, path: "/windows/1/undo-no-show" },
  {
    code: "return-too-late",
    status: 409,
    given: async (hall) => {
      await called(hall);
      await atWindow(hall.call, "1/no-show");
      hall.clock.at += 31 * MINUTE;
    },
    path: "/tickets/A001/return",
  },
  {
    code: "unknown-visit",
    status: 404,
    path: "/visits/x/rating",
    body: { ...rating, ticket: "x" },
  },
  { code: "unknown-visit", status: 404, path: "/visits/x/outcome", body: { outcome: "done" } },
  {
    code: "unknown-visit",
    status: 404,
    given: async ({ call }) => void (await issue(call)),
    path: "/tickets/A001/reprint",
    body: { dispenser: "D1", paper: "promise-slip" },
  },
  {
    code: "already-rated",
    status: 409,
    given: async (hall) => {
      const { visit, ticket } = await finished(hall);
      const path = `/visits/${visit}/rating`;
      await hall.call("POST", api(path), { ...rating, ticket });
      return { path, body: { ...rating, ticket } };
    },
  },
  {
    code: "rating-closed",
    status: 409,
    given: async (hall) => {
      const { visit, ticket } = await finished(hall);
      hall.clock.at += 6 * MINUTE;
      return { path: `/visits/${visit}/rating`, body: { ...rating, ticket } };
    },
  },
  {
    code: "not-the-holder",
    status: 403,
    given: async (hall) => {
      const { visit } = await finished(hall);
      return { path: `/visits/${visit}/rating`, body: { ...rating, ticket: (await issue(hall.call)).id } };
    },
  },
  {
    code: "unknown-ticket",
    status: 404,
    given: async (hall) => ({ path: `/visits/${(await finished(hall)).visit}/rating` }),
    body: { ...rating, ticket: "A001" },
  },
  { code: "unknown-advice", status: 404, path: "/scheduler/advice/x/dismiss" },
  { code: "unknown-proposal", status: 404, path: "/scheduler/proposals/x/accept" },
  { code: "no-sign-to-undo", status: 409, path: "/scheduler/undo" },
  { code: "sign-unchanged", status: 409, path: "/windows/1/sign", body: { sign: ["tax"], reason: "x" } },
  {
    code: "would-uncover",
    status: 409,
    given: async ({ call }) => void (await issue(call, "car-plates")),
    path: "/windows/2/sign",
    body: { sign: ["tax"], reason: "x" },
  },
  {
    code: "config-in-use",
    status: 409,
    given: async ({ call }) => void (await issue(call)),
    path: "/config",
    body: { config: TOWNSHIP },
    headers: ({ hall }) => ({ authorization: `Bearer ${operatorToken(hall.secret)}` }),
  },
];

const NOT_OVER_HTTP = [
  // A hall has a config before it listens; a clerk that does not exist is a wrong PIN; jobs are the hall's own.
  ...["no-config", "unknown-clerk", "unknown-job"],
  // An empty sign is malformed. The rest binds the scheduler itself: what it forbids is no open proposal any more.
  ...["sign-empty", "scheduler-off", "sign-pinned", "sign-too-long", "sign-too-new", "sign-changes-used-up"],
];

t.test("each refusal has its status and its code, and changes nothing", async (t) => {
  const untouched = await opened(t);
  for (const { code, status, given, path, body, headers, options } of CASES) {
    const hall = given || options ? await opened(t, options) : untouched;
    const wanted = (await given?.(hall)) ?? {};
    const url = api(wanted.path ?? path ?? "");
    const { appended } = hall.journal;
    const answer = await hall.call("POST", url, wanted.body ?? body, headers?.(hall));
    t.match(answer, { status, body: { code, status, type: "about:blank" } }, `${code} at ${url}`);
    t.equal(hall.journal.appended, appended, "nothing happened");
  }
});

t.test("no refusal is forgotten here", async (t) => {
  const tried = new Set([...CASES.map(({ code }) => code as string), ...NOT_OVER_HTTP]);
  t.strictSame(
    Object.keys(REFUSALS).filter((code) => !tried.has(code)),
    [],
  );
});
