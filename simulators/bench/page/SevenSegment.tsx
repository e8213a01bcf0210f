import { memo } from "react";
import "./seven-segment.css";

const segmentsOf: Readonly<Record<string, string>> = {
  "0": "abcdef",
  "1": "bc",
  "2": "abdeg",
  "3": "abcdg",
  "4": "bcfg",
  "5": "acdfg",
  "6": "acdefg",
  "7": "abc",
  "8": "abcdefg",
  "9": "abcdfg",
  "-": "g",
};

const across = (y: number) => `10,${y} 16,${y - 6} 44,${y - 6} 50,${y} 44,${y + 6} 16,${y + 6}`;
const upright = (x: number, y: number) =>
  `${x},${y} ${x + 6},${y + 6} ${x + 6},${y + 31} ${x},${y + 37} ${x - 6},${y + 31} ${x - 6},${y + 6}`;

/** Outlines of the seven segments in a cell of 60 × 100. */
const outlines: readonly (readonly [segment: string, points: string])[] = [
  ["a", across(9)],
  ["b", upright(52, 11)],
  ["c", upright(52, 52)],
  ["d", across(91)],
  ["e", upright(8, 52)],
  ["f", upright(8, 11)],
  ["g", across(50)],
];
const cellWidth = 72;

/** Digits as a display of that colour lights them; what is dark still shows faintly, as on the real thing. */
export const SevenSegment = memo(function SevenSegment(props: { digits: string; colour: "red" | "green" }) {
  const cells = Array.from(props.digits, (character, place) => ({ character, offset: place * cellWidth }));
  return (
    <svg
      className={`seven-segment ${props.colour}`}
      viewBox={`-8 -6 ${cells.length * cellWidth + 8} 112`}
      role="img"
      aria-label={props.digits.trim() || "dark"}
    >
      <g transform="skewX(-5) translate(6 0)">
        {cells.map(({ character, offset }) => (
          <g key={offset} transform={`translate(${offset} 0)`}>
            {outlines.map(([segment, points]) => (
              <polygon
                key={segment}
                points={points}
                className={segmentsOf[character]?.includes(segment) ? "lit" : "dark"}
              />
            ))}
          </g>
        ))}
      </g>
    </svg>
  );
});
