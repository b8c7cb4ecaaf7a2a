import path from 'node:path'
import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import { lineOf, type Nodes, parseMarkdown } from '../compile/markdown.ts'
import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Problems } from '../compile/problem.ts'
import { authoredType } from '../compile/questions/registry.ts'
import type { YamlData } from '../compile/yaml-data.ts'
import type { Rule } from './rule.ts'

/** `dead-link`: links inside the corpus lead to a file and a heading that exist. The web is not asked. */
export const liveLinks: Rule = (parsed, problems, all) => {
  const { lessonFile, folder } = parsed
  for (const { href, line } of linksIn(parsed.tree)) {
    const missing = whatIsMissing(href, { file: lessonFile, folder: folder.path }, all)
    if (missing !== undefined) problems.error(lessonFile, line, 'dead-link', missing)
  }
}

/** The same of what else is read as Markdown: questions, prompts of insights, tasks and hints of clusters. */
export function liveTextLinks(corpus: ParsedCorpus, problems: Problems): void {
  for (const { file, folder, line, text } of textsOf(corpus)) {
    for (const { href } of linksIn(parseMarkdown(text))) {
      const missing = whatIsMissing(href, { file, folder }, corpus.parsed)
      if (missing !== undefined) problems.error(file, line, 'dead-link', missing)
    }
  }
}

interface Text {
  readonly file: string
  readonly folder: string
  readonly line: number | undefined
  readonly text: string
}

function textsOf({ parsed, clusters }: ParsedCorpus): Text[] {
  const linked = (one: Text) => one.text.includes('](') || one.text.includes(']:')
  return [...parsed.flatMap(textsOfTopic), ...clusters.flatMap(textsOfCluster)].filter(linked)
}

function textsOfTopic({ folder, quiz, insights }: ParsedTopic): Text[] {
  const at = (yaml: YamlData, place: readonly PropertyKey[]) => (text: string) => ({
    ...{ file: yaml.file, folder: folder.path, line: yaml.lineOf(place), text },
  })
  const questions = quiz?.data.questions.flatMap((one, index) => {
    const choices = authoredType(one).choicesOf?.(one) ?? []
    const texts = [one.prompt, one.explanation, ...choices.map(({ text }) => text)]
    return texts.map(at(quiz.yaml, ['questions', index]))
  })
  const prompts = insights?.data.insights.map(({ prompt }, index) =>
    at(insights.yaml, ['insights', index, 'prompt'])(prompt),
  )
  return [...(questions ?? []), ...(prompts ?? [])]
}

function textsOfCluster({ exercise, yaml, folder }: ParsedCorpus['clusters'][number]): Text[] {
  const own = (key: string, text: string) => ({
    ...{ file: yaml.file, folder: folder.path, line: yaml.lineOf([key]), text },
  })
  const hints = exercise.hints.map(({ text }) => ({
    ...{ file: `${folder.path}/hints.md`, folder: folder.path, line: undefined, text },
  }))
  return [own('summary', exercise.summary), own('task', exercise.task), ...hints]
}

function whatIsMissing(
  href: string,
  from: { readonly file: string; readonly folder: string },
  all: readonly ParsedTopic[],
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined
  const [file = '', anchor] = href.split('#')
  if (href === '') return 'the link leads nowhere'
  const target = file === '' ? from.file : path.posix.join(from.folder, decoded(file))
  const owner = all.find(({ folder }) => target.startsWith(`${folder.path}/`))
  if (!owner?.folder.files.has(target.slice(owner.folder.path.length + 1)))
    return `there is no file ${target}`
  if (anchor === undefined) return undefined
  const headings = target === owner.lessonFile ? owner.topic.blocks : []
  const found = headings.some((block) => block.type === 'heading' && block.id === anchor)
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
