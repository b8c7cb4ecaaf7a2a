import path from 'node:path'
import { lineOf, type Nodes } from '../compile/markdown.ts'
import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Rule } from './rule.ts'

/** `dead-link`: links inside the corpus lead to a file and a heading that exist. The web is not asked. */
export const liveLinks: Rule = (parsed, problems, all) => {
  for (const { href, line } of linksIn(parsed.tree)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) continue
    const missing = whatIsMissing(href, parsed, all)
    if (missing !== undefined) problems.error(parsed.lessonFile, line, 'dead-link', missing)
  }
}

function whatIsMissing(href: string, from: ParsedTopic, all: readonly ParsedTopic[]): string | undefined {
  const [file = '', anchor] = href.split('#')
  if (href === '') return 'the link leads nowhere'
  const target = file === '' ? from.lessonFile : path.posix.join(from.folder.path, decoded(file))
  const owner = all.find(({ folder }) => target.startsWith(`${folder.path}/`))
  if (!owner?.folder.files.has(target.slice(owner.folder.path.length + 1)))
    return `there is no file ${target}`
  if (anchor === undefined || target !== owner.lessonFile) return undefined
  const found = owner.topic.blocks.some((block) => block.type === 'heading' && block.id === anchor)
  return found ? undefined : `no heading of ${target} has the anchor #${anchor}`
}

/** A stray % makes no valid escape; then the text itself is the name. */
function decoded(file: string): string {
  try {
    return decodeURIComponent(file)
  } catch {
    return file
  }
}

function linksIn(node: Nodes): { href: string; line: number | undefined }[] {
  const own =
    node.type === 'link' || node.type === 'definition' ? [{ href: node.url, line: lineOf(node) }] : []
  return 'children' in node ? [...own, ...node.children.flatMap(linksIn)] : own
}
