import "./staff.css";
import { post } from "./api.ts";
import { useStaffText } from "./staff-text.ts";
import { useStaffRead } from "./use-staff-read.ts";

/** Which manager or guide has signed in on this device, and their way out; nothing where nobody has. */
export function StaffName() {
  const staffText = useStaffText();
  const { answer: member } = useStaffRead<{ name: string }>("/staff/me", "");
  if (member === null) return null;
  async function leave() {
    try {
      await post("/staff/sign-out", {});
    } finally {
      location.reload();
    }
  }
  return (
    <span className="staff-name">
      {member.name}{" "}
      <button type="button" className="button" onClick={leave}>
        {staffText("staff.signOut")}
      </button>
    </span>
  );
}
