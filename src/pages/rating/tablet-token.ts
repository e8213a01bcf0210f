import { get } from "../shared/api.ts";

/**
 * The window tablet's right to send ratings: from the address it was set up with (`#token=…`, which no server log
 * sees), else from the hall itself, which tells it only while everybody may do everything. Null without either.
 */
export async function findTabletToken(window: string, hash: string): Promise<string | null> {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  if (given !== null && given !== "") return given;
  try {
    return (await get<{ token: string }>(`/windows/${encodeURIComponent(window)}/tablet-token`)).token;
  } catch {
    return null;
  }
}
