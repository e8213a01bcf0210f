import "./staff.css";
import { refusalText } from "../../i18n/text.ts";
import { post } from "./api.ts";
import { useLanguage } from "./language.tsx";
import { useStaffText } from "./staff-text.ts";
import { useSignIn } from "./use-sign-in.ts";

/** Asks a manager or guide who they are. */
export function StaffSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const staffText = useStaffText();
  const { language } = useLanguage();

  const { problem, submit } = useSignIn(
    (fields) =>
      post("/staff/sign-in", { staff: String(fields.get("staff")), pin: String(fields.get("pin")) }),
    onSignedIn,
  );

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
