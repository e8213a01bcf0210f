import type { RatingValue } from "../world/handles.ts";
import type { World } from "../world/world.ts";
import type { BenchAct, BenchNews } from "./messages.ts";

/** A burst as a loose cable or a motor nearby gives it, a frame's beginning among it. */
const noiseBurst = Uint8Array.from([0x00, 0xff, 0x68, 0x03, 0x9c, 0x55, 0xff, 0x00, 0x7e]);

/**
 * Does on the world what a hand did on the page. Resolves with the device's answer, where it gives one. Rejects for a
 * device, wire or key that is not there.
 */
export async function actOn(
  world: World,
  act: Exclude<BenchAct, { act: "look" }>,
): Promise<BenchNews | null> {
  switch (act.act) {
    case "press": {
      const { echoed, repeats } = await world.keypad(act.device).press(act.keys);
      return { news: "answered", device: act.device, answered: echoed, repeats };
    }
    case "rate": {
      const { acknowledged, repeats } = await world.ratingPad(act.device).rate(ratingValue(act.face));
      return { news: "answered", device: act.device, answered: acknowledged, repeats };
    }
    case "unplug":
      world.unplug(act.wire);
      return null;
    case "replug":
      await world.replug(act.wire);
      return null;
    case "noise":
      world.noise(act.wire, noiseBurst);
      return null;
    case "kill":
      world.kill(act.device);
      return null;
    case "revive":
      world.revive(act.device);
      return null;
    case "paper":
      if (act.paper === "ok") world.printer(act.device).loadPaper();
      else world.printer(act.device).setPaper(act.paper);
      return null;
    case "cover":
      world.printer(act.device).setCover(act.cover);
      return null;
    case "power-cut":
      world.printer(act.device).powerCut();
      return null;
  }
}

function ratingValue(face: number): RatingValue {
  if (face === 0 || face === 1 || face === 2 || face === 3) return face;
  throw new RangeError(`a rating pad has no face ${face}`);
}
