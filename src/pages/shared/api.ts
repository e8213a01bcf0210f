/** What the daemon refused, or the network lost. `code` is stable; `refusalText` has its words. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
  }
}

/** A key that makes a repeated request happen once. `crypto.randomUUID` is missing on plain http. */
function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const fields = typeof body === "object" && body !== null ? body : {};
  const code =
    "code" in fields && typeof fields.code === "string" ? fields.code : codeByStatus(response.status);
  const detail = "detail" in fields && typeof fields.detail === "string" ? fields.detail : code;
  return new ApiProblem(response.status, code, detail);
}

function codeByStatus(status: number): string {
  if (status === 401) return "not-signed-in";
  if (status === 403) return "not-allowed";
  if (status === 404) return "not-found";
  if (status === 429) return "too-many";
  if (status === 503) return "journal-unavailable";
  return "other";
}

const timeoutMs = 10_000;

async function request(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw new ApiProblem(0, "offline", String(error));
  }
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? null : await response.json();
}

/** Reads one resource. Throws ApiProblem. The caller names the contract's shape. */
export async function get<Answer>(path: string): Promise<Answer> {
  return (await request(path, { headers: { accept: "application/json" } })) as Answer;
}

/**
 * Asks for something to happen, once: a request whose answer the network lost is sent again with the same
 * idempotency key. Throws ApiProblem.
 */
export async function post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
  const init: RequestInit = {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": newIdempotencyKey(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  };
  try {
    return (await request(path, init)) as Answer;
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "offline") throw error;
    return (await request(path, init)) as Answer;
  }
}

/** The stable code of whatever was thrown. */
export function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.code : "other";
}
