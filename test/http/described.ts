import type { InjectOptions, LightMyRequestResponse } from "fastify";
import Schema from "typebox/schema";
import type { App } from "../../src/http/typed.ts";

type Json = Record<string, unknown>;
type Checker = { Check(value: unknown): boolean; Errors(value: unknown): unknown };

/**
 * Calls the app as `inject` does, and throws when an answer is not as the app's own OpenAPI page describes it: its
 * status, its content type and its shape.
 */
export async function describedBy(app: App) {
  const described = (await app.inject("/openapi.json")).json() as { paths: Record<string, Json> };
  const paths = Object.entries(described.paths).map(([template, calls]) => ({
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
    calls,
  }));
  const checkers = new Map<unknown, Checker>();

  function checkerOf(schema: Json): Checker {
    const known = checkers.get(schema);
    if (known) return known;
    const made = Schema.Compile(schema);
    checkers.set(schema, made);
    return made;
  }

  function check(method: string, url: string, response: LightMyRequestResponse): void {
    const path = paths.find(({ pattern }) => pattern.test(url.split("?")[0] ?? ""));
    const call = path?.calls[method.toLowerCase()] as { responses: Record<string, Json> } | undefined;
    if (!call) throw new Error(`${method} ${url} is not described`);
    const status = String(response.statusCode);
    const answer = call.responses[status] ?? call.responses[`${status[0]}XX`];
    if (!answer) throw new Error(`${method} ${url} answers ${status}, which is not described`);
    const type = String(response.headers["content-type"]).split(";")[0] ?? "";
    const media = (answer.content as Record<string, { schema: Json }> | undefined)?.[type];
    if (!media) throw new Error(`${method} ${url} answers ${status} in ${type}, which is not described`);
    if (!type.endsWith("json")) return;
    const checker = checkerOf(media.schema);
    const body = response.json();
    if (!checker.Check(body))
      throw new Error(
        `${method} ${url} ${status}: ${JSON.stringify(checker.Errors(body))}\n${response.body}`,
      );
  }

  /** The type of the body is the caller's word; its shape is checked against the description. */
  return async <Body = Json & { code?: string }>(
    method: "GET" | "POST",
    url: string,
    payload?: object | string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Body; response: LightMyRequestResponse }> => {
    const request: InjectOptions = { method, url, headers, ...(payload === undefined ? {} : { payload }) };
    const response = await app.inject(request);
    check(method, url, response);
    const isJson = String(response.headers["content-type"]).includes("json");
    return { status: response.statusCode, body: JSON.parse(isJson ? response.body : "{}"), response };
  };
}

export type Call = Awaited<ReturnType<typeof describedBy>>;
