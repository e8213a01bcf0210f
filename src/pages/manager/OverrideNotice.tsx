import { Button } from "antd";
import { refusalText } from "../../i18n/text.ts";
import { useLanguage, useName } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { Overrides } from "./use-overrides.ts";
import { inverse } from "./WindowTable.tsx";

/** Says what an override did, or why not, and takes it back. */
export function OverrideNotice({ overrides }: { overrides: Overrides }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const { last, problem, override } = overrides;
  return (
    <div role="status" className="did">
      {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
      {problem === null && last !== null && (
        <p className="notice notice-good">
          {nameOf(last.window)}: {staffText(`manager.${last.override}`)}{" "}
          <Button onClick={() => override(last.window, inverse[last.override])}>
            {staffText("manager.undo")}
          </Button>
        </p>
      )}
    </div>
  );
}
