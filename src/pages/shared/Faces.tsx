import "./faces.css";
import { useText } from "./language.tsx";

export type Level = 1 | 2 | 3 | 4 | 5;
const levels: readonly Level[] = [5, 4, 3, 2, 1];

/** The mouth tells the level; brows only where someone is angry. All five weigh the same to the eye. */
const mouths: Record<Level, string> = {
  5: "M14 28c3 8 17 8 20 0z",
  4: "M15 29c4 6 14 6 18 0",
  3: "M16 31c4 2 12 2 16 0",
  2: "M16 34c4-5 12-5 16 0",
  1: "M14 36c3-8 17-8 20 0M13 15l6 3M35 15l-6 3",
};

/** Five faces with words, none of them chosen before, for whoever wishes to rate. */
export function Faces({
  onLevel,
  disabled = false,
}: {
  onLevel: (level: Level) => void;
  disabled?: boolean;
}) {
  const text = useText();
  return (
    <ul className="faces">
      {levels.map((level) => (
        <li key={level}>
          <button type="button" disabled={disabled} onClick={() => onLevel(level)}>
            <svg viewBox="0 0 48 48" aria-hidden="true">
              <circle cx="24" cy="24" r="21" />
              <path d={`M17 20v.1M31 20v.1${mouths[level]}`} />
            </svg>
            {text(`rating.level.${level}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}
