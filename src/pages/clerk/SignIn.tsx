import { refusalText } from "../../i18n/text.ts";
import { post } from "../shared/api.ts";
import { useLanguage, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useSignIn } from "../shared/use-sign-in.ts";
import { useFirstField } from "./use-first-field.ts";
import { useKeys } from "./use-keys.ts";

interface SignInProps {
  window: string;
  /** Somebody else is signed in here: whoever comes takes over. */
  relieves: boolean;
  onSignedIn: () => void;
  onCancel: () => void;
}

/** Asks who sits here. */
export function SignIn({ window, relieves, onSignedIn, onCancel }: SignInProps) {
  const text = useText();
  const staffText = useStaffText();
  const field = useFirstField();
  const { language } = useLanguage();

  useKeys(true, (code) => {
    if (code === "Escape") onCancel();
    return code === "Escape";
  });

  const { problem, submit } = useSignIn(
    (fields) =>
      post(`/windows/${encodeURIComponent(window)}/sign-in`, {
        clerk: String(fields.get("clerk")),
        pin: String(fields.get("pin")),
        handOver: fields.has("handOver"),
      }),
    onSignedIn,
  );

  return (
    <form className="card sign-in" onSubmit={submit}>
      <h2>{staffText("clerk.signIn")}</h2>
      <label>
        {staffText("clerk.clerkId")}
        <input ref={field} name="clerk" autoComplete="username" required />
      </label>
      <label>
        {staffText("clerk.pin")}
        <input name="pin" type="password" inputMode="numeric" autoComplete="current-password" required />
      </label>
      <label className="check">
        <input name="handOver" type="checkbox" defaultChecked={relieves} />
        {staffText("clerk.handOver")}
      </label>
      {problem !== null && (
        <p role="alert" className="notice notice-bad">
          {refusalText(language, problem)}
        </p>
      )}
      <button type="submit" className="button button-main">
        {staffText("clerk.signIn")} <kbd>Enter</kbd>
      </button>
      <button type="button" className="button" onClick={onCancel}>
        <kbd>Esc</kbd> {text("common.cancel")}
      </button>
    </form>
  );
}
