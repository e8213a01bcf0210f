import { join } from "node:path";
import type { Paper } from "../../devices/printer/paper.ts";
import type { Language } from "../../src/core/ids.ts";
import type { Intent } from "../../src/core/intents.ts";
import type { PrintJob } from "../../src/core/jobs.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { paperOf } from "../../src/papers/paper-of.ts";
import { MINUTE, rules, TestHall } from "../core/given.ts";

/** Where the text of an example stands as it is meant to be. */
export function goldenFile(name: string): string {
  return join(import.meta.dirname, "golden", `${name}.txt`);
}

/** A small hall that has everything a paper can tell. */
function tellingRules(change: (rules: HallRules) => void = () => {}): HallRules {
  return rules((made) => {
    Object.assign(made.hall, {
      name: { "zh-CN": "城关镇便民服务中心", bo: "གྲོང་རྡལ་ཞབས་ཞུ་ཁང་།", en: "Township Service Centre" },
      publicAddress: "http://hall.example",
    });
    made.queues = [
      { id: "people", name: { "zh-CN": "户籍" }, prefix: "1", start: 1, width: 3 },
      { id: "land", name: { "zh-CN": "土地" }, prefix: "2", start: 1, width: 3 },
    ];
    made.services = [
      {
        id: "residence",
        name: { "zh-CN": "居住证明", bo: "སྡོད་གནས་བདེན་དཔང་།", en: "Proof of residence" },
        queue: "people",
        normMinutes: 6,
      },
      {
        id: "grazing",
        name: { "zh-CN": "草场承包", bo: "རྩྭ་ས་བོགས་ལེན།", en: "Grazing contract" },
        queue: "land",
        normMinutes: 20,
        promisedWorkdays: 5,
        notice: {
          version: "2026-2",
          validUntil: "2026-12-31",
          papers: [
            { "zh-CN": "户口簿原件", bo: "ཐོ་མཚན་དེབ་ངོ་མ།", en: "Household register, the original" },
            { "zh-CN": "身份证", bo: "ཐོབ་ཐང་ལག་ཁྱེར།", en: "Identity card" },
            {
              "zh-CN": "村委会出具的草场使用证明，须有两名邻户签字",
              bo: "གྲོང་ཚོའི་རྩྭ་ས་བེད་སྤྱོད་བདེན་དཔང་།",
              en: "The village committee's proof of use, signed by two neighbours",
            },
          ],
          subject: { "zh-CN": "县自然资源局", en: "County Bureau of Land" },
          basis: { "zh-CN": "《草原法》第十三条", en: "Grassland Law, article 13" },
          conditions: { "zh-CN": "本村集体经济组织成员", en: "Members of the village's collective" },
          procedure: {
            "zh-CN": "申请、实地核实、公示七日、签订合同",
            en: "Apply, survey, seven days of publication, contract",
          },
          result: { "zh-CN": "草原承包经营权证", en: "Certificate of the grazing right" },
          feeBasis: { "zh-CN": "国家未设收费项目", en: "No fee is provided for by law" },
          fee: { "zh-CN": "不收费", bo: "རིན་མེད།", en: "none" },
          timeLimit: { "zh-CN": "5 个工作日", bo: "ལས་ཉིན་ 5", en: "5 workdays" },
        },
      },
    ];
    made.windows = [
      { id: "1", home: ["people"], authorised: ["people", "land"] },
      { id: "2", home: ["land", "people"], authorised: ["people", "land"] },
    ];
    change(made);
  });
}

const GRAZING = { type: "issue-ticket", service: "grazing", channel: "kiosk", by: "anyone" } as const;
const AT_D1 = { dispenser: "D1", by: "clerk:2" } as const;

/** A hall at work: somebody is served, four wait. */
export class PapersHall extends TestHall {
  constructor(change?: (rules: HallRules) => void) {
    super(tellingRules(change));
    for (let n = 1; n <= 4; n += 1) this.later(MINUTE).does({ ...GRAZING, ticket: `early-${n}` });
    this.does({ type: "call-next", window: "2", by: "clerk:2" });
    this.later(3 * MINUTE);
  }

