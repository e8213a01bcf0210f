/** What a part of the soak found. */
export interface SoakReport {
  part: string;
  /** Figures for the summary. */
  figures: Record<string, number | string>;
  /** What must not be; empty when all was well. */
  findings: string[];
}
