import path from 'node:path'
import type { CompiledCorpus } from '../../corpus/compile/compile-corpus.ts'
import type { Problem } from '../../corpus/compile/problem.ts'
import { writeFileAtomic } from '../../platform/files.ts'
import { keepOnly } from '../../platform/keep-only.ts'
import { postingsText } from '../postings.ts'
import { type BuiltIndex, buildIndex } from './build-index.ts'
import { COLLECTIONS, glossaryTerms } from './collections.ts'
import { learn } from './learn.ts'
import { readSearchContent } from './read-content.ts'
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
  const learned = learn(content, index.rest.items)
  for (const [part, text] of Object.entries(learned))
    await writeFileAtomic(path.join(folder, `index.${part}`), text)
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
