import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { plainFaultOf } from "../journal/fault.ts";
import { journalFiles } from "../journal/files.ts";
import { openForReading } from "../journal/schema.ts";
import { ReportReader } from "./report-reader.ts";
import type { FromReports, ReportQuestion, ToReports } from "./reports.ts";

const dir = workerData.dir as string;
const db = openForReading(journalFiles(dir).database);
let reader: { of: string; reader: ReportReader } | undefined;

parentPort?.on("message", async ({ id, timeZone, question }: ToReports) => {
  parentPort?.postMessage(await answerTo(id, timeZone, question));
});

async function answerTo(id: number, timeZone: string, question: ReportQuestion): Promise<FromReports> {
  try {
    // A hall that moves to another time zone counts all its days anew.
    if (reader?.of !== timeZone)
      reader = { of: timeZone, reader: new ReportReader(db, timeZone, join(dir, "past-days.json")) };
    return { id, answer: await answerOf(reader.reader, question) };
  } catch (error) {
    return { id, fault: plainFaultOf(error, "reading for a report") };
  }
}

function answerOf(reader: ReportReader, question: ReportQuestion): unknown {
  switch (question.about) {
    case "days":
      return reader.days();
    case "day":
      return reader.day(question.day);
    case "usual":
      return reader.usual(question.day);
    case "learned":
      return reader.learned(question.day);
  }
}
