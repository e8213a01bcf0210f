import { type RefObject, useEffect, useRef } from "react";

/** Puts the cursor into a form's first field as soon as the form is there: no mouse is needed to begin. */
export function useFirstField(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}
