import { useText } from "./language.tsx";
import type { Freshness } from "./live.ts";

/** Says that what the page shows may be old. Nothing while it is live. */
export function StaleMark({ freshness }: { freshness: Freshness }) {
  const text = useText();
  return <div role="status">{freshness === "stale" && <p className="stale">{text("common.stale")}</p>}</div>;
}