  /** The paper of the job that the intent asks for. */
  paperFor(intent: Intent, widthMm: Paper["widthMm"], estimate = plainWaitRange): Paper {
    this.does(intent);
    const job = [...this.state.jobs.values()].at(-1);
    if (job?.kind !== "print") throw new Error(`${intent.type} printed nothing`);
    const paper = paperOf(this.state, job as PrintJob, { widthMm, estimate });
    if (!paper) throw new Error(`${intent.type} is about nothing`);
    return paper;
  }

  ticketPaper(language: Language, widthMm: Paper["widthMm"], service = "grazing"): Paper {
    return this.paperFor({ ...GRAZING, service, ticket: "x9aQ2mKrT5w", language, dispenser: "D1" }, widthMm);
  }
}

/** Each kind of paper, as the pictures of docs/papers.md and the golden texts show it. */
export const EXAMPLES: { readonly [name: string]: () => Paper } = {
  "ticket-zh-80": () => new PapersHall().ticketPaper("zh-CN", 80),
  "ticket-bo-80": () => new PapersHall().ticketPaper("bo", 80),
  "ticket-en-80": () => new PapersHall().ticketPaper("en", 80),
  "ticket-zh-58": () => new PapersHall().ticketPaper("zh-CN", 58),
  "ticket-en-58": () => new PapersHall().ticketPaper("en", 58),
  "ticket-copy-80": () => {
    const hall = new PapersHall();
    hall.ticketPaper("en", 80, "residence");
    hall.does({ type: "call-next", window: "1", by: "clerk:1" });
    return hall.paperFor({ type: "reprint", ticket: "x9aQ2mKrT5w", ...AT_D1 }, 80);
  },
  "notice-zh-80": () => new PapersHall().paperFor({ type: "print-notice", service: "grazing", ...AT_D1 }, 80),
  "notice-bo-58": () =>
    new PapersHall().paperFor({ type: "print-notice", service: "grazing", language: "bo", ...AT_D1 }, 58),
  "promise-slip-zh-80": () =>
    new PapersHall().paperFor(
      { type: "make-promise", window: "2", papers: ["邻户签字的使用证明", "近期照片两张"], ...AT_D1 },
      80,
    ),
  "case-slip-zh-80": () => {
    const hall = new PapersHall();
    hall.does({ type: "add-case", window: "2", service: "residence", by: "clerk:2" });
    hall.does({ type: "make-promise", window: "2", papers: [], by: "clerk:2" });
    const visit = hall.ticket("early-1")?.visit ?? "";
    hall.does({ type: "finish", window: "2", outcome: "accepted", by: "clerk:2" });
    return hall.paperFor({ type: "print-case-slip", visit, ...AT_D1 }, 80);
  },
  "day-slip-80": () => {
    const hall = new PapersHall((r) => (r.rating.closesAfterMinutes = 600));
    const outcomes = ["done", "done", "papers-missing", "accepted"] as const;
    outcomes.forEach((outcome, i) => {
      if (i > 0) hall.does({ type: "call-next", window: "2", by: "clerk:2" });
      hall.later(20 * MINUTE).does({ type: "finish", window: "2", outcome, by: "clerk:2" });
      const level = ([5, 4, 2] as const)[i];
      if (level) hall.does({ type: "rate-at-window", window: "2", level, channel: "pad" });
    });
    hall.does({ type: "walk-in", window: "1", service: "residence", ticket: "walked", by: "clerk:1" });
    hall.does({ type: "finish", window: "1", outcome: "consultation", by: "clerk:1" });
    const hash = "3f1c9a52e07b44d8a6f2c1093be57d10f4a98c6622d07e5b91ac34fd08e7c615";
    return hall.paperFor({ type: "print-day-slip", anchor: { seq: 4127, hash }, ...AT_D1 }, 80);
  },
};
