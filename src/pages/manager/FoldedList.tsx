import type { ReactNode } from "react";

interface FoldedListProps<Item> {
  className: string;
  items: readonly Item[];
  /** As many as leave the rest of the page in sight. */
  mostShown: number;
  moreWords: (count: number) => string;
  /** A list item with its key. */
  row: (item: Item) => ReactNode;
}

/** A list whose first items are in sight and read out as they come; the others are counted, and one touch away. */
export function FoldedList<Item>({ className, items, mostShown, moreWords, row }: FoldedListProps<Item>) {
  const folded = items.slice(mostShown);
  return (
    <>
      <ul className={className} aria-live="polite">
        {items.slice(0, mostShown).map(row)}
      </ul>
      {folded.length > 0 && (
        <details>
          <summary>{moreWords(folded.length)}</summary>
          <ul className={className}>{folded.map(row)}</ul>
        </details>
      )}
    </>
  );
}
