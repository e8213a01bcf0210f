import { startWorld } from "../../simulators/world/world.ts";

interface Wish {
  /** A keypad whose call key is pressed. */
  press?: string;
  /** A device that loses its power. */
  kill?: string;
  lateness?: boolean;
}

/** The simulated world in a process of its own, so that its pacing is no load of the daemon's that is measured. */
const plan: unknown = JSON.parse(process.argv[2] ?? "");
const world = await startWorld(plan as Parameters<typeof startWorld>[0]);

process.on("message", ({ press, kill, lateness }: Wish) => {
  if (press !== undefined) void world.keypad(press).press("call");
  if (kill !== undefined) world.kill(kill);
  if (lateness === true) process.send?.(world.lateness());
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
