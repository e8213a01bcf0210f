/**
 * Stands in for the module with which Ant Design's packages write style elements into the page. The daemon's policy
 * forbids those, and nothing is lost: `antd/dist/antd.css` holds all of them. What is asked for is made outside of
 * the document, where it does nothing.
 */

export function injectCSS(): HTMLStyleElement {
  return document.createElement("style");
}

export function updateCSS(): HTMLStyleElement {
  return document.createElement("style");
}

export function removeCSS(): void {}

export function clearContainerCache(): void {}
