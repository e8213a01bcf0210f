/** Common reasons for the priority lane; the hall's audit sees them. */
export const priorityReasons = ["elderly", "disabled", "pregnant", "infant", "ill", "veteran"] as const;
