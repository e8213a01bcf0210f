import type { Day, DispenserId, Language, QueueId, ServiceId, Texts, WindowId } from "./ids.ts";
import type { PaperTemplates } from "./paper-templates.ts";

/**
 * What the core knows of a hall's configuration: the rules, without the wires.
 * Adopted by an event, so that replay needs no file.
 */
export interface HallRules {
  hall: {
    id: string;
    name: Texts;
    timeZone: string;
    languages: Language[];
    access: "open" | "sign-in";
    publicAddress?: string;
    /** A clerk who signs in at a call pad keys in a PIN too; absent in the rules of older halls: no. */
    padPin?: boolean;
    targetWaitMinutes: number;
  };
  calendar: {
    alwaysOpen: boolean;
    sessions: Session[];
    /** Other hours on some weekdays; none on a day with an empty list. */
    weeklyHours?: { [weekday: string]: Session[] };
    weekdays: string[];
    holidays: string[];
    makeUpWorkdays: string[];
    ticketsFromMinutesBeforeOpening: number;
    ticketsUntilMinutesBeforeClosing: number;
    atClosing: "serve" | "send-home";
  };
  calling: {
    recallMinIntervalSeconds: number;
    recallMaximum: number;
    priorityCreditMinutes: number;
    jumpsInRowMaximum: number;
    /** After the last recall, or never. */
    noShowAfterSeconds: number | null;
    noShowReturnMinutes: number;
    noShowReturnPlaces: number;
    undoMinutes: number;
    autoCall: boolean;
  };
  appointments: {
    slotMinutes: number;
    bookDaysAhead: number;
    earlyMinutes: number;
    lateMinutes: number;
    creditMinutes: number;
  };
  holders: { ticketsPerDayAndQueue: number | null; hoardingFlagAt: number | null };
  rating: { closesAfterMinutes: number; holderUntilNextWorkday: boolean };
  voice: VoiceRule;
  printing: { copyAfterUnconfirmed: boolean; voidUnprintedAfterMinutes: number | null };
  alarms: {
    emptyPostMinutes: number;
    overrunFactor: number;
    /** Null, or absent in the rules of older halls: no alarm. */
    unusedDispenserMinutes?: number | null;
  };
  /** Absent in the rules of halls from before there was a scheduler: it is off. */
  scheduler?: SchedulerRule;
  queues: QueueRule[];
  services: ServiceRule[];
  windows: WindowRule[];
  dispensers: DispenserRule[];
  clerks: ClerkRule[];
  /** Who works away from windows; absent in the rules of older halls. */
  staff?: StaffRule[];
  /** In place of the built-in papers. */
  papers?: PaperTemplates;
  /** What the screens tell everybody; absent in the rules of halls from before there were any. */
  notices?: HallNotice[];
}

/** What is absent was absent in the rules of older halls, too: full volume, no zones, every engine. */
export interface VoiceRule {
  enabled: boolean;
  repeat: number;
  /** The first that can speak a language does. */
  engines?: VoiceEngine[];
  /** A call is said in these, one after the other; the hall's languages otherwise. */
  languages?: Language[];
  volumePercent?: number;
  /** By the clock on the wall. */
  quietHours?: (Session & { volumePercent: number })[];
  zones?: VoiceZone[];
}

export type VoiceEngine = "clips" | "browser" | "espeak";

/** A part of the hall that has screens of its own. */
export interface VoiceZone {
  id: string;
  name?: Texts;
  windows: WindowId[];
}

export interface HallNotice {
  text: Texts;
  /** The first and the last day on which it is shown. */
  from?: Day;
  until: Day;
}

/** `off`: signs change by hand only; `advise`: people accept or decline; `automatic`: the rules alone hold it. */
export type SchedulerMode = "off" | "advise" | "automatic";

/** What the scheduler may do, and at what price. */
export interface SchedulerRule {
  mode: SchedulerMode;
  /** In mode `automatic` a free window may be given a ticket that its sign does not show. */
  help: boolean;
  /** A new sign stands at least this long. */
  dwellMinutes: number;
  /** Of one window, in any hour. */
  changesPerHourMaximum: number;
  /** Queues on one sign; a window's whole home is always allowed. */
  queuesOnSignMaximum: number;
  /** How long a window needs for another sign. */
  setupSeconds: number;
  helpOverheadSeconds: number;
  /** Work away from home takes this many times as long. */
  foreignFactor: number;
  /** How long a proposal stands. */
  proposalMinutes: number;
  hot: {
    /** More than so many wait. */
    waiting: number;
    /** Somebody waits longer than this. */
    waitMinutes: number;
    /** It has been so for this long. */
    forMinutes: number;
  };
  /** A window without work is cold after this. */
  coldMinutes: number;
}

export interface Session {
  /** HH:MM by the clock on the wall. */
  from: string;
  to: string;
}

export interface QueueRule {
  id: QueueId;
  name: Texts;
  prefix: string;
  priorityPrefix?: string;
  start: number;
  width: number;
  quota?: {
    perDay?: number;
    perSession?: number;
    perSlot?: { minutes: number; tickets: number };
  };
  /** How many may book each slot; none without it. */
  appointmentsPerSlot?: number;
}

export interface ServiceRule {
  id: ServiceId;
  name: Texts;
  queue: QueueId;
  /** Digits on a dispenser, 1 to 99. */
  key?: number;
  normMinutes: number;
  /** Queues that the ticket goes on to after its first one, under the same number. */
  stops?: QueueId[];
  /** A promised case: workdays from intake to result. Without it the case is done on the spot. */
  promisedWorkdays?: number;
  /** The name of its drawing, if not its id. */
  pictogram?: string;
  /** What finds it at the kiosk, if not the pinyin initials of its name. */
  initials?: string;
  /** On the kiosk's first page. */
  common?: boolean;
  /** When its line is usually short. */
  quietHours?: Session[];
  notice?: NoticeRule;
}

/** What every public service must show: 八公开. */
export interface PublicFacts {
  subject?: Texts;
  basis?: Texts;
  conditions?: Texts;
  procedure?: Texts;
  timeLimit?: Texts;
  result?: Texts;
  feeBasis?: Texts;
  fee?: Texts;
}

/** What a citizen must know once and for all before the window: 一次性告知单. */
export interface NoticeRule extends PublicFacts {
  version: string;
  /** The last day on which it holds. */
  validUntil: Day;
  /** Papers to bring. */
  papers: Texts[];
}

export interface WindowRule {
  id: WindowId;
  name?: Texts;
  home: QueueId[];
  authorised: QueueId[];
  /** Whether an idle window is given the newcomer without a press; the hall's default otherwise. */
  autoCall?: boolean;
  /** When its clerk is known to be away, every day. */
  breaks?: Session[];
  /** In place of the hall's own. */
  scheduler?: { mode?: SchedulerMode; help?: boolean };
}

/** A person who works at windows. The PIN is not here: rules are journalled. */
export interface ClerkRule {
  id: string;
  name: string;
  /** Queues that this clerk is trained for; everything its window is authorised for otherwise. */
  authorised?: QueueId[];
}

export type StaffRole = "manager" | "guide";

/** A person who works in the hall, not at a window. The PIN is not here: rules are journalled. */
export interface StaffRule {
  id: string;
  name: string;
  role: StaffRole;
}

export interface DispenserRule {
  id: DispenserId;
  name?: Texts;
  prints: boolean;
  /** Whose printer takes over while its own cannot print. */
  standIn?: DispenserId;
}
