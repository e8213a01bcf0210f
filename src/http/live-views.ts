import { deskView, deviceAnswer, hallAnswer, ticketAnswer, timeIn } from "./answers.ts";
import type { HallPort } from "./hall-port.ts";

/** What a topic shows as a whole; nothing where there is no such topic. */
export function topicView(hall: HallPort, topic: string): object | undefined {
  if (topic === "hall") return { hall: hallAnswer(hall) };
  if (topic === "manager") return managerView(hall);
  if (topic.startsWith("window:")) return windowTopicView(hall, topic.slice("window:".length));
  if (topic.startsWith("ticket:")) return ticketTopicView(hall, topic.slice("ticket:".length));
  return undefined;
}

function managerView(hall: HallPort): object {
  const { state } = hall.loop;
  return { hall: hallAnswer(hall), devices: hall.devices().map((status) => deviceAnswer(state, status)) };
}

function windowTopicView({ loop: { state } }: HallPort, id: string): object | undefined {
  const window = state.windows.get(id);
  if (!window) return undefined;
  const parked = [...state.tickets.values()]
    .filter((ticket) => ticket.state === "parked" && ticket.window === id)
    .map(({ number, since }) => ({ number, since: timeIn(state, since) }));
  return { ...deskView(state, window), parked };
}

function ticketTopicView({ loop: { state }, estimate }: HallPort, id: string): object | undefined {
  const ticket = state.tickets.get(id);
  return ticket && { ticket: ticketAnswer(state, ticket, estimate) };
}
