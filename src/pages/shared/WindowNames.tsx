import { Fragment } from "react";
import type { HallWindow } from "./contract.ts";
import { useName, useText } from "./language.tsx";

/** Windows one after the other, in a list's order; a line never ends inside a name. */
export function WindowNames({ windows, ids }: { windows: readonly HallWindow[]; ids: readonly string[] }) {
  const text = useText();
  const nameOf = useName();
  const separator = text("common.separator");
  return (
    <span className="window-names">
      {ids.map((id, index) => (
        <Fragment key={id}>
          <span>
            {nameOf(windows.find((window) => window.id === id)) || id}
            {index < ids.length - 1 && separator.trimEnd()}
          </span>
          {separator.endsWith(" ") ? " " : <wbr />}
        </Fragment>
      ))}
    </span>
  );
}
