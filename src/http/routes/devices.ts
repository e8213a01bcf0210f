import Type from "typebox";
import type { Access } from "../access.ts";
import { deviceAnswer } from "../answers.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { DeviceAnswer } from "../schemas.ts";
import type { App } from "../typed.ts";

/**
 * The devices on the hall's wires, for staff. They are no part of the journal, so they are told even when it fails.
 */
export async function deviceRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const schema = {
    tags: ["hall"],
    summary: "Each device with state, health and counters",
    response: { 200: Type.Array(DeviceAnswer), ...problemResponses },
  };
  app.get("/devices", { schema }, async (request) => {
    access.staff(request);
    return hall.devices().map((status) => deviceAnswer(hall.loop.state, status));
  });
}
