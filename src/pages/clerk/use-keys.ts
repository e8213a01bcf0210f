import { useEffect, useRef } from "react";

/** These mean the same wherever the cursor is: nobody types them into a field. */
const EVERYWHERE = new Set(["Escape", "F8"]);

/** Calls back with the place of each key pressed outside of a field, while `on`; true from it takes the key. */
export function useKeys(on: boolean, onKey: (code: string) => boolean) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (isField(event.target) && !EVERYWHERE.has(event.code)) return;
      if (latest.current(event.code)) event.preventDefault();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [on]);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
