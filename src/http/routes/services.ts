import Type from "typebox";
import { servicesView } from "../../core/views.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { ServiceAnswer } from "../schemas.ts";
import { initialsIn } from "../service-initials.ts";
import type { App } from "../typed.ts";

/** What a citizen can come for. */
export async function serviceRoutes(app: App, { hall }: { hall: HallPort }): Promise<void> {
  const schema = {
    tags: ["citizens"],
    summary: "What a citizen can come for",
    response: { 200: Type.Array(ServiceAnswer), ...problemResponses },
  };
  app.get("/services", { schema }, async () => {
    const { state } = hall.loop;
    const initials = initialsIn(state.rules);
    const view = servicesView(state, hall.loop.now(), hall.estimate).map((service) => ({
      ...service,
      initials: initials.get(service.id) ?? "",
    }));
    await hall.loop.settled();
    return view;
  });
}
