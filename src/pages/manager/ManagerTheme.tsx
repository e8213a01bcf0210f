import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "../shared/language.tsx";

/**
 * The class under which antd's own style sheet defines its variables. The daemon allows no style that a script
 * writes into the page, so the sheet is used as it ships and `manager.css` sets our colours over it.
 */
const variablesClass = "css-var-_R_0_";
/** Ant Design in the page's language and in the project's colours. */
export function ManagerTheme({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={{ zeroRuntime: true, hashed: false, cssVar: { key: variablesClass } }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  );
}
