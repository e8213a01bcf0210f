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
