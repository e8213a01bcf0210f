import { useEffect } from "react";
import type { BenchDispenser, BenchLayout, BenchWindow } from "../messages.ts";
import { Analyser } from "./Analyser.tsx";
import { PowerSwitch, PrinterControls, WireControls } from "./controls.tsx";
import { Display } from "./Display.tsx";
import { useHands } from "./hands.ts";
import { Keypad } from "./Keypad.tsx";
import { Printer } from "./Printer.tsx";
import { RatingPad } from "./RatingPad.tsx";
import type { BenchState, BenchStore } from "./store.ts";
import "./close-up.css";

interface CloseUpProps {
  store: BenchStore;
  state: BenchState;
  layout: BenchLayout;
}

/** One window under the lamp: display, call pad and rating pad on their bus, and the bus's bytes. */
export function WindowCloseUp({ store, state, layout, window }: CloseUpProps & { window: BenchWindow }) {
  const { display, callPad, ratingPad, wire, displayWire } = window;
  const wires = [...new Set([wire, displayWire])];
  useLook(store, ...wires);
  const address = (device: string) => addressOf(layout, device);
  return (
    <main className="close-up">
      <section className="close-up-devices" aria-label={window.name}>
        <div className="close-up-display">
          <h2>
            {window.name} <small>{window.services.join(" · ")}</small>
          </h2>
          <Display
            view={state.devices[display]}
            label={state.devices[display]?.kind === "screen" ? "A0 90" : "LED-6"}
          />
          <PowerSwitch device={display} view={state.devices[display]} note={address(display)} />
          <RatingPad id={ratingPad} view={state.devices[ratingPad]} answer={state.answers[ratingPad]} />
          <PowerSwitch device={ratingPad} view={state.devices[ratingPad]} note={address(ratingPad)} />
        </div>
        <div className="close-up-pad">
          <Keypad id={callPad} use="call-pad" view={state.devices[callPad]} answer={state.answers[callPad]} />
          <PowerSwitch device={callPad} view={state.devices[callPad]} note={address(callPad)} />
        </div>
        <div className="close-up-bus" data-plugged={state.wires[wire]?.plugged ?? false}>
          {wires.map((id) => (
            <WireControls key={id} id={id} wire={state.wires[id]} />
          ))}
        </div>
      </section>
      <Analyser state={state} wires={wires} />
    </main>
  );
}

/** One dispenser under the lamp: keypad and printer, each on its own cable. */
export function DispenserCloseUp({
  store,
  state,
  layout,
  dispenser,
}: CloseUpProps & { dispenser: BenchDispenser }) {
  const { buttons, buttonsWire, printer, printerWire } = dispenser;
  useLook(store, buttonsWire, printerWire);
  return (
    <main className="close-up">
      <section className="close-up-devices dispenser-devices" aria-label={dispenser.name}>
        <div className="close-up-printer">
          <Printer id={printer} view={state.devices[printer]} />
          <PrinterControls id={printer} view={state.devices[printer]} />
          <WireControls id={printerWire} wire={state.wires[printerWire]} />
        </div>
        <div className="close-up-pad">
          <h2>{dispenser.name}</h2>
          <Keypad
            id={buttons}
            use="ticket-buttons"
            view={state.devices[buttons]}
            answer={state.answers[buttons]}
          />
          <PowerSwitch device={buttons} view={state.devices[buttons]} note={addressOf(layout, buttons)} />
          <WireControls id={buttonsWire} wire={state.wires[buttonsWire]} />
        </div>
        <ServiceCard layout={layout} buttons={buttons} />
      </section>
      <Analyser state={state} wires={[buttonsWire, printerWire]} />
    </main>
  );
}

/** The card beside a dispenser: what to type for which service. A row is a shortcut for fingers. */
function ServiceCard({ layout, buttons }: { layout: BenchLayout; buttons: string }) {
  const act = useHands();
  return (
    <ol className="service-card" aria-label="services">
      {layout.services.map(({ key, name, nameEn }) => (
        <li key={key}>
          <button type="button" onClick={() => act({ act: "press", device: buttons, keys: `${key} start` })}>
            <b>{key}</b> {name} <small>{nameEn}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** In hexadecimal, as it stands among the bytes. */
function addressOf(layout: BenchLayout, device: string): string {
  const address = layout.addresses[device] ?? 0;
  return `address ${address.toString(16).padStart(2, "0").toUpperCase()}`;
}

function useLook(store: BenchStore, ...wires: string[]): void {
  const names = wires.join(" ");
  useEffect(() => {
    store.look(names.split(" "));
    return () => store.look([]);
  }, [store, names]);
}
