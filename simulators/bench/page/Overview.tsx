import type { BenchDispenser, BenchLayout, BenchWindow } from "../messages.ts";
import { Display } from "./Display.tsx";
import { Printer } from "./Printer.tsx";
import type { BenchState } from "./store.ts";
import { WirePlug } from "./WirePlug.tsx";
import "./overview.css";

/** Everything at a glance: a row for each bus with its windows, and the dispensers with their papers. */
export function Overview(props: { state: BenchState; layout: BenchLayout }) {
  const { state, layout } = props;
  const buses = layout.wires.filter(({ id }) => layout.windows.some(({ wire }) => wire === id));
  return (
    <main className="overview">
      <section className="buses" aria-label="windows">
        {buses.map(({ id }) => (
          <BusRow
            key={id}
            bus={id}
            windows={layout.windows.filter(({ wire }) => wire === id)}
            state={state}
          />
        ))}
      </section>
      <section className="dispensers" aria-label="dispensers">
        {layout.dispensers.map((dispenser) => (
          <DispenserStation key={dispenser.id} dispenser={dispenser} state={state} />
        ))}
      </section>
    </main>
  );
}

/** The windows of a bus behind the ends of their cables: the pads' and, where the screens have one of their own, theirs. */
function BusRow({ bus, windows, state }: { bus: string; windows: BenchWindow[]; state: BenchState }) {
  const wires = new Set([bus, ...windows.map(({ displayWire }) => displayWire)]);
  return (
    <div className="bus">
      <div className="bus-end">
        {[...wires].map((id) => (
          <WirePlug key={id} id={id} wire={state.wires[id]} />
        ))}
      </div>
      <div className="bus-cable" data-plugged={state.wires[bus]?.plugged ?? false} />
      <div className="bus-windows">
        {windows.map((window) => (
          <WindowStation key={window.id} window={window} state={state} />
        ))}
      </div>
    </div>
  );
}

function WindowStation({ window, state }: { window: BenchWindow; state: BenchState }) {
  const pad = state.devices[window.callPad];
  const waiting = pad?.kind === "keypad" ? pad.digits.trim() : "";
  return (
    <a className="station" href={`#window-${window.id}`} aria-label={`${window.name}, close up`}>
      <span className="station-plate">
        <b>{window.id}</b>
        <span>{window.services.join(" ")}</span>
        <span className="station-waiting" title="waiting for this window">
          {waiting === "" ? "" : `候 ${waiting}`}
        </span>
      </span>
      <Display view={state.devices[window.display]} label="" />
    </a>
  );
}

function DispenserStation({ dispenser, state }: { dispenser: BenchDispenser; state: BenchState }) {
  return (
    <div className="dispenser">
      <a className="dispenser-name" href={`#${dispenser.id}`} aria-label={`${dispenser.name}, close up`}>
        <Printer id={dispenser.printer} view={state.devices[dispenser.printer]} />
        <span className="dispenser-panel">
          <b>{dispenser.name}</b>
          <span className="dispenser-keys" aria-hidden="true">
            {"123456789*0#".split("").map((key) => (
              <i key={key}>{key}</i>
            ))}
          </span>
        </span>
      </a>
      <div className="dispenser-plugs">
        <WirePlug id={dispenser.buttonsWire} wire={state.wires[dispenser.buttonsWire]} />
        <WirePlug id={dispenser.printerWire} wire={state.wires[dispenser.printerWire]} />
      </div>
    </div>
  );
}
