import { parentPort, workerData } from "node:worker_threads";
import { plainFaultOf } from "../journal/fault.ts";
import { journalFiles } from "../journal/files.ts";
import { openForReading } from "../journal/schema.ts";
import { ReportReader } from "./report-reader.ts";
import type { FromReports, ReportQuestion, ToReports } from "./reports.ts";

const db = openForReading(journalFiles(workerData.dir as string).database);
let reader: { of: string; reader: ReportReader } | undefined;

parentPort?.on("message", ({ id, timeZone, question }: ToReports) => {
  parentPort?.postMessage(answerTo(id, timeZone, question));
});

function answerTo(id: number, timeZone: string, question: ReportQuestion): FromReports {
  try {
    // A hall that moves to another time zone counts all its days anew.
    if (reader?.of !== timeZone) reader = { of: timeZone, reader: new ReportReader(db, timeZone) };
    return { id, answer: answerOf(reader.reader, question) };
  } catch (error) {
    return { id, fault: plainFaultOf(error, "reading for a report") };
  }
}

function answerOf(reader: ReportReader, question: ReportQuestion): unknown {
  if (question.about === "days") return reader.days();
  return question.about === "day" ? reader.day(question.day) : reader.usual(question.day);
}
