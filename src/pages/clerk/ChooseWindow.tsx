import { type FormEvent, useEffect, useState } from "react";
import type { HallWindow } from "../shared/contract.ts";
import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useHall } from "../shared/use-hall.ts";
import { useTitle } from "../shared/use-title.ts";
import { useFirstField } from "./use-first-field.ts";

/** With the language that the address asks for. */
const pathOf = ({ id }: HallWindow) => `/clerk/${encodeURIComponent(id)}${location.search}`;

/** Which window a clerk sits at; the browser remembers it by its address. */
export function ChooseWindow() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const field = useFirstField();
  const [typed, setTyped] = useState("");
  const [entered, setEntered] = useState(false);
  const { view, freshness } = useHall();
  useTitle(staffText("clerk.title"));
  const sought = typed.trim().toLowerCase();
  const found = (view?.windows ?? []).filter(
    (window) => window.id.toLowerCase().startsWith(sought) || nameOf(window).toLowerCase().includes(sought),
  );

  const meant = found.find(({ id }) => id.toLowerCase() === sought) ?? found[0];
  const path = meant && pathOf(meant);
  // Who types faster than the hall is read gets there all the same.
  useEffect(() => {
    if (entered && path !== undefined) location.assign(path);
  }, [entered, path]);

  function open(event: FormEvent) {
    event.preventDefault();
    setEntered(true);
  }

  return (
    <main className="choose">
      <LanguageButtons offered={["zh-CN", "en"]} />
      <h1>{staffText("clerk.choose")}</h1>
      {view === null && <p>{text("common.connecting")}</p>}
      <form onSubmit={open}>
        <label>
          {staffText("clerk.typeWindow")} <kbd>Enter</kbd>
          <input
            ref={field}
            className="number"
            value={typed}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.target.value);
              setEntered(false);
            }}
          />
        </label>
      </form>
      <ul>
        {found.map((window) => (
          <li key={window.id}>
            <a className="button" href={pathOf(window)}>
              {nameOf(window)} · {text(`windowState.${window.state}`)}
            </a>
          </li>
        ))}
      </ul>
      <StaleMark freshness={freshness} />
    </main>
  );
}
