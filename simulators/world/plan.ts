/**
 * What the simulated world consists of: wires with devices on them. The same hall's configuration for the
 * daemon names the same `path`s as serial ports.
 */
export interface WorldPlan {
  /** Everything random in the world (jitter, faults) follows from this number. */
  readonly seed: number;
  readonly wires: readonly WirePlan[];
  readonly keyboards?: readonly KeyboardPlan[];
}

export interface WirePlan {
  readonly id: string;
  /** Where the symbolic link to the pseudo-terminal is made: what the daemon opens as its serial port. */
  readonly path: string;
  /** Bits per second; a byte is ten bits (8N1). */
  readonly baud: number;
  readonly devices: readonly SimulatedDevicePlan[];
}

/** A keyboard, or a reader that types: no wire of its own, a FIFO of Linux input records. */
export interface KeyboardPlan {
  readonly id: string;
  /** Where the FIFO is made: what the daemon opens as its input device. */
  readonly path: string;
  readonly label?: string;
}

export type SimulatedDeviceKind =
  | "ff68-keypad"
  | "ff68-display"
  | "ff68-rating"
  | "escpos-printer"
  | "a090-screen"
  | "onbon-card"
  | "modbus-led"
  | "counter-board"
  | "line-display"
  | "serial-reader";

export interface SimulatedDevicePlan {
  readonly id: string;
  readonly kind: SimulatedDeviceKind;
  /** On the bus; printers have none and carry 0. */
  readonly address: number;
  /** What a person calls the device ("window 3"); shown on the bench page. */
  readonly label?: string;
  /** Which of the differing makes this is; each device's file lists its profiles. */
  readonly profile?: string;
  readonly paperWidthMm?: 58 | 80;
}
