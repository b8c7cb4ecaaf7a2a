import path from 'node:path'
import { LOCALES } from '../../messages/locale.ts'
import { writeFileAtomic } from '../../platform/files.ts'
import { keepOnly } from '../../platform/keep-only.ts'
import { pathKind, readTree, type TreeFile } from '../../platform/tree.ts'
import type { Certification } from '../certificate.ts'
import type { ClusterExercise } from '../cluster-exercise-schema.ts'
import type { ConceptGraph } from '../concept-graph.ts'
import type { GlossaryEntry } from '../glossary/glossary.ts'
import type { Paper } from '../glossary/paper.ts'
import type { Incident } from '../incident.ts'
import type { ClusterItem, CorpusIndex, CorpusItem, Topic } from '../topic.ts'
import type { TopicTranslation, TranslatedTitles } from '../translation.ts'
import { type CompiledAchievements, compileAchievements } from './achievements.ts'
import { withClusters } from './cluster-blocks.ts'
import { type ParsedConcept, type ParsedPath, parseConcepts, parsePaths } from './concepts.ts'
import { buildGlossary, buildGraph } from './graph.ts'
import { type ParsedPaper, parsePapers } from './papers.ts'
import { parseCertificates } from './parse-certificate.ts'
import { type ParsedCluster, parseCluster } from './parse-cluster.ts'
import { type ParsedIncident, parseIncidents } from './parse-incidents.ts'
import { type ParsedTopic, parseTopic } from './parse-topic.ts'
import { type ParsedPrinciples, parsePrinciples, placesOf } from './principles.ts'
import { type Problem, Problems, sortProblems } from './problem.ts'
import type { MeasureRun } from './questions/measured.ts'
import type { TopicFolder } from './read-part.ts'
import { withTies } from './tie-blocks.ts'

export interface CompiledCorpus {
  readonly index: CorpusIndex
  readonly topics: readonly Topic[]
  readonly translations: readonly CompiledTranslation[]
  /** By id. */
  readonly clusters: readonly ClusterExercise[]
  /** Undefined where the content has none. */
  readonly achievements?: CompiledAchievements
  readonly graph: ConceptGraph
  /** Every concept of the graph, with what it means. */
  readonly glossary: readonly GlossaryEntry[]
  /** The reading list, topic by topic. */
  readonly papers: readonly Paper[]
  readonly certificates: readonly Certification[]
  /** Newest first. */
  readonly incidents: readonly Incident[]
  /** What is wrong, in the order of files and lines. A topic with a broken lesson is left out. */
  readonly problems: readonly Problem[]
}

export interface CompiledTranslation {
  readonly slug: string
  readonly language: string
  readonly text: TopicTranslation
}

function translationsOf(
  { topic, translations }: ParsedTopic,
  clusters: readonly ClusterExercise[],
): CompiledTranslation[] {
  return translations.map(({ language, text }) => {
    const { lesson } = text
    const blocks = lesson && withClusters({ ...topic, blocks: lesson.blocks }, clusters).blocks
    return {
      ...{ slug: topic.slug, language },
      text: lesson && blocks ? { ...text, lesson: { ...lesson, blocks } } : text,
    }
  })
}

/**
 * Compiles every topic and every exercise on clusters below `contentDir`. There is no list of either: a folder is one.
 * `measure` runs simulations for questions about them, which are left out without it.
 */
export async function compileCorpus(contentDir: string, measure?: MeasureRun): Promise<CompiledCorpus> {
  const whole = await parseCorpus(contentDir, measure)
  const { parsed, clusters: found, certificates, problems } = whole
  const incidents = whole.incidents.map(({ incident }) => incident)
  const clusters = found.map(({ exercise }) => exercise)
  const tied = withTies(
    parsed.map(({ topic }) => topic),
    whole.principles,
  )
  const topics = tied.map((topic) => withClusters(topic, clusters))
  const rows = certificates.map(({ id, title, summary }) => ({ id, title, summary }))
  const index = { items: topics.map(indexRow), clusters: clusters.map(clusterRow), certificates: rows }
  const graph = buildGraph(whole)
  const more = new Problems()
  const achievements = await compileAchievements(contentDir, index, more)
  const all = sortProblems([...problems, ...more.list])
  return {
    index,
    topics,
    translations: parsed.flatMap((one) => translationsOf(one, clusters)),
    clusters,
    certificates,
    incidents,
    graph,
    glossary: buildGlossary(whole),
    papers: whole.papers.map(({ paper }) => paper),
    ...(achievements && { achievements }),
    problems: all,
  }
}

