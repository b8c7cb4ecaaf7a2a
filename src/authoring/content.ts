import { type ParsedCorpus, parseCorpus } from '../corpus/compile/compile-corpus.ts'
import { buildGraph } from '../corpus/compile/graph.ts'
import type { ParsedTopic } from '../corpus/compile/parse-topic.ts'
import type { ConceptGraph } from '../corpus/concept-graph.ts'
import { requireContentFolder } from '../corpus/content-folder.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { authoringWords } from '../messages/authoring/index.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import { readSearchContent, type SearchContent } from '../search/compile/read-content.ts'

/** A content folder as its authors wrote it: what does not compile is left out, which `content lint` reports. */
export interface Content {
  readonly dir: string
  readonly corpus: ParsedCorpus
  readonly graph: ConceptGraph
  /** Short entries, aliases, signatures. */
  readonly search: SearchContent
}

/** @throws UserError `no-content` when `dir` is no content folder. */
export async function readContent(dir: string): Promise<Content> {
  await requireContentFolder(dir)
  const corpus = await parseCorpus(dir)
  const slugs = corpus.parsed.map(({ topic }) => topic.slug)
  return { dir, corpus, graph: buildGraph(corpus), search: await readSearchContent(dir, slugs) }
}

/** All lessons, or the one that is named. @throws UserError `unknown-item` (exit 2), naming the nearest. */
export function lessonsNamed({ corpus }: Content, item: string | undefined): readonly ParsedTopic[] {
  if (item === undefined) return corpus.parsed
  const found = corpus.parsed.filter(({ topic }) => topic.slug === item)
  if (found.length > 0) return found
  const slugs = corpus.parsed.map(({ topic }) => topic.slug)
  const say = authoringWords()
  throw new UserError(say.unknownItem({ item }), {
    code: 'unknown-item',
    next: [...closest(item, slugs).map((names) => troubleWords().didYouMean({ names })), say.listAll],
  })
}
