import { useMemo } from "react";
import { type StaffText, staffTextIn } from "../../i18n/staff-text.ts";
import { useLanguage } from "./language.tsx";

/** The staff's texts in the page's language. */
export function useStaffText(): StaffText {
  const { language } = useLanguage();
  return useMemo(() => staffTextIn(language), [language]);
}
