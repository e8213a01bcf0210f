import type { Texts, WindowId } from "./ids.ts";

/** What a window is called: as its rule says, else by its id. */
export function windowNames(id: WindowId, rule: { name?: Texts } | undefined): Texts {
  return (
    rule?.name ?? {
      "zh-CN": `${id}号窗口`,
      bo: `སྒེའུ་ཁུང་ ${id}`,
      en: `Window ${id}`,
    }
  );
}
