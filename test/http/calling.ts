import type { Test } from "tap";
import { type Call, describedBy } from "./described.ts";
import { type GivenHall, type GivenOptions, givenHall } from "./given.ts";

export const api = (path: string) => `/api/v1${path}`;

export interface Ticket {
  id: string;
  number: string;
  state: string;
  window: string | null;
  visit: string | null;
}
export type AtWindow = {
  ticket: Ticket | null;
  visit: { id: string; number: string; outcome: string | null } | null;
};

/** A hall behind its HTTP for one test, called as its own description has it. */
export async function opened(t: Test, options?: GivenOptions): Promise<GivenHall & { call: Call }> {
  const given = await givenHall(options);
  t.teardown(() => given.app.close());
  return { ...given, call: await describedBy(given.app) };
}

export async function issue(call: Call, service = "tax-return", more: object = {}): Promise<Ticket> {
  const { status, body } = await call<Ticket>("POST", api("/tickets"), { service, ...more });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

/** @param verb e.g. `1/call-next` */
export async function atWindow(call: Call, verb: string, body?: object): Promise<AtWindow> {
  const answer = await call<AtWindow>("POST", api(`/windows/${verb}`), body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
