import { type FormEvent, useState } from "react";
import { codeOf } from "./api.ts";

/** A form that signs somebody in. The session itself is a cookie of the daemon. */
export interface SignInForm {
  /** The code of the daemon's refusal, until it takes what is sent. */
  problem: string | null;
  submit(event: FormEvent<HTMLFormElement>): Promise<void>;
}

/** @param send sends what was typed; throws ApiProblem */
export function useSignIn(send: (fields: FormData) => Promise<unknown>, onSignedIn: () => void): SignInForm {
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    async submit(event) {
      event.preventDefault();
      try {
        await send(new FormData(event.currentTarget));
        onSignedIn();
      } catch (error) {
        setProblem(codeOf(error));
      }
    },
  };
}
