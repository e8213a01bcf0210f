import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  FastifyTypeProvider,
  RawServerDefault,
} from "fastify";
import type { Static, TSchema } from "typebox";

/** Takes a handler's types from the TypeBox schemas of its route. */
export interface TypeBoxTypes extends FastifyTypeProvider {
  validator: this["schema"] extends TSchema ? Static<this["schema"]> : unknown;
  serializer: unknown;
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypes
>;

/** What helpers need of a request; handlers' own types fit it. */
export type AnyRequest = Pick<
  FastifyRequest,
  "body" | "headers" | "host" | "id" | "ip" | "log" | "method" | "protocol" | "server" | "url"
>;
export interface AnyReply {
  code(status: number): AnyReply;
  type(contentType: string): AnyReply;
  header(name: string, value: string): unknown;
  serialize(payload: unknown): unknown;
  send(payload: unknown): unknown;
}
