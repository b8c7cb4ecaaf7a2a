import path from 'node:path'
import type { CompiledCorpus } from '../../corpus/compile/compile-corpus.ts'
import type { Problem } from '../../corpus/compile/problem.ts'
import { writeFileAtomic } from '../../platform/files.ts'
import { keepOnly } from '../../platform/keep-only.ts'
import { postingsText } from '../postings.ts'
import { type BuiltIndex, buildIndex } from './build-index.ts'
import { COLLECTIONS, glossaryTerms } from './collections.ts'
import { type LearnedCase, learnWords } from './learn-words.ts'
import { readSearchContent, type SearchContent } from './read-content.ts'
import { sectionsOf } from './sections.ts'

export interface WrittenSearch {
  readonly items: number
  /** Slugs of all patterns, those with a short entry included. */
  readonly patterns: readonly string[]
  readonly signatures: number
  readonly problems: readonly Problem[]
}

/**
 * Writes what search reads at run time below `outDir/search`: `index.json`, `concepts.json`, their items and posting lists, `signatures.json`,
 * and the sections of each lesson, which are opened only for what is found.
 */
export async function writeSearch(
  contentDir: string,
  outDir: string,
  { topics, clusters, glossary }: Pick<CompiledCorpus, 'topics' | 'clusters' | 'glossary'>,
): Promise<WrittenSearch> {
  const content = await readSearchContent(
    contentDir,
    topics.map(({ slug }) => slug),
  )
  const sources = { topics, clusters, content }
  const documents = COLLECTIONS.flatMap((collection) => collection(sources))
  const index = buildIndex(documents, content.synonyms)
  const concepts = buildIndex(glossaryTerms(glossary), content.synonyms)
  const folder = path.join(outDir, 'search')
  await writeIndex(path.join(folder, 'index'), index)
  await writeIndex(path.join(folder, 'concepts'), concepts)
  await writeFileAtomic(path.join(folder, 'index.learned'), postingsText(learnFrom(content, index)))
  await writeFileAtomic(path.join(folder, 'signatures.json'), JSON.stringify(content.signatures))
  const sections = path.join(folder, 'sections')
  for (const { slug, blocks } of topics) {
    await writeFileAtomic(path.join(sections, `${slug}.json`), JSON.stringify(sectionsOf(blocks)))
  }
  await keepOnly(
    sections,
    topics.map(({ slug }) => `${slug}.json`),
  )
  return {
    items: index.rest.items.length + concepts.rest.items.length,
    patterns: index.rest.items.flatMap(({ kind, slug }) => (kind === 'pattern' ? slug : [])),
    signatures: content.signatures.length,
    problems: content.problems,
  }
}

/** How much a phrase counts beside a trouble that somebody had. */
const PHRASE_WEIGHT = 0.5
/** The best answer counts most. */
const SHARES = [1, 0.7, 0.5, 0.4]

function learnFrom(
  { asked, troubles }: SearchContent,
  { rest: { items } }: BuiltIndex,
): Map<string, number[]> {
  const places = new Map(
    items.flatMap(({ kind, slug }, place) => (kind === 'pattern' ? [[slug, place]] : [])),
  )
  const caseOf = (text: string, slugs: readonly string[], weight: number): LearnedCase => {
    const worth = slugs.map((_, rank) => SHARES[rank] ?? 0)
    const whole = worth.reduce((sum, one) => sum + one, 0)
    const answers = slugs.flatMap((slug, rank) => {
      const place = places.get(slug)
      return place === undefined ? [] : [[place, (worth[rank] ?? 0) / whole] as const]
    })
    return { text, answers: new Map(answers), weight }
  }
  const cases = [
    ...[...asked].flatMap(([slug, texts]) => texts.map((text) => caseOf(text, [slug], PHRASE_WEIGHT))),
    ...troubles.map(({ text, answers }) => caseOf(text, answers, 1)),
  ]
  return learnWords(cases, items.length)
}

async function writeIndex(stem: string, { rest, postings }: BuiltIndex): Promise<void> {
  const { items, ...others } = rest
  const [unasked, byKind] = [
    items.filter((item) => !item.onlyByKind),
    items.filter((item) => item.onlyByKind),
  ]
  await writeFileAtomic(`${stem}.json`, JSON.stringify(others))
  await writeFileAtomic(`${stem}.items.json`, JSON.stringify(unasked))
  if (byKind.length > 0) await writeFileAtomic(`${stem}.by-kind.json`, JSON.stringify(byKind))
  await writeFileAtomic(`${stem}.postings`, postingsText(postings))
}
