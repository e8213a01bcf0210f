/** Commands of the printer protocol outside of papers. Source: Epson's ESC/POS command reference. */

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));
}

/** `DLE EOT n`: asks for one status byte; n is 1 printer, 2 offline cause, 3 error cause, 4 paper. */
export type Question = 1 | 2 | 3 | 4;

export function askStatus(question: Question): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** `GS a`: tell changes of the line, of errors and of paper; not of the drawer. */
export const TELL_CHANGES = hex("1d 61 0e");

/** `GS r 1`: one byte of paper state, answered after everything that was sent before it. */
export const ASK_PAPER = hex("1d 72 01");

/** `DLE DC4 8`: empties all buffers, also inside an image. Nothing may be sent until its answer. */
export const CLEAR_BUFFERS = hex("10 14 08 01 03 14 01 06 02 08");

/** `DLE ENQ 2`: goes on after a recoverable error, and empties the buffers. */
export const RECOVER = hex("10 05 02");

/** `ESC @`: forgets the line begun and every style. */
export const INITIALISE = hex("1b 40");

/** `GS ( H`: answered with the same four bytes when all that was sent before is on paper. */
export function askCompletion(mark: Uint8Array): Uint8Array {
  return new Uint8Array([...hex("1d 28 48 06 00 30 30"), ...mark]);
}
