import type { DeviceView } from "../messages.ts";
import { useHands } from "./hands.ts";
import type { WireOnBench } from "./store.ts";
import { WirePlug } from "./WirePlug.tsx";
import "./controls.css";

/** A rocker switch: a device without power is a dead address. */
export function PowerSwitch(props: { device: string; view: DeviceView | undefined; note?: string }) {
  const { device, view, note } = props;
  const act = useHands();
  const alive = view?.alive ?? false;
  return (
    <p className="switch-row">
      <button
        type="button"
        role="switch"
        aria-checked={alive}
        aria-label={`power of ${device}`}
        className="rocker"
        onClick={() => act({ act: alive ? "kill" : "revive", device })}
      >
        <i>I</i>
        <i>O</i>
      </button>
      <span>{alive ? "power" : "dead address"}</span>
      {note && <small>{note}</small>}
    </p>
  );
}

/** The cable's plug, and a burst of noise on it. */
export function WireControls(props: { id: string; wire: WireOnBench | undefined }) {
  const { id, wire } = props;
  const act = useHands();
  return (
    <div className="wire-controls">
      <WirePlug id={id} wire={wire} />
      <span>
        <b>{id}</b> {wire?.plugged ? "" : "pulled"}
      </span>
      <button type="button" className="tool" onClick={() => act({ act: "noise", wire: id })}>
        burst of noise
      </button>
    </div>
  );
}

const papers = [
  { paper: "ok", name: "new roll" },
  { paper: "near-end", name: "near end" },
  { paper: "out", name: "paper out" },
] as const;

/** What hands do to a printer. */
export function PrinterControls(props: { id: string; view: DeviceView | undefined }) {
  const { id, view } = props;
  const act = useHands();
  const printer = view?.kind === "printer" ? view : undefined;
  const cover = printer?.cover ?? "closed";
  return (
    <div className="printer-controls">
      {papers.map(({ paper, name }) => (
        <button
          key={paper}
          type="button"
          className="tool"
          aria-pressed={printer?.paper === paper}
          onClick={() => act({ act: "paper", device: id, paper })}
        >
          {name}
        </button>
      ))}
      <button
        type="button"
        className="tool"
        aria-pressed={cover === "open"}
        onClick={() => act({ act: "cover", device: id, cover: cover === "open" ? "closed" : "open" })}
      >
        {cover === "open" ? "close cover" : "open cover"}
      </button>
      <button type="button" className="tool" onClick={() => act({ act: "power-cut", device: id })}>
        power off and on
      </button>
    </div>
  );
}
