import { createReadStream } from 'node:fs';
import { readUpload } from '../adapters/files/read-upload.ts';
import { contentHash } from '../domain/release/content-hash.ts';
import type { Finding, ValidationReport } from '../domain/submission/findings.ts';
import type { Part } from '../domain/submission/part.ts';
import type { SubmissionTarget, TableReading } from '../domain/submission/table.ts';
import { Failure, unreadable } from './failure.ts';
import type { Language } from './words.ts';

export type GivenPart = { cohort: string; hash: string; part: Part };

/**
 * Reads and judges data files as the service judges uploads; the scope of a reporter is not checked.
 *
 * @returns a part a file, in the order given, and what is doubtful about them
 * @throws {Failure} with every fault of every file as `file:row: column: message`
 */
export async function readDataFiles(
  paths: readonly string[],
  target: SubmissionTarget,
  language: Language,
): Promise<{ parts: GivenPart[]; warnings: string[] }> {
  const parts: GivenPart[] = [];
  const lines: string[] = [];
  let rejected = false;
  for (const path of paths) {
    const { report, part } = await readDataFile(path, target);
    lines.push(...reportLines(path, report, language));
    if (part) parts.push({ cohort: target.cohort, hash: await contentHash(part), part });
    else rejected = true;
  }
  if (rejected) throw new Failure(lines);
  return { parts, warnings: lines };
}

/**
 * Reads and judges one data file as the service judges an upload.
 *
 * @throws {Failure} when there is no such file
 */
export async function readDataFile(path: string, target: SubmissionTarget): Promise<TableReading> {
  try {
    return await readUpload(createReadStream(path), target);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function reportLines(path: string, { findings, total }: ValidationReport, language: Language): string[] {
  const lines = findings.map((finding) => findingLine(path, finding, language));
  const left = total.errors + total.warnings - findings.length;
  return left > 0 ? [...lines, `${path}: ${left} more`] : lines;
}

function findingLine(
  path: string,
  { row, column, severity, message, mend }: Finding,
  language: Language,
): string {
  const place = [path, row].filter((part) => part !== undefined).join(':');
  const parts = [place, severity === 'warning' && 'warning', column, message[language]].filter(Boolean);
  return `${parts.join(': ')} (${mend[language]})`;
}
