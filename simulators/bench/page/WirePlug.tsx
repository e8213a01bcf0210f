import { useHands } from "./hands.ts";
import type { WireOnBench } from "./store.ts";
import "./wire-plug.css";

/** The end of a cable in its socket, to be pulled and put back, with the two lamps of the socket. */
export function WirePlug(props: { id: string; wire: WireOnBench | undefined }) {
  const { id, wire } = props;
  const act = useHands();
  const plugged = wire?.plugged ?? false;
  return (
    <button
      type="button"
      className="wire-plug"
      data-plugged={plugged}
      data-wire={id}
      title={plugged ? `pull the cable of ${id}` : `plug ${id} in again`}
      aria-label={`${id}: ${plugged ? "plugged in, press to pull" : "pulled, press to plug in"}`}
      onClick={() => act({ act: plugged ? "unplug" : "replug", wire: id })}
    >
      <span className="socket">
        <i className="lamp to" key={`to ${wire?.blinksToDevice ?? 0}`} />
        <i className="lamp from" key={`from ${wire?.blinksFromDevice ?? 0}`} />
      </span>
      <span className="plug">
        <span className="grip" />
      </span>
      <span className="cable-end" />
    </button>
  );
}
