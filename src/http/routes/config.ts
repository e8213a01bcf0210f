import Type from "typebox";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { HttpProblem, problemOf, problemResponses, sendProblem } from "../problems.ts";
import { strict } from "../schemas.ts";
import type { App } from "../typed.ts";

const BODY_LIMIT_BYTES = 1024 * 1024;

const NewConfig = Type.Object(
  {
    config: Type.String({ minLength: 1, description: "the whole file, as `halld check` takes it" }),
    dryRun: Type.Optional(Type.Boolean({ description: "tells what would change, and changes nothing" })),
  },
  { ...strict, examples: [{ config: "hall:\n  id: township\n…", dryRun: true }] },
);
const Adopted = Type.Object({
  adopted: Type.Boolean(),
  hash: Type.String({ description: "SHA-256 of the file" }),
  changes: Type.Array(
    Type.Object({
      path: Type.String({ description: "keys from the top; parts of a list by their ids" }),
      change: Type.Enum(["added", "removed", "changed"]),
      before: Type.Optional(Type.Unknown()),
      after: Type.Optional(Type.Unknown()),
    }),
  ),
  atNextStart: Type.Array(Type.String(), { description: "changes to wires and devices, which wait" }),
});

/** A changed config for the running hall, all of it or nothing. What `halld reload` calls. */
export async function configRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const schema = {
    tags: ["operation"],
    summary: "Adopt a changed config",
    body: NewConfig,
    response: { 200: Adopted, ...problemResponses },
  };
  app.post("/config", { schema, bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const by = access.operatorOrOpen(request);
    const { config, dryRun = false } = request.body;
    const outcome = await hall.adoptConfig(config, { by, dryRun });
    if (outcome.kind === "faulty") throw new HttpProblem("config-faulty", { faults: outcome.faults });
    if (outcome.kind === "refused") return sendProblem(reply, problemOf(outcome.refusal));
    const { hash, changes, atNextStart } = outcome;
    return { adopted: !dryRun, hash, changes, atNextStart };
  });
}
