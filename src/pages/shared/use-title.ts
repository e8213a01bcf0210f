import { useEffect } from "react";

/** Names the document, so that a tab, a screen reader and a window list can tell the pages apart. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
