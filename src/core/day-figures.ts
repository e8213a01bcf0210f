import type { HallState, Level, Outcome } from "./state.ts";

/** A day in figures, all counted from what the journal holds. */
export interface DayFigures {
  /** Numbers given out, those of walk-ins not among them. */
  tickets: number;
  /** Served without having taken a number. */
  walkIns: number;
  noShows: number;
  /** Cancelled by their holders, or void. */
  gone: number;
  /** Visits that ended. */
  visits: number;
  outcomes: Record<Outcome, number>;
  /** Ratings by level; a visit that nobody rated counts under none. */
  ratings: Record<Level, number>;
}

/** The figures of the running day, up to now. */
export function dayFigures(state: HallState): DayFigures {
  const tickets = [...state.tickets.values()];
  const taken = tickets.filter(({ channel }) => channel !== "walk-in");
  // Visits of earlier days are kept for their rating: an id begins with its day.
  const today = `${(state.day ?? "").replaceAll("-", "")}-`;
  const ended = [...state.visits.values()].filter(
    ({ id, finishedAt }) => finishedAt !== null && id.startsWith(today),
  );
  const figures: DayFigures = {
    tickets: taken.length,
    walkIns: tickets.length - taken.length,
    noShows: tickets.filter((ticket) => ticket.state === "no-show").length,
    gone: tickets.filter((ticket) => ticket.state === "cancelled" || ticket.state === "void").length,
    visits: ended.length,
    outcomes: { done: 0, accepted: 0, "papers-missing": 0, referred: 0, consultation: 0, unknown: 0 },
    ratings: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
  };
  for (const { outcome, rating } of ended) {
    if (outcome) figures.outcomes[outcome] += 1;
    if (rating) figures.ratings[rating.level] += 1;
  }
  return figures;
}
