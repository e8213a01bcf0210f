import type { Language } from "../../i18n/text.ts";
import { ApiProblem } from "../shared/api.ts";

/** Something to be recorded. */
export interface Word {
  /** Names its clip. */
  clip: string;
  words: string;
  kind: "sign" | "phrase" | "window" | "sentence";
  /** Where its clip is; null while there is none. */
  address: string | null;
}

/** All that calls need, by language, as `GET /voice/script` tells it. */
export type Script = { language: Language; words: Word[] }[];

const tokenKey = "halld.voiceToken";

/**
 * The right to record, from the address that `halld voice address` prints (`#token=…`, which no server log sees) and
 * kept for this window. A manager who signed in needs none.
 */
export function findVoiceToken(hash: string): string | null {
  const given = new URLSearchParams(hash.replace(/^#/, "")).get("token");
  if (given !== null && given !== "") sessionStorage.setItem(tokenKey, given);
  return sessionStorage.getItem(tokenKey);
}

async function change(
  method: "PUT" | "DELETE",
  language: Language,
  clip: string,
  token: string | null,
  wav?: Blob,
) {
  const response = await fetch(`/api/v1/voice/clips/${language}/${clip}`, {
    method,
    ...(wav === undefined ? {} : { body: wav }),
    headers: {
      ...(wav === undefined ? {} : { "content-type": "audio/wav" }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
  }).catch((error: unknown) => {
    throw new ApiProblem(0, "offline", String(error));
  });
  if (response.ok) return;
  const problem: { code?: string; detail?: string } = await response.json().catch(() => ({}));
  throw new ApiProblem(response.status, problem.code ?? "other", problem.detail ?? "");
}

/** Stores a recording as the clip of some words. Throws ApiProblem; `malformed` when nothing is to be heard in it. */
export function keepClip(language: Language, clip: string, wav: Blob, token: string | null): Promise<void> {
  return change("PUT", language, clip, token, wav);
}

/** Throws ApiProblem. */
export function removeClip(language: Language, clip: string, token: string | null): Promise<void> {
  return change("DELETE", language, clip, token);
}
