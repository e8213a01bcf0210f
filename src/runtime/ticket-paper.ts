import type { Paper, PaperLine } from "../../devices/roles/paper.ts";
import type { Instant } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { TicketView } from "../core/views.ts";
import { type TextKey, type TextValues, textIn } from "../i18n/text.ts";

export interface TicketPaperOptions {
  rules: HallRules;
  ticket: TicketView;
  widthMm: 58 | 80;
  /** A paper that may be the second one says so. */
  copy: boolean;
}

/** A ticket as it comes out of the dispenser, in its holder's language and, where that is another, in Chinese. */
export function ticketPaper({ rules, ticket, widthMm, copy }: TicketPaperOptions): Paper {
  const language = ticket.language as "zh-CN" | "bo" | "en";
  const text = textIn(language);
  const service = rules.services.find(({ id }) => id === ticket.service);
  const named = (names: { "zh-CN": string; bo?: string; en?: string } | undefined) =>
    names?.[language] ?? names?.["zh-CN"] ?? "";
  const say = (key: TextKey, values?: TextValues): string => text(key, values);

  const lines: PaperLine[] = [
    { kind: "text", text: named(rules.hall.name), align: "center", bold: true },
    ...(copy ? [centred(say("paper.reprint"), 2)] : []),
    { kind: "rule" },
    centred(say("paper.number"), 1),
    centred(ticket.number, 4),
    centred(named(service?.name), 2),
    { kind: "rule" },
    { kind: "pair", left: say("paper.ahead"), right: String(ticket.ahead) },
  ];
  if (ticket.waitLowMinutes !== null && ticket.waitHighMinutes !== null)
    lines.push({
      kind: "pair",
      left: say("paper.wait"),
      right: say("paper.waitRange", { low: ticket.waitLowMinutes, high: ticket.waitHighMinutes }),
    });
  if (ticket.windows.length > 0)
    lines.push({ kind: "pair", left: say("paper.windows"), right: ticket.windows.join(" ") });
  lines.push(
    { kind: "pair", left: say("paper.issued"), right: localMinute(ticket.issuedAt, rules.hall.timeZone) },
    { kind: "rule" },
    centred(say("paper.missed"), 1),
  );
  const { publicAddress } = rules.hall;
  if (publicAddress)
    lines.push({ kind: "qr", text: `${publicAddress}/ticket/${ticket.id}` }, centred(say("paper.scan"), 1));
  lines.push({ kind: "cut" });
  return { widthMm, lines };
}

function centred(text: string, size: 1 | 2 | 4): PaperLine {
  return { kind: "text", text, align: "center", size };
}

function localMinute(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
}
