import iconv from "iconv-lite";

const UNKNOWN = 0x3f;

function isGb2312(high: number, low: number): boolean {
  return high >= 0xa1 && high <= 0xf7 && low >= 0xa1 && low <= 0xfe;
}

/** Whether a screen's own GB2312 font has all of the text. */
export function isInGb2312(text: string): boolean {
  return Array.from(text).every((character) => character === "?" || gb2312(character)[0]?.[0] !== UNKNOWN);
}

/**
 * Each character as its bytes: one for ASCII, two for GB2312, "?" for what a screen's own font lacks. The encoder
 * knows the larger GBK, whose other characters such screens would take for two of something else.
 */
export function gb2312(text: string): number[][] {
  return Array.from(text, (character) => {
    const [high = UNKNOWN, low] = iconv.encode(character, "gb2312");
    if (low === undefined) return [high < 0x80 ? high : UNKNOWN];
    return isGb2312(high, low) ? [high, low] : [UNKNOWN];
  });
}
