import { type RefObject, useLayoutEffect, useRef } from "react";

/** Puts the cursor into a form's first field before the form is seen: no mouse is needed to begin, no key is lost. */
export function useFirstField(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return field;
}
