import t from "tap";
import { api, opened } from "./calling.ts";

t.test("a service says what a citizen wants to know before choosing it", async (t) => {
  const { call, clock } = await opened(t, {
    change(rules) {
      Object.assign(rules.queues[0] ?? {}, { appointmentsPerSlot: 2 });
      Object.assign(rules.services[0] ?? {}, {
        common: true,
        pictogram: "document",
        quietHours: [{ from: "11:00", to: "12:00" }],
        notice: {
          version: "2",
          validUntil: "2026-03-02",
          papers: [{ "zh-CN": "身份证", en: "Identity card" }],
          subject: { "zh-CN": "税务局" },
          feeBasis: { "zh-CN": "不收费" },
        },
      });
      Object.assign(rules.services[2] ?? {}, { initials: "czp" });
    },
  });
  const services = async () => (await call("GET", api("/services"))).body as unknown as object[];
  t.match((await services())[0], {
    normMinutes: 8,
    pictogram: "document",
    initials: "bs",
    common: true,
    bookable: true,
    quietHours: [{ from: "11:00", to: "12:00" }],
    waitLowMinutes: 0,
    notice: {
      version: "2",
      validUntil: "2026-03-02",
      expired: false,
      papers: [{ "zh-CN": "身份证", en: "Identity card" }],
      subject: { "zh-CN": "税务局" },
      feeBasis: { "zh-CN": "不收费" },
    },
  });
  t.match((await services())[2], {
    pictogram: "car-plates",
    initials: "czp",
    common: false,
    bookable: false,
    quietHours: [],
    notice: null,
  });
  clock.at += 24 * 3_600_000;
  t.match((await services())[0], { notice: { expired: true } }, "its last day is over");
});
