import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { App } from "./typed.ts";

const DOCS_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/openapi.json`, made from the schemas of the routes registered after this, and `/docs` to read it. */
export async function describe(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "halld",
        version,
        description:
          "The hall's calls. Errors are application/problem+json with a stable `code`. Live topics: WebSocket `/live`.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      tags: [
        { name: "citizens", description: "Tickets, and what follows from them" },
        { name: "windows", description: "What a clerk does at a window" },
        { name: "guide", description: "What staff do with tickets away from windows" },
        { name: "scheduler", description: "Which windows serve which queues, advised or by itself" },
        { name: "hall", description: "The hall and its devices" },
        { name: "voice", description: "How calls are spoken" },
        { name: "reports", description: "Days in figures, counted from the journal" },
        { name: "operation", description: "For whoever keeps the daemon running" },
      ],
    },
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: DOCS_POLICY });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
