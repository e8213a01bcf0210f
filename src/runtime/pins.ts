import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** RFC 7914: memory 16 MiB, about 50 ms. A PIN has few digits: what guards it is that each guess is slow. */
const COST = { N: 16_384, r: 8, p: 1 };
const KEY_BYTES = 32;

/** `scrypt:N:r:p:SALT:HASH`, both base64: what a config holds instead of a PIN. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64"), hash.toString("base64")].join(":");
}

/** Whether the PIN is the one behind the text that `hashPin` made; false for text that it cannot have made. */
export async function pinFits(pin: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = stored.split(":");
  if (scheme !== "scrypt" || !salt || !hash) return false;
  const expected = Buffer.from(hash, "base64");
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  // Numbers that scrypt does not take make it throw or fail: no PIN fits then.
  const found = await derive(pin, Buffer.from(salt, "base64"), options).catch(() => null);
  return found !== null && expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(pin: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
