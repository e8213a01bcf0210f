import { COLUMNS } from "./layout.ts";
import type { Paper, PaperLine } from "./paper.ts";
import { boxed, facts, inLanguages } from "./paper-parts.ts";

/**
 * A paper on which a technician sees at a glance whether a printer is set up right: the ruler fills the line, the
 * right texts end at the margin, three languages and three rare names are there, the frame is closed, the code
 * can be read.
 * @param device its id, and the text of the code. @param shown what else to show, names and values.
 */
export function testPaper(device: string, widthMm: Paper["widthMm"], shown: Record<string, string>): Paper {
  const ruler = "1234567890".repeat(5).slice(0, COLUMNS[widthMm]);
  const sizes = ([1, 2, 3, 4] as const).map((size): PaperLine => ({ kind: "text", text: "A1号", size }));
  return {
    widthMm,
    lines: [
      ...boxed(device, widthMm),
      ...inLanguages(["打印测试", "པར་འདེབས་ཚོད་ལྟ།", "Printer test"], { align: "center" }),
      { kind: "text", text: ruler },
      ...facts([["王明 Wang", "12 人"], ["𠮷 䶮 㐂", "མཚན།"], ...Object.entries(shown)]),
      { kind: "rule" },
      ...sizes,
      { kind: "qr", text: device },
      { kind: "cut" },
    ],
  };
}
