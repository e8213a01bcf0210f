import type { StaffText } from "../../i18n/staff-text.ts";
import type { Text } from "../../i18n/text.ts";
import type { Dispenser, HallQueue, HallWindow, Named, Service } from "../shared/contract.ts";
import { outcomes } from "../shared/contract.ts";
import { waitingWords } from "../shared/wait-words.ts";
import { type Choice, pauseReasons } from "./acts.ts";

/** What is asked of the hall: an act at the page's window, or at a visit where one is named. */
export interface Chosen {
  verb: string;
  body: Record<string, unknown>;
  visit?: string;
}

/** What there is to choose from at a window now. */
export interface Offer {
  queues: readonly HallQueue[];
  /** That tickets can be sent to: open, and another one. */
  windows: readonly HallWindow[];
  /** That the window may serve. */
  services: readonly Service[];
  parked: readonly { number: string }[];
  /** Where slips can come out. */
  dispensers: readonly Dispenser[];
  /** The one in hand, else the last one that ended here. */
  visit: string | null;
  lastVisit: string | null;
  lastNumber: string | null;
}

export interface Option {
  label: string;
  chosen: Chosen;
}

interface Words {
  text: Text;
  staffText: StaffText;
  nameOf: (named: Named | undefined) => string;
}

/** The lines of a choice; none for one that asks by a form. */
export function optionsOf(choice: Choice, offer: Offer, keepPlace: boolean, words: Words): Option[] {
  const { text, staffText, nameOf } = words;
  const about = (visit: string | null) => (visit === null ? {} : { visit });
  switch (choice) {
    case "pause":
      return pauseReasons.map((reason) => ({
        label: staffText(`clerk.pauseReason.${reason}`),
        chosen: { verb: "pause", body: { reason } },
      }));
    case "transfer":
      return offer.queues.map((queue) => ({
        label:
          queue.waiting === 0 ? nameOf(queue) : `${nameOf(queue)} · ${waitingWords(text, queue.waiting)}`,
        chosen: { verb: "transfer", body: { queue: queue.id, keepPlace } },
      }));
    case "transfer-window":
      return offer.windows.map((window) => ({
        label: `${nameOf(window)} · ${text(`windowState.${window.state}`)}`,
        chosen: { verb: "transfer", body: { window: window.id, keepPlace } },
      }));
    case "walk-in":
    case "correct-service":
    case "add-case":
      return offer.services.map((service) => ({
        label: nameOf(service),
        chosen: { verb: choice, body: { service: service.id } },
      }));
    case "correct-outcome":
      return outcomes.map((outcome) => ({
        label: staffText(`clerk.outcome.${outcome}`),
        chosen: { verb: "outcome", body: { outcome }, ...about(offer.lastVisit) },
      }));
    case "case-slip":
      return offer.dispensers.map((dispenser) => ({
        label: staffText("clerk.printAt", { dispenser: nameOf(dispenser) }),
        chosen: { verb: "case-slip", body: { dispenser: dispenser.id }, ...about(offer.visit) },
      }));
    case "close":
      return [{ label: staffText("clerk.close"), chosen: { verb: "close", body: {} } }];
    case "sign-out":
      return [{ label: staffText("clerk.signOut"), chosen: { verb: "sign-out", body: {} } }];
    case "unpark":
      return offer.parked.map(({ number }) => ({
        label: number,
        chosen: { verb: "unpark", body: { ticket: number } },
      }));
    case "call":
    case "promise":
    case "hand-over":
      return [];
  }
}
