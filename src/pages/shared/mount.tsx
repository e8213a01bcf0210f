import "../fonts.css";
import "../tokens.css";
import "../base.css";
import { Component, type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { textIn } from "../../i18n/text.ts";
import { LanguageProvider } from "./language.tsx";

const reloadAfterMs = 10_000;

/** While the daemon is away a reload would end at the browser's own page of errors, which never comes back. */
function startAnew() {
  setTimeout(async () => {
    const isThere = await fetch("/health").then(
      () => true,
      () => false,
    );
    if (isThere) location.reload();
    else startAnew();
  }, reloadAfterMs);
}

/** A page on a wall has nobody to reload it: after a failure it says so and starts anew by itself. */
class StartsAnew extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
    startAnew();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <p className="notice notice-bad">{textIn("zh-CN")("refusals.other")}</p>
        <p className="notice notice-bad" lang="en">
          {textIn("en")("refusals.other")}
        </p>
      </main>
    );
  }
}

/** Puts a page into its document. */
export function mount(page: ReactNode) {
  const root = document.getElementById("root");
  if (root === null) throw new Error("the document has no #root");
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <StartsAnew>{page}</StartsAnew>
      </LanguageProvider>
    </StrictMode>,
  );
}
