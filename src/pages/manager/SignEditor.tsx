import { Button } from "antd";
import { useState } from "react";
import type { HallQueue } from "../shared/contract.ts";
import { useName } from "../shared/language.tsx";
import type { ScheduledWindow } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";

interface SignEditorProps {
  /** The window's name. */
  name: string;
  window: ScheduledWindow;
  queues: readonly HallQueue[];
  onShow: (sign: string[]) => void;
}

/** A window's sign in the manager's hand: any of what its clerk may serve. */
export function SignEditor({ name, window, queues, onShow }: SignEditorProps) {
  const staffText = useStaffText();
  const nameOf = useName();
  const [chosen, setChosen] = useState<readonly string[]>(window.sign);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className="sign-editor">
      <legend>{staffText("scheduler.changeAt", { window: name })}</legend>
      {window.authorised.map((id) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />{" "}
          {nameOf(queues.find((queue) => queue.id === id)) || id}
        </label>
      ))}
      <Button type="primary" disabled={chosen.length === 0} onClick={() => onShow([...chosen])}>
        {staffText("scheduler.show")}
      </Button>
      <Button disabled={window.sign.join() === window.home.join()} onClick={() => onShow(window.home)}>
        {staffText("scheduler.goHome")}
      </Button>
    </fieldset>
  );
}
