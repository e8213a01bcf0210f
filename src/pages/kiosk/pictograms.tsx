/** Line drawings for who does not read, 48 × 48, named for what a service is about. */
const drawings = {
  "property-tax": "M8 22 24 9l16 13M12 20v19h24V20M20 39V28h8v11M31 13V8h5v9",
  cashier: "M7 14h34v20H7zM24 19a5 5 0 1 0 .1 0M12 19v10M36 19v10",
  "vehicle-registration": "M6 29v-6l5-2 4-8h18l4 8 5 2v6zM10 29v6h5v-6M33 29v6h5v-6M14 21h20M13 25h3M32 25h3",
  household:
    "M8 22 24 9l16 13M12 20v19h24V20M19 25a3 3 0 1 0 .1 0M29 25a3 3 0 1 0 .1 0M14 39c0-5 10-5 10 0 0-5 10-5 10 0",
  "licence-pick-up": "M10 8h20l8 8v14H10zM30 8v8h8M16 20h14M16 25h10M24 33v8M19 37l5 5 5-5",
  housing: "M8 40V14l14-6v32M22 20h18v20M6 40h36M13 18h4M13 25h4M13 32h4M28 26h6M28 33h6",
  "civil-records": "M10 8h28v32H10zM10 18h28M10 29h28M21 13h6M21 23h6M21 34h6",
  "identity-card": "M6 12h36v24H6zM16 18a4 4 0 1 0 .1 0M10 32c0-6 12-6 12 0M27 19h10M27 25h10M27 31h6",
  "driving-licence": "M6 12h36v24H6zM17 17a7 7 0 1 0 .1 0M17 24v7M10.500 22l6.500 2 6.500-2M29 20h8M29 26h8",
  "identity-card-pick-up":
    "M6 8h36v20H6zM15 13a3 3 0 1 0 .1 0M10 25c0-6 10-6 10 0M25 15h11M25 20h8M24 31v10M19 36l5 5 5-5",
  planning: "M8 40V8l32 32zM15 25v8h8zM8 16h4M8 24h3M8 32h3",
  "death-registration": "M10 8h20l8 8v24H10zM30 8v8h8M24 20v14M18 25h12",
  sanitation: "M12 15h24l-2 25H14zM8 15h32M19 15V9h10v6M20 21v13M28 21v13",
  marriage: "M18 17a10 10 0 1 0 .1 0M30 17a10 10 0 1 0 .1 0M26 8h8l-4 6z",
  "elder-care": "M20 8a4 4 0 1 0 .1 0M20 16v12l-5 12M20 28l7 12M20 19l9 5M33 22v19M29 24c0-4 6-4 6 0",
  "birth-registration":
    "M24 12a9 9 0 1 0 .1 0M24 7c3 0 3 5 0 5M20 20h.1M28 20h.1M20 25c2 2 6 2 8 0M14 40c0-12 20-12 20 0",
  "social-relief": "M24 20c-4-8-14-3-9 4l9 9 9-9c5-7-5-12-9-4zM6 40h12l6-3 6 3h12",
  "social-security-card": "M6 12h36v24H6zM6 19h36M12 30h8M34 24v8M30 28h8",
  "food-licence": "M14 8v13M10 8v9c0 5 8 5 8 0V8M14 21v19M32 40V8c-6 4-6 16-6 18h6",
  passport: "M11 6h26v36H11zM24 13a7 7 0 1 0 .1 0M17 20h14M24 13c-5 4-5 10 0 14 5-4 5-10 0-14M17 35h14",
  shop: "M8 20v20h32V20M6 20l4-11h28l4 11c0 5-9 5-9 0 0 5-9 5-9 0 0 5-9 5-9 0 0 5-9 5-9 0M20 40V30h8v10",
  land: "M6 40h36L31 14l-7 13-5-7zM37 10a3 3 0 1 0 .1 0",
  farming:
    "M24 42V16M24 26c-9 0-11-5-11-10 7 0 11 3 11 10M24 34c9 0 11-5 11-10-7 0-11 3-11 10M24 16c-4-3-4-7 0-10 4 3 4 7 0 10",
  bus: "M8 10h32v24H8zM8 24h32M24 10v14M13 34v5h5v-5M30 34v5h5v-5M14 29h2M32 29h2",
  culture: "M6 18 24 8l18 10zM10 18v18M19 18v18M29 18v18M38 18v18M6 40h36",
  health: "M18 8h12v10h10v12H30v10H18V30H8V18h10z",
  care: "M6 38 16 10h3l10 28M10 29h15M34 19c4 3 4 9 0 12M39 13c7 6 7 18 0 24",
  wheelchair: "M19 7a3 3 0 1 0 .1 0M19 15v13h11l5 11h5M19 21h9M15 22a10 10 0 1 0 13 13",
  appointment: "M8 12h32v28H8zM8 20h32M16 8v8M32 8v8M17 29l5 5 9-9",
  search: "M21 8a12 12 0 1 0 .1 0M30 30l10 10",
  pregnant: "M22 7a4 4 0 1 0 .1 0M20 16v8l-4 10h4v8M20 18c3 1 4 3 4 6 7 0 8 9 0 10v8M22 30h.1",
  star: "m24 7 5 11 12 1-9 8 3 12-11-6-11 6 3-12-9-8 12-1z",
  ticket: "M7 13h34v7a4 4 0 0 0 0 8v7H7v-7a4 4 0 0 0 0-8zM29 18v2M29 23v2M29 28v2",
  printer: "M14 18V7h20v11M14 34H7V18h34v16h-7M14 28h20v13H14z",
  back: "M20 12 8 24l12 12M8 24h32",
  check: "m8 26 11 11 21-25",
  document: "M12 7h17l8 8v26H12zM29 7v8h8M18 22h13M18 28h13M18 34h8",
} as const;

type Pictogram = keyof typeof drawings;
const isPictogram = (name: string): name is Pictogram => Object.hasOwn(drawings, name);

/** The drawing for a service, by its pictogram's name or its id; a sheet of paper for what has none. */
export function Pictogram({ name }: { name: string }) {
  return (
    <svg className="pictogram" viewBox="0 0 48 48" aria-hidden="true">
      <path d={drawings[isPictogram(name) ? name : "document"]} />
    </svg>
  );
}
