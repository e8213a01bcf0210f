import { useCallback, useSyncExternalStore } from "react";
import type { BenchAct } from "../messages.ts";
import { DispenserCloseUp, WindowCloseUp } from "./CloseUp.tsx";
import { Hands } from "./hands.ts";
import { Overview } from "./Overview.tsx";
import type { BenchState, BenchStore } from "./store.ts";

/** The bench: all devices at a glance, or the one that the address names (`#window-3`, `#dispenser-1`). */
export function Bench({ store }: { store: BenchStore }) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const place = useSyncExternalStore(onHashChange, () => location.hash.slice(1));
  const act = useCallback((what: BenchAct) => store.act(what), [store]);
  const { layout, connected } = state;
  return (
    <Hands value={act}>
      <header className="edge">
        <h1>
          {place === "" || place === "overview" ? "工作台" : <a href="#overview">← 工作台</a>}{" "}
          <small>The bench</small>
        </h1>
        <p>{layout?.hall}</p>
        <p className="edge-hint">
          Every light, paper and byte here is on a simulated wire. Press keys, pull cables, take the paper
          out.
        </p>
        {!connected && <p className="edge-alarm">The world does not answer; trying again …</p>}
        {layout && <a href={layout.hallUrl}>the hall's own pages →</a>}
      </header>
      <div className="mat">
        {layout && <OnTheMat store={store} state={state} place={place} layout={layout} />}
      </div>
    </Hands>
  );
}

function OnTheMat(props: {
  store: BenchStore;
  state: BenchState;
  place: string;
  layout: NonNullable<BenchState["layout"]>;
}) {
  const { store, state, place, layout } = props;
  const window = layout.windows.find(({ id }) => place === `window-${id}`);
  if (window) return <WindowCloseUp store={store} state={state} layout={layout} window={window} />;
  const dispenser = layout.dispensers.find(({ id }) => place === id);
  if (dispenser)
    return <DispenserCloseUp store={store} state={state} layout={layout} dispenser={dispenser} />;
  return <Overview state={state} layout={layout} />;
}

function onHashChange(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
