import workerAddress from "./notice-worker.ts?worker&url";

/** Resolves when the worker that makes notices runs. */
async function activeWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(workerAddress);
  const starting = registration.installing ?? registration.waiting;
  if (registration.active === null && starting !== null)
    await new Promise<void>((resolve) => {
      starting.addEventListener("statechange", () => {
        if (starting.state === "activated") resolve();
      });
    });
  return registration;
}

/**
 * Whether this browser can tell the holder outside of the page: only over https (or on the machine itself), and on
 * an iPhone only where the page was put on the home screen.
 */
export function canNotify(): boolean {
  return isSecureContext && "Notification" in globalThis && "serviceWorker" in navigator;
}

/**
 * Makes a notice that brings this page to the front when it is touched. By a service worker, as phones let no page
 * make one itself. Rejects where the browser does not allow it.
 */
export async function showNotice(title: string, body: string): Promise<void> {
  const registration = await activeWorker();
  await registration.showNotification(title, { body, data: location.href });
}
