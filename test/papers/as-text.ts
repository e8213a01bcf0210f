import { columnsOf } from "../../devices/printer/charset.ts";
import { COLUMNS, layOut, type Row } from "../../devices/printer/layout.ts";
import type { Paper } from "../../devices/printer/paper.ts";

/** A paper as a printer with every Chinese character lays it out; `«…»` is drawn, `×n` is its size. */
export function asText(paper: Paper): string {
  const columns = COLUMNS[paper.widthMm];
  return layOut(paper, "all")
    .map((row) => rowText(row, columns))
    .join("\n")
    .concat("\n");
}

function rowText(row: Row, columns: number): string {
  if (row.kind === "rule") return "-".repeat(columns);
  if (row.kind === "feed") return "\n".repeat(row.lines - 1);
  if (row.kind === "qr") return `[QR ${row.text}]`;
  if (row.kind === "cut") return "=== cut ===";
  const { style } = row.kind === "set" ? row : row.block;
  const text = row.kind === "set" ? row.text : [row.block.left, row.block.right].filter(Boolean).join(" … ");
  const spare = columns / style.size - columnsOf(text);
  const indent = style.align === "center" && row.kind === "set" ? " ".repeat(Math.max(0, spare / 2)) : "";
  const marks = `${style.size > 1 ? ` ×${style.size}` : ""}${style.bold ? " bold" : ""}`;
  return `${indent}${row.kind === "drawn" ? `«${text}»` : text}${marks}`;
}
