/** What a service worker is, as far as it is used here: the page's types and a worker's do not go together. */
interface NoticeEvent extends Event {
  notification: Notification;
  waitUntil(work: Promise<unknown>): void;
}
interface Tab {
  url: string;
  focus(): Promise<unknown>;
}
interface Tabs {
  matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<Tab[]>;
  openWindow(url: string): Promise<unknown>;
}
const { clients } = globalThis as unknown as { clients: Tabs };

/** Brings the ticket's page to the front. */
async function show(url: string): Promise<unknown> {
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = tabs.find((tab) => tab.url === url);
  return open === undefined ? clients.openWindow(url) : open.focus();
}

addEventListener("notificationclick", (event) => {
  const { notification, waitUntil } = event as NoticeEvent;
  notification.close();
  waitUntil.call(event, show(String(notification.data)));
});
