import { joinLine } from "../line.ts";
import { type Happenings, withTicket, withWindow } from "./changes.ts";

export const windowHappenings: Happenings<
  | "window-opened"
  | "window-closed"
  | "window-paused"
  | "window-resumed"
  | "clerk-signed-in"
  | "clerk-signed-out"
  | "window-handed-over"
  | "post-found-empty"
> = {
  "window-opened"(state, { window: id, by }, at) {
    withWindow(state, id, (window) => {
      window.open = true;
      window.idleSince = at;
      state.lastActor.set(id, by);
    });
  },
  "window-closed"(state, { window: id, by }) {
    withWindow(state, id, (window) => {
      window.open = false;
      window.paused = null;
      window.emptyPost = null;
      // Whom the window was to serve goes back to the line, at its place.
      for (const reserved of window.reserved.splice(0))
        withTicket(state, reserved, (ticket) => {
          ticket.window = null;
          joinLine(state, ticket);
        });
      state.lastActor.set(id, by);
    });
  },
  "window-paused"(state, { window: id, reason, by }, at) {
    withWindow(state, id, (window) => {
      window.paused = { reason, since: at };
      window.emptyPost = null;
      state.lastActor.set(id, by);
    });
  },
  "window-resumed"(state, { window: id, by }, at) {
    withWindow(state, id, (window) => {
      window.paused = null;
      window.idleSince = at;
      state.lastActor.set(id, by);
    });
  },
  "clerk-signed-in"(state, { window: id, clerk }, at) {
    withWindow(state, id, (window) => {
      window.clerk = clerk;
      window.idleSince = at;
    });
  },
  "clerk-signed-out"(state, { window: id }) {
    withWindow(state, id, (window) => {
      window.clerk = null;
    });
  },
  "window-handed-over"(state, { window: id, to }) {
    withWindow(state, id, (window) => {
      window.clerk = to;
      const visit = state.visits.get(state.tickets.get(window.ticket ?? "")?.visit ?? "");
      if (visit) visit.clerk = to;
    });
  },
  "post-found-empty"(state, { window: id }, at) {
    withWindow(state, id, (window) => {
      window.emptyPost = at;
    });
  },
};
