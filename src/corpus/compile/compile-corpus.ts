import path from 'node:path'
import { writeFileAtomic } from '../../platform/files.ts'
import { keepOnly } from '../../platform/keep-only.ts'
import { pathKind, readTree, type TreeFile } from '../../platform/tree.ts'
import type { CorpusIndex, CorpusItem, Topic } from '../topic.ts'
import { type ParsedTopic, parseTopic, type TopicFolder } from './parse-topic.ts'
import { type Problem, Problems, sortProblems } from './problem.ts'

export interface CompiledCorpus {
  readonly index: CorpusIndex
  readonly topics: readonly Topic[]
  /** What is wrong, in the order of files and lines. A topic with a broken lesson is left out. */
  readonly problems: readonly Problem[]
}

/** Compiles every topic folder below `contentDir`. There is no list of topics: a folder is a topic. */
export async function compileCorpus(contentDir: string): Promise<CompiledCorpus> {
  const { parsed, problems } = await parseCorpus(contentDir)
  const topics = parsed.map(({ topic }) => topic)
  return { index: { items: topics.map(indexRow) }, topics, problems }
}

/**
 * Compiles `contentDir` and writes `index.json` and `topics/<slug>.json` below `outDir`. What did
 * compile is written also when something else has errors; the caller decides what they mean. Topics
 * of an earlier build that are no more are removed.
 */
export async function writeCorpus(contentDir: string, outDir: string): Promise<CompiledCorpus> {
  const corpus = await compileCorpus(contentDir)
  for (const topic of corpus.topics) {
    await writeFileAtomic(path.join(outDir, 'topics', `${topic.slug}.json`), JSON.stringify(topic))
  }
  await keepOnly(
    path.join(outDir, 'topics'),
    corpus.topics.map(({ slug }) => `${slug}.json`),
  )
  await writeFileAtomic(path.join(outDir, 'index.json'), JSON.stringify(corpus.index))
  return corpus
}

export interface ParsedCorpus {
  /** By difficulty, then title: the order in which a learner is shown them. */
  readonly parsed: readonly ParsedTopic[]
  readonly problems: readonly Problem[]
}

export async function parseCorpus(contentDir: string): Promise<ParsedCorpus> {
  const patterns = path.join(contentDir, 'patterns')
  const files = (await pathKind(patterns)) === 'folder' ? await readTree(patterns) : []
  const problems = new Problems()
  const parsed = foldersOf(files, 'patterns').flatMap((folder) => parseTopic(folder, problems) ?? [])
  return { parsed: parsed.sort(compareTopics), problems: sortProblems(problems.list) }
}

function foldersOf(files: readonly TreeFile[], parent: string): TopicFolder[] {
  const folders = new Map<string, Map<string, string>>()
  for (const { path: name, text } of files) {
    const [slug = '', ...inside] = name.split('/')
    if (inside.length === 0) continue
    const folder = folders.get(slug) ?? new Map<string, string>()
    folders.set(slug, folder.set(inside.join('/'), unixText(text)))
  }
  return [...folders].map(([slug, inside]) => ({ slug, path: `${parent}/${slug}`, files: inside }))
}

/** The same text whatever system it was written on: no byte order mark, plain line ends. */
function unixText(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
}

const ORDER = { beginner: 0, intermediate: 1, advanced: 2, expert: 3 }

function compareTopics({ topic: a }: ParsedTopic, { topic: b }: ParsedTopic): number {
  return ORDER[a.difficulty] - ORDER[b.difficulty] || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
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
