import Type from "typebox";
import { servicesView } from "../../core/views.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { ServiceAnswer } from "../schemas.ts";
import type { App } from "../typed.ts";

/** What a citizen can come for. */
export async function serviceRoutes(app: App, { hall }: { hall: HallPort }): Promise<void> {
  const schema = {
    tags: ["citizens"],
    summary: "What a citizen can come for",
    response: { 200: Type.Array(ServiceAnswer), ...problemResponses },
  };
  app.get("/services", { schema }, async () => {
    const view = servicesView(hall.loop.state, hall.loop.now(), hall.estimate);
    await hall.loop.settled();
    return view;
  });
}
