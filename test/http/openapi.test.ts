import t from "tap";
import Schema from "typebox/schema";
import { givenHall } from "./given.ts";

type Json = Record<string, unknown>;
interface Operation {
  tags?: string[];
  summary?: string;
  requestBody?: { content: { "application/json": { schema: Json; example?: unknown; examples?: Json } } };
  responses: Record<string, unknown>;
}

t.test("each call says what it does, and gives examples that are right", async (t) => {
  const { app } = await givenHall();
  t.teardown(() => app.close());
  const described = (await app.inject("/openapi.json")).json() as {
    openapi: string;
    tags: { name: string }[];
    paths: Record<string, Record<string, Operation>>;
  };
  t.match(described.openapi, /^3\.1/);
  const tags = new Set(described.tags.map(({ name }) => name));
  let examplesSeen = 0;
  for (const [path, operations] of Object.entries(described.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      t.ok(operation.summary, `${name} has a summary`);
      t.ok(
        operation.tags?.every((tag) => tags.has(tag)),
        `${name} is under a tag that is explained`,
      );
      const media = operation.requestBody?.content["application/json"];
      if (!media || Object.keys((media.schema.properties ?? {}) as Json).length === 0) continue;
      const examples = examplesOf(media);
      t.ok(examples.length > 0, `${name} has an example`);
      const checker = Schema.Compile(media.schema);
      for (const example of examples) t.ok(checker.Check(example), `${name}: ${JSON.stringify(example)}`);
      examplesSeen += examples.length;
    }
  t.ok(examplesSeen > 15);
});

function examplesOf(media: { schema: Json; example?: unknown; examples?: Json }): unknown[] {
  const named = Object.values(media.examples ?? {}).map((each) => (each as { value: unknown }).value);
  const single = media.example === undefined ? [] : [media.example];
  return [...named, ...single, ...((media.schema.examples as unknown[] | undefined) ?? [])];
}
