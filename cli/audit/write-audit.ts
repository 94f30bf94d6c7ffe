import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Analysed, Draws } from '../analysis/analysis-report.ts';
import { Failure } from '../failure.ts';
import { words } from '../words.ts';
import type { AuditDocument } from './audit-document.ts';
import { drawChart } from './draw-chart.ts';
import { gather, type Material } from './material.ts';
import { COLOURS } from './page-style.ts';
import { correlationSection } from './sections/correlations.ts';
import { coverageSection } from './sections/coverage.ts';
import { distributionSection } from './sections/distributions.ts';
import { leaveOutSection } from './sections/leave-out.ts';
import { methodSection } from './sections/method.ts';
import { rankingSection } from './sections/ranking.ts';
import { sensitivitySection } from './sections/sensitivity.ts';
import { strengthSection } from './sections/strengths.ts';
import { structureSection } from './sections/structure.ts';
import { summarySection } from './sections/summary.ts';
import { weightSection } from './sections/weights.ts';
import { toHtml } from './to-html.ts';
import { toMarkdown } from './to-markdown.ts';

const SECTIONS: readonly ((material: Material) => AuditDocument['sections'][number])[] = [
  summarySection,
  rankingSection,
  coverageSection,
  distributionSection,
  correlationSection,
  structureSection,
  weightSection,
  leaveOutSection,
  sensitivitySection,
  strengthSection,
  methodSection,
];

const say = {
  vi: { title: 'Kiểm định thống kê', contents: 'Nội dung' },
  en: { title: 'Statistical audit', contents: 'Contents' },
};

/**
 * Input: a ranking with what it was computed from, and where to write.
 * Output: the paths written: one HTML page that needs nothing else; Markdown with its charts as files in a folder
 * beside it; both in a directory.
 *
 * @param target a path that ends in `.html` or `.md`, or a directory, which is made where there is none
 * @throws {Failure} for another target
 * @throws {EngineError} @throws {AnalysisError} where the framework cannot be computed
 */
export async function writeAudit(
  analysed: Analysed,
  draws: Draws,
  target: string,
  places?: number,
): Promise<string[]> {
  const targets = await targetsOf(target);
  const document = documentOf(gather(analysed, draws, places));
  const drawings = await draw(document);
  await mkdir(dirname(targets[0]!), { recursive: true });
  const written: string[] = [];
  for (const path of targets) {
    if (path.endsWith('.html')) await writeFile(path, toHtml(document, drawings));
    else await writeMarkdown(path, document, drawings);
    written.push(path);
  }
  return written;
}

async function targetsOf(target: string): Promise<string[]> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => extname(target) === '',
  );
  if (isFolder) return [join(target, 'audit.html'), join(target, 'audit.md')];
  if (['.html', '.md'].includes(extname(target))) return [target];
  throw new Failure([`${target}: an audit is written as .html, as .md, or both into a directory`], 2);
}

function documentOf(material: Material): AuditDocument {
  const { definition, run, cohort, language } = material;
  const { index } = definition;
  return {
    language,
    title: `${index.name[language]} ${run.period}: ${say[language].title}`,
    subtitle: `${index.publisher.name[language]} · ${cohort.name[language]} · ${index.shortName} ${cohort.framework!.version}`,
    ...(run.sample && { warning: words[language].sample }),
    contents: say[language].contents,
    sections: SECTIONS.map((section) => section(material)),
  };
}

async function draw({ sections, language }: AuditDocument): Promise<Map<string, string>> {
  const drawings = new Map<string, string>();
  for (const { id, title, chart } of sections.flatMap(({ figures }) => figures))
    if (chart) drawings.set(id, await drawChart(chart, title, language));
  return drawings;
}

/** A chart that stands alone brings its colours along. */
async function writeMarkdown(
  path: string,
  document: AuditDocument,
  drawings: ReadonlyMap<string, string>,
): Promise<void> {
  const folder = `${basename(path, '.md')}-charts`;
  await mkdir(join(dirname(path), folder), { recursive: true });
  for (const [id, drawing] of drawings)
    await writeFile(
      join(dirname(path), folder, `${id}.svg`),
      `${drawing.replace('>', `><style>${COLOURS}</style>`)}\n`,
    );
  await writeFile(
    path,
    toMarkdown(document, ({ id }) => `${folder}/${id}.svg`),
  );
}
