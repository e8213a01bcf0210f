import { useEffect, useRef } from "react";

/** Calls back with the place of each key pressed outside of a field, while `on`; true from it takes the key. */
export function useKeys(on: boolean, onKey: (code: string) => boolean) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      const { target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
      if (latest.current(event.code)) event.preventDefault();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [on]);
}