/**
 * Compiles `contentDir` and writes `index.json`, `graph.json`, `concepts.json`, `papers.json`, `incidents.json` and, in folders, topics, clusters and certificates below `outDir`. What did
 * compile is written also when something else has errors; the caller decides what they mean. Those
 * of an earlier build that are no more are removed.
 */
export async function writeCorpus(
  contentDir: string,
  outDir: string,
  measure?: MeasureRun,
): Promise<CompiledCorpus> {
  const corpus = await compileCorpus(contentDir, measure)
  await writeTopics(corpus, outDir)
  await writeAll(path.join(outDir, 'clusters'), new Map(corpus.clusters.map((one) => [one.id, one])))
  await writeFileAtomic(path.join(outDir, 'graph.json'), JSON.stringify(corpus.graph))
  await writeFileAtomic(path.join(outDir, 'concepts.json'), JSON.stringify(corpus.glossary))
  await writeFileAtomic(path.join(outDir, 'papers.json'), JSON.stringify(corpus.papers))
  await writeAll(path.join(outDir, 'certificates'), new Map(corpus.certificates.map((one) => [one.id, one])))
  await writeFileAtomic(path.join(outDir, 'index.json'), JSON.stringify(corpus.index))
  if (corpus.achievements !== undefined) await writeAchievements(corpus.achievements, outDir)
  await writeFileAtomic(path.join(outDir, 'incidents.json'), JSON.stringify(corpus.incidents))
  return corpus
}

/** `token-bucket.json`, and `token-bucket.es.json` beside it where there is one; `titles.es.json` names those. */
async function writeTopics({ topics, translations }: CompiledCorpus, outDir: string): Promise<void> {
  const files = [
    ...topics.map((one) => [one.slug, one] as const),
    ...translations.map(({ slug, language, text }) => [`${slug}.${language}`, text] as const),
  ]
  await writeAll(path.join(outDir, 'topics'), new Map<string, object>(files))
  for (const locale of LOCALES.filter((one) => one !== 'en')) {
    const titles: TranslatedTitles = Object.fromEntries(
      translations.flatMap(({ slug, language, text: { lesson } }) =>
        language === locale && lesson !== undefined
          ? [[slug, { title: lesson.title, description: lesson.description }]]
          : [],
      ),
    )
    await writeFileAtomic(path.join(outDir, `titles.${locale}.json`), JSON.stringify(titles))
  }
}

async function writeAchievements({ list, texts }: CompiledAchievements, outDir: string): Promise<void> {
  await writeFileAtomic(path.join(outDir, 'achievements.json'), JSON.stringify(list))
  for (const [language, data] of texts)
    await writeFileAtomic(path.join(outDir, `achievements.${language}.json`), JSON.stringify(data))
}

/** One file each, and no other. */
async function writeAll(folder: string, entries: ReadonlyMap<string, object>): Promise<void> {
  for (const [name, data] of entries) {
    await writeFileAtomic(path.join(folder, `${name}.json`), JSON.stringify(data))
  }
  await keepOnly(
    folder,
    [...entries.keys()].map((name) => `${name}.json`),
  )
}

export interface ParsedCorpus {
  /** Patterns by difficulty, then title, and behind them the principles in the order of their mapping. */
  readonly parsed: readonly ParsedTopic[]
  readonly principles: ParsedPrinciples
  /** By id. */
  readonly clusters: readonly ParsedCluster[]
  readonly concepts: readonly ParsedConcept[]
  readonly papers: readonly ParsedPaper[]
  readonly paths: readonly ParsedPath[]
  /** By id. */
  readonly certificates: readonly Certification[]
  /** Newest first. */
  readonly incidents: readonly ParsedIncident[]
  readonly problems: readonly Problem[]
}

