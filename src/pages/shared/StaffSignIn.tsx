import "./staff.css";
import { type FormEvent, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "./api.ts";
import { useLanguage } from "./language.tsx";
import { useStaffText } from "./staff-text.ts";

/** Asks a manager or guide who they are. The session itself is a cookie of the daemon. */
export function StaffSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const staffText = useStaffText();
  const { language } = useLanguage();
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    try {
      await post("/staff/sign-in", { staff: String(fields.get("staff")), pin: String(fields.get("pin")) });
      onSignedIn();
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  return (
    <form className="card staff-sign-in" onSubmit={submit}>
      <h2>{staffText("staff.signIn")}</h2>
      <label>
        {staffText("staff.id")}
        <input name="staff" autoComplete="username" autoCapitalize="none" required />
      </label>
      <label>
        {staffText("staff.pin")}
        <input name="pin" type="password" inputMode="numeric" autoComplete="current-password" required />
      </label>
      {problem !== null && (
        <p role="alert" className="notice notice-bad">
          {refusalText(language, problem)}
        </p>
      )}
      <button type="submit" className="button button-main">
        {staffText("staff.signIn")}
      </button>
    </form>
  );
}
