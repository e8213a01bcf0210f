/** The last part of the page's address after its name: `3` in `/clerk/3`; null in `/clerk`. */
export function pathId(pathname: string): string | null {
  const part = pathname.split("/").filter(Boolean)[1];
  return part === undefined ? null : decodeURIComponent(part);
}