export async function parseCorpus(contentDir: string, measure?: MeasureRun): Promise<ParsedCorpus> {
  const problems = new Problems()
  const principles = parsePrinciples(await filesIn(contentDir, 'principles'), problems)
  const topics = [
    ...(await foldersIn(contentDir, 'patterns')),
    ...(await foldersIn(contentDir, 'principles')),
  ]
  const read = await Promise.all(topics.map((folder) => parseTopic(folder, problems, measure)))
  const parsed = read.filter((topic) => topic !== undefined)
  const exercises = await foldersIn(contentDir, 'clusters')
  const clusters = exercises.flatMap((folder) => parseCluster(folder, problems) ?? [])
  const incidents = parseIncidents(await treeFilesIn(contentDir, 'incidents'), problems)
  const known = {
    topics: parsed.map(({ topic }) => topic),
    clusters: clusters.map(({ exercise }) => exercise),
  }
  const certificates = parseCertificates(await filesIn(contentDir, 'certificates'), known, problems)
  const concepts = parseConcepts(await filesIn(contentDir, 'concepts'), problems)
  const papers = parsePapers(await filesIn(contentDir, 'papers'), parsed, problems)
  const paths = parsePaths(await filesIn(contentDir, 'paths'), problems)
  return {
    ...{
      parsed: parsed.sort(inOrder(placesOf(principles))),
      principles,
      clusters,
      certificates,
      concepts,
      papers,
      paths,
      incidents,
    },
    problems: sortProblems(problems.list),
  }
}

async function foldersIn(contentDir: string, parent: string): Promise<TopicFolder[]> {
  return foldersOf(await treeFilesIn(contentDir, parent), parent)
}

/** The YAML files of one folder, as if it were that of a topic; none where there is no such folder. */
async function filesIn(contentDir: string, name: string): Promise<TopicFolder> {
  const own = (await treeFilesIn(contentDir, name)).filter((file) => file.path.endsWith('.yaml'))
  return { slug: name, path: name, files: new Map(own.map(({ path: file, text }) => [file, text])) }
}

async function treeFilesIn(contentDir: string, name: string): Promise<TreeFile[]> {
  const folder = path.join(contentDir, name)
  const files = (await pathKind(folder)) === 'folder' ? await readTree(folder) : []
  return files.map(({ path: file, text }) => ({ path: file, text: unixText(text) }))
}

function foldersOf(files: readonly TreeFile[], parent: string): TopicFolder[] {
  const folders = new Map<string, Map<string, string>>()
  for (const { path: name, text } of files) {
    const [slug = '', ...inside] = name.split('/')
    if (inside.length === 0) continue
    const folder = folders.get(slug) ?? new Map<string, string>()
    folders.set(slug, folder.set(inside.join('/'), text))
  }
  return [...folders].map(([slug, inside]) => ({ slug, path: `${parent}/${slug}`, files: inside }))
}

/** The same text whatever system it was written on: no byte order mark, plain line ends. */
function unixText(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
}

const ORDER = { beginner: 0, intermediate: 1, advanced: 2, expert: 3 }

function inOrder(places: ReadonlyMap<string, number>) {
  const placeOf = ({ kind, slug }: Topic) => (kind === 'pattern' ? -1 : (places.get(slug) ?? places.size))
  return ({ topic: a }: ParsedTopic, { topic: b }: ParsedTopic): number =>
    placeOf(a) - placeOf(b) ||
    ORDER[a.difficulty] - ORDER[b.difficulty] ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
}

function indexRow(topic: Topic): CorpusItem {
  const { slug, kind, title, description, category, difficulty, minutes } = topic
  const { hasQuiz, hasExercise, hasSimulation } = topic
  return {
    slug,
    kind,
    title,
    description,
    category,
    difficulty,
    minutes,
    hasQuiz,
    hasExercise,
    hasSimulation,
  }
}

function clusterRow({ id, title, lesson, summary, languages, stages }: ClusterExercise): ClusterItem {
  return { id, title, lesson, summary, languages: Object.keys(languages), stages: stages.length }
}
