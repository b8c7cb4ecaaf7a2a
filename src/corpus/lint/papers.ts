import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import { buildGlossary } from '../compile/graph.ts'
import { paperKey } from '../compile/papers.ts'
import type { Problems } from '../compile/problem.ts'

/** `duplicate-paper`: one id and one title for one work. */
export function uniquePapers({ papers }: ParsedCorpus, problems: Problems): void {
  const seen = new Set<string>()
  for (const { paper, yaml, at } of papers) {
    for (const name of [paper.id, `title ${paperKey(paper.title)}`]) {
      if (seen.has(name)) {
        problems.error(yaml.file, yaml.lineOf(at), 'duplicate-paper', `"${paper.title}" is there already`)
      }
      seen.add(name)
    }
  }
}

/** `unknown-concept`: a work is about concepts of the glossary. `unknown-source`: a definition belongs to a work of the list. */
export function knownLinks(corpus: ParsedCorpus, problems: Problems): void {
  const concepts = new Set(buildGlossary(corpus).map(({ id }) => id))
  for (const { paper, yaml, at } of corpus.papers) {
    for (const id of paper.concepts.filter((one) => !concepts.has(one))) {
      const line = yaml.lineOf([...at, 'concepts'])
      problems.error(yaml.file, line, 'unknown-concept', `there is no concept ${id}`)
    }
  }
  const works = new Set(corpus.papers.map(({ paper }) => paper.id))
  for (const { source, yaml, at } of corpus.concepts) {
    if (source === undefined || works.has(source)) continue
    const line = yaml.lineOf([...at, 'source'])
    problems.error(yaml.file, line, 'unknown-source', `the reading list has no ${source}`)
  }
}

/** `unknown-paper`: what a lesson recommends is in the reading list, where there is one. */
export function listedPapers({ papers, parsed }: ParsedCorpus, problems: Problems): void {
  if (papers.length === 0) return
  const known = new Set(papers.map(({ paper }) => paperKey(paper.title)))
  for (const { topic, lessonFile, frontMatter } of parsed) {
    const unknown = topic.metadata.related.papers.filter((title) => !known.has(paperKey(title)))
    if (unknown.length === 0) continue
    const line = frontMatter.yaml.lineOf(['related_content', 'papers'])
    problems.warning(lessonFile, line, 'unknown-paper', `not in the reading list: ${unknown.join('; ')}`)
  }
}
