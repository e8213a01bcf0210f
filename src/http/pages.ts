import { join } from "node:path";
import helmet from "@fastify/helmet";
import staticFiles from "@fastify/static";
import type { App } from "./typed.ts";

/** The pages and their addresses; each is built into a folder of its own. */
const PAGES: Record<string, string> = {
  "/": "home",
  "/kiosk": "kiosk",
  "/screen": "screen",
  "/clerk": "clerk",
  "/clerk/:window": "clerk",
  "/rating/:window": "rating",
  "/ticket/:id": "ticket",
  "/manager": "manager",
  "/guide": "guide",
  "/voice": "voice",
};

/** They run nothing but their own files; halls have no certificates, so nothing may push a browser to https. */
export const PAGES_POLICY = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;

/** The pages as vite built them. */
export async function pageRoutes(app: App, { pagesDir }: { pagesDir: string }): Promise<void> {
  await app.register(helmet, PAGES_POLICY);
  await app.register(staticFiles, {
    root: join(pagesDir, "assets"),
    prefix: "/assets/",
    // Their names carry a hash of what is in them.
    immutable: true,
    maxAge: "365d",
    index: false,
  });
  for (const [url, folder] of Object.entries(PAGES))
    app.get(url, { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile(`${folder}/index.html`, pagesDir, { maxAge: 0, immutable: false }),
    );
}
