import * as fc from "fast-check";
import type { HallRules } from "../../src/core/rules.ts";
import { rules } from "./given.ts";

const flag = fc.boolean();

/** A hall of three queues and up to five windows under rules drawn anew. */
export const randomRules: fc.Arbitrary<HallRules> = fc
  .record({
    signIn: flag,
    alwaysOpen: fc.constantFrom(true, true, false),
    sendHome: flag,
    twoSessions: flag,
    credit: fc.constantFrom(0, 5, 30),
    jumps: fc.constantFrom(0, 1, 3),
    noShowAfterSeconds: fc.constantFrom(null, 30),
    recallMaximum: fc.constantFrom(0, 2),
    autoCall: flag,
    voice: flag,
    copies: flag,
    voidAfter: fc.constantFrom(null, 2),
    quota: flag,
    stops: flag,
    holders: fc.constantFrom(null, 2),
    onePrefix: flag,
    width: fc.constantFrom(1, 3),
    mode: fc.constantFrom("off", "advise", "automatic"),
    windows: fc.constantFrom(2, 3, 5),
    withoutCars: fc.constantFrom(false, false, false, true),
    standIn: flag,
    untilNextWorkday: flag,
  } as const)
  .map((wish) =>
    rules((made) => {
      made.hall.access = wish.signIn ? "sign-in" : "open";
      Object.assign(made.calendar, {
        alwaysOpen: wish.alwaysOpen,
        atClosing: wish.sendHome ? "send-home" : "serve",
        weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        ...(wish.twoSessions
          ? {
              sessions: [
                { from: "09:00", to: "12:00" },
                { from: "13:30", to: "17:00" },
              ],
            }
          : {}),
      });
      Object.assign(made.calling, {
        priorityCreditMinutes: wish.credit,
        jumpsInRowMaximum: wish.jumps,
        noShowAfterSeconds: wish.noShowAfterSeconds,
        recallMaximum: wish.recallMaximum,
        autoCall: wish.autoCall,
      });
      made.voice.enabled = wish.voice;
      made.printing = { copyAfterUnconfirmed: wish.copies, voidUnprintedAfterMinutes: wish.voidAfter };
      made.holders = { ticketsPerDayAndQueue: wish.holders, hoardingFlagAt: wish.holders };
      made.rating.holderUntilNextWorkday = wish.untilNextWorkday;
      for (const queue of made.queues) {
        Object.assign(queue, { width: wish.width, appointmentsPerSlot: 2 });
        if (wish.onePrefix) queue.prefix = "";
        if (wish.quota) queue.quota = { perDay: 40, perSession: 30, perSlot: { minutes: 30, tickets: 5 } };
      }
      const [taxReturn, taxAdvice] = made.services;
      if (taxAdvice) taxAdvice.notice = { version: "1", validUntil: "2027-01-01", papers: [] };
      if (wish.stops && taxReturn) Object.assign(taxReturn, { stops: ["id-cards"], promisedWorkdays: 3 });
      made.windows.push(
        { id: "4", home: ["cars"], authorised: ["tax", "cars", "id-cards"] },
        { id: "5", home: ["tax"], authorised: ["tax", "id-cards"], autoCall: true },
      );
      made.windows.splice(wish.windows);
      if (wish.standIn) Object.assign(made.dispensers[0] ?? {}, { standIn: "D3" });
      made.dispensers.push({ id: "D3", prints: true, standIn: "D1" });
      made.scheduler = {
        mode: wish.mode,
        help: true,
        dwellMinutes: 5,
        changesPerHourMaximum: 3,
        queuesOnSignMaximum: 2,
        setupSeconds: 60,
        helpOverheadSeconds: 20,
        foreignFactor: 1.1,
        proposalMinutes: 5,
        hot: { waiting: 3, waitMinutes: 10, forMinutes: 2 },
        coldMinutes: 10,
      };
      if (wish.withoutCars) leaveOutCars(made);
    }),
  );

function leaveOutCars(made: HallRules): void {
  const others = (queues: string[]) => queues.filter((id) => id !== "cars");
  made.queues = made.queues.filter(({ id }) => id !== "cars");
  made.services = made.services.filter(({ queue }) => queue !== "cars");
  made.windows = made.windows
    .map((window) => ({ ...window, home: others(window.home), authorised: others(window.authorised) }))
    .filter(({ home }) => home.length > 0);
  made.clerks = made.clerks.filter(({ id }) => id !== "drolma");
}
