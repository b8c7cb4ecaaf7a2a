import matter from 'gray-matter'
import type { Problems } from './problem.ts'
import { readYaml, type YamlData } from './yaml-data.ts'

export interface LessonFile {
  readonly metadata: YamlData
  /** The Markdown, with an empty line for each line of front matter, so that its lines count as in the file. */
  readonly markdown: string
}

/**
 * Splits a lesson into metadata and text. Only YAML is accepted: gray-matter would run front
 * matter that calls itself JavaScript. Undefined after reporting what is wrong.
 */
export function splitLesson(file: string, text: string, problems: Problems): LessonFile | undefined {
  if (!/^---[ \t]*\r?\n/.test(text)) {
    problems.error(file, 1, 'front-matter', 'the file must start with a line --- and YAML front matter')
    return undefined
  }
  const parts = matter(text, { language: 'yaml', engines: ENGINES })
  if (!text.includes('\n---', 3)) {
    problems.error(file, 1, 'front-matter', 'the front matter has no closing line ---')
    return undefined
  }
  const metadata = readYaml(file, parts.matter, problems)
  const skipped = text.slice(0, text.length - parts.content.length).split('\n').length - 1
  return metadata && { metadata, markdown: '\n'.repeat(skipped) + parts.content }
}

/** We parse the block ourselves, with line numbers; nothing in it may run. */
const unread = () => ({})
const refuse = () => {
  throw new Error('only YAML front matter is read')
}
const ENGINES = { yaml: unread, json: refuse, javascript: refuse, js: refuse, coffee: refuse }
