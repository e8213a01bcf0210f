import { once } from "node:events";
import { createServer } from "node:net";

/** `wanted` if it is free on loopback, else one that is. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  server.listen(wanted, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return freePort(0);
  }
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : wanted;
}
