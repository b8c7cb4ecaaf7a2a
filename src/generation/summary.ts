import path from 'node:path'
import { projectWords } from '../messages/projects/index.ts'
import type { FileChange } from './compare.ts'
import type { GeneratedProject } from './generate-project.ts'

/** What was done, for a person: the files that changed, the patterns, and what to type next. */
export function projectSummary(project: GeneratedProject, cwd: string): string {
  const where = path.relative(cwd, project.dir) || '.'
  return [...changedLines(project, where), '', ...patternLines(project), ...nextSteps(project, where)].join(
    '\n',
  )
}

/** What was added to a project that is there, and what to type next, in its folder. */
export function besideSummary(written: Written, cwd: string, next: readonly string[]): string {
  const where = path.relative(cwd, written.dir) || '.'
  const steps =
    written.status === 'planned'
      ? []
      : ['', projectWords().done.next, ...enter(where), ...next.map((one) => `  ${one}`)]
  return [...changedLines(written, where), ...steps].join('\n')
}

type Written = Pick<GeneratedProject, 'dir' | 'status' | 'files' | 'changes' | 'backups'>

function changedLines(written: Written, where: string): string[] {
  return [headline(written, where), ...fileLines(written)]
}

function headline(project: Written, where: string): string {
  const pending = project.changes.filter(({ change }) => !['same', 'remove', 'leave'].includes(change)).length
  const { done: say } = projectWords()
  const place = where === '.' ? say.here : say.to({ where })
  if (project.status === 'planned') return `${say.wouldWrite({ count: pending, place })}\n`
  if (project.status === 'written') return say.wrote({ count: pending, place })
  return say.unchanged({ where: where === '.' ? say.whatIsHere : where, count: project.files.length })
}

/** A dry run lists everything; a real one only what took the place of something. */
function fileLines({ status, changes, backups }: Written): string[] {
  if (status === 'planned') return changes.map(fileLine)
  const { done: say } = projectWords()
  const lines = (wanted: FileChange['change'], words: (of: { file: string }) => string) =>
    changes.filter(({ change }) => change === wanted).map(({ path: file }) => `  ${words({ file })}`)
  return [
    ...lines('replace', say.replaced),
    ...lines('remove', say.removed),
    ...lines('leave', say.left),
    ...backups.map((file) => `  ${say.kept({ file })}`),
  ]
}

function fileLine({ path: file, bytes, change }: FileChange): string {
  const { changes } = projectWords().done
  const width = Math.max(...Object.values(changes).map((word) => word.length)) + 1
  return `  ${changes[change].padEnd(width)}${String(bytes).padStart(7)} B  ${file}`
}

function patternLines({ patterns }: GeneratedProject): string[] {
  const { patterns: say } = projectWords()
  return patterns.map(({ slug, why }) => {
    if (why === 'asked') return say.chosen({ slug })
    return say.chosenFor({ slug, why: why === 'default' ? say.byDefault : why })
  })
}

function nextSteps({ status, commands }: GeneratedProject, where: string): string[] {
  if (status === 'planned') return []
  const { done: say } = projectWords()
  const steps = [commands.install, commands.test, commands.start]
  return ['', say.next, ...enter(where), ...steps.map((step) => `  ${step}`), '', say.readme]
}

function enter(where: string): string[] {
  return where === '.' ? [] : [`  cd ${shellWord(where)}`]
}

function shellWord(word: string): string {
  return /^[\w./@-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`
}
