import type { NumberRoom } from "./driver.ts";

/** What the display makes of a number: its letters left out where it has none, ASCII in any case. */
function charactersOf(number: string, { hasLetters }: NumberRoom): string {
  return number.replace(hasLetters ? /[^ -~]/g : /\D/g, "");
}

/** Whether a number stands in this room whole. */
export function hasRoom(room: NumberRoom, number: string): boolean {
  const characters = charactersOf(number, room);
  const isSmall = room.largest === undefined || Number(characters) <= room.largest;
  return characters.length <= room.characters && isSmall;
}

/** The number as it stands in this room; nothing for none, and for one that would have to be cut off. */
export function shownIn(room: NumberRoom, number: string | null): string {
  return number !== null && hasRoom(room, number) ? charactersOf(number, room) : "";
}
