import type { BenchState } from "./store.ts";
import "./analyser.css";

/** The bytes of the watched wires as they cross, decoded, newest first. */
export function Analyser(props: { state: BenchState; wires: readonly string[] }) {
  const { state, wires } = props;
  const { frames, framesLeftOut, layout } = state;
  return (
    <section className="analyser" aria-label="bytes on the wire">
      <header>
        {wires.map((id) => {
          const wire = layout?.wires.find((one) => one.id === id);
          return (
            <p key={id}>
              <b>{id}</b> {wire?.baud} 8N1 <span>{wire?.path}</span>
            </p>
          );
        })}
      </header>
      <ol>
        {frames.map(({ key, wire, direction, hex, text, understood, atMs }) => (
          <li key={key} className={`${direction} ${understood ? "" : "noise"}`}>
            <time>{clockTime(atMs)}</time>
            <span className="arrow">{direction === "to-device" ? "→" : "←"}</span>
            <span className="text">{text}</span>
            {wires.length > 1 && <span className="wire">{wire}</span>}
            <code>{hex}</code>
          </li>
        ))}
      </ol>
      <footer>
        → from the daemon, ← from the devices
        {framesLeftOut > 0 && <span> · {framesLeftOut} frames came too fast to show</span>}
      </footer>
    </section>
  );
}

function clockTime(atMs: number): string {
  const time = new Date(atMs);
  const seconds = `${String(time.getSeconds()).padStart(2, "0")}.${String(time.getMilliseconds()).padStart(3, "0")}`;
  return `${String(time.getMinutes()).padStart(2, "0")}:${seconds}`;
}
