import type { SimulatedDevicePlan, WorldPlan } from "../world/plan.ts";
import type { DemoDevice, DemoHall } from "./hall.ts";

/** The simulated devices that stand on the demo hall's wires, labelled for people who look at them. */
export function demoWorldPlan(hall: DemoHall, seed: number): WorldPlan {
  const labelled = [
    ...hall.windows.flatMap(({ name, display, callPad, ratingPad }) =>
      [display, callPad, ratingPad].map((device) => ({ device, label: name["zh-CN"] })),
    ),
    ...hall.dispensers.flatMap(({ name, buttons, printer }) =>
      [buttons, printer].map((device) => ({ device, label: name["zh-CN"] })),
    ),
  ];
  return {
    seed,
    wires: hall.wires.map((wire) => ({
      ...wire,
      devices: labelled
        .filter(({ device }) => device.wire === wire.id)
        .map(({ device, label }) => simulated(device, label)),
    })),
  };
}

const KINDS = {
  "ff68-display": "ff68-display",
  "ff68-keypad": "ff68-keypad",
  "ff68-rating": "ff68-rating",
  a090: "a090-screen",
  escpos: "escpos-printer",
} as const satisfies Record<DemoDevice["driver"], SimulatedDevicePlan["kind"]>;

function simulated(device: DemoDevice, label: string): SimulatedDevicePlan {
  return {
    id: device.id,
    kind: KINDS[device.driver],
    address: device.address ?? 0,
    label,
    ...(device.profile === undefined ? {} : { profile: device.profile }),
    ...(device.driver === "escpos" ? { paperWidthMm: 80 as const } : {}),
  };
}
