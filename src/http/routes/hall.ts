import { hallAnswer } from "../answers.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { HallAnswer } from "../schemas.ts";
import type { App } from "../typed.ts";

/** The hall as everyone in it may see it. */
export async function hallRoutes(app: App, { hall }: { hall: HallPort }): Promise<void> {
  const schema = {
    tags: ["hall"],
    summary: "Queues, windows and devices now; numbers only",
    response: { 200: HallAnswer, ...problemResponses },
  };
  app.get("/hall", { schema }, async () => {
    const view = hallAnswer(hall);
    await hall.loop.settled();
    return view;
  });
}
