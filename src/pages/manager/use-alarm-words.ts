import type { Hall } from "../shared/contract.ts";
import { useName } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useServices } from "../shared/use-services.ts";
import type { Alarm } from "./alarms.ts";
import { useDeviceWords } from "./use-device-words.ts";

/** By the clock on the hall's wall, wherever the manager is. */
const clockOf = (time: string) => time.slice(11, 16);

/** An alarm in words, with the names that the hall gives. */
export function useAlarmWords(hall: Hall): (alarm: Alarm) => string {
  const staffText = useStaffText();
  const nameOf = useName();
  const device = useDeviceWords(hall);
  const services = useServices() ?? [];
  const serviceOf = (id: string) => nameOf(services.find((each) => each.id === id)) || id;
  const windowOf = (id: string) => nameOf(hall.windows.find((each) => each.id === id)) || id;
  return (alarm) => {
    switch (alarm.kind) {
      case "device": {
        const reason = device.troubleOf(alarm.device);
        return staffText("manager.alarm.device", { device: device.nameOf(alarm.device), reason });
      }
      case "longWait":
        return staffText("manager.alarm.longWait", {
          queue: nameOf(alarm.queue),
          count: Math.round(alarm.queue.longestWaitMinutes ?? 0),
        });
      case "crowded":
        return staffText("manager.alarm.crowded", { queue: nameOf(alarm.queue), count: alarm.queue.waiting });
      case "uncovered":
        return staffText("manager.alarm.uncovered", { queue: nameOf(alarm.queue) });
      case "empty-post": {
        const { waiting, since } = alarm;
        const window = windowOf(alarm.window);
        return staffText("manager.alarm.emptyPost", { window, waiting, since: clockOf(since) });
      }
      case "overrun": {
        const window = windowOf(alarm.window);
        const service = serviceOf(alarm.service);
        const { number, since } = alarm;
        return staffText("manager.alarm.overrun", { window, number, service, since: clockOf(since) });
      }
      case "lost-paper": {
        const { number, since } = alarm;
        const dispenser = nameOf(hall.dispensers.find(({ id }) => id === alarm.dispenser)) || alarm.dispenser;
        return staffText(`manager.alarm.lost.${alarm.paper}`, { number, dispenser, since: clockOf(since) });
      }
      case "notice": {
        const about = { service: serviceOf(alarm.service), day: alarm.validUntil };
        return staffText(alarm.expired ? "manager.alarm.noticeExpired" : "manager.alarm.noticeSoon", about);
      }
      case "hoarding":
        return staffText("manager.alarm.hoarding", { count: alarm.tickets, number: alarm.number });
    }
  };
}
