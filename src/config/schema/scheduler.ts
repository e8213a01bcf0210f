import Type from "typebox";
import { strict } from "./shapes.ts";

const Mode = [Type.Literal("off"), Type.Literal("advise"), Type.Literal("automatic")];
const MODES = "advise: people accept or decline what it proposes; automatic: it changes signs by itself";

/** What the scheduler may do in the hall, and at what price. */
export const Scheduler = Type.Object(
  {
    mode: Type.Union(Mode, { default: "off", description: MODES }),
    help: Type.Boolean({
      default: true,
      description: "automatic: a free window may be given a ticket that its sign does not show",
    }),
    dwellMinutes: Type.Number({
      minimum: 0,
      maximum: 480,
      default: 10,
      description: "a new sign stands at least so long",
    }),
    changesPerHourMaximum: Type.Integer({
      minimum: 1,
      maximum: 60,
      default: 3,
      description: "of one window's sign",
    }),
    queuesOnSignMaximum: Type.Integer({
      minimum: 1,
      maximum: 20,
      default: 3,
      description: "a window's whole home is always allowed",
    }),
    setupSeconds: Type.Integer({
      minimum: 0,
      maximum: 1800,
      default: 60,
      description: "what a window needs for another sign",
    }),
    helpOverheadSeconds: Type.Integer({
      minimum: 0,
      maximum: 1800,
      default: 20,
      description: "what a call off the sign costs",
    }),
    foreignFactor: Type.Number({
      minimum: 1,
      maximum: 5,
      default: 1.1,
      description: "work away from home takes so many times as long",
    }),
    proposalMinutes: Type.Number({
      minimum: 1,
      maximum: 120,
      default: 5,
      description: "how long a proposal stands",
    }),
    hot: Type.Object(
      {
        waiting: Type.Integer({
          minimum: 1,
          maximum: 1000,
          default: 10,
          description: "more than so many wait",
        }),
        waitMinutes: Type.Number({
          minimum: 1,
          maximum: 480,
          default: 30,
          description: "or somebody waits longer than this",
        }),
        forMinutes: Type.Number({
          minimum: 0,
          maximum: 60,
          default: 2,
          description: "and it has been so for this long",
        }),
      },
      {
        ...strict,
        default: {},
        description: "when a queue is hot; also when a newcomer's wait passes the target",
      },
    ),
    coldMinutes: Type.Number({
      minimum: 1,
      maximum: 480,
      default: 10,
      description: "a window without work is cold after this",
    }),
  },
  { ...strict, default: {} },
);

/** What differs at one window. */
export const WindowScheduler = Type.Object(
  {
    mode: Type.Optional(Type.Union(Mode, { description: MODES })),
    help: Type.Optional(Type.Boolean({ description: "whether it may be given tickets of other signs" })),
  },
  { ...strict, description: "in place of the hall's own" },
);
