import path from 'node:path'
import { counted } from '../lib/counted.ts'
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
    written.status === 'planned' ? [] : ['', 'Next:', ...enter(where), ...next.map((one) => `  ${one}`)]
  return [...changedLines(written, where), ...steps].join('\n')
}

type Written = Pick<GeneratedProject, 'dir' | 'status' | 'files' | 'changes' | 'backups'>

function changedLines(written: Written, where: string): string[] {
  return [headline(written, where), ...fileLines(written)]
}

function headline(project: Written, where: string): string {
  const pending = project.changes.filter(({ change }) => !['same', 'remove', 'leave'].includes(change)).length
  const place = where === '.' ? 'here' : `to ${where}`
  if (project.status === 'planned') return `Would write ${counted(pending, 'file')} ${place}:\n`
  if (project.status === 'unchanged')
    return `${where === '.' ? 'What is here' : where} is unchanged: all ${counted(project.files.length, 'file')} are as generated.`
  return `Wrote ${counted(pending, 'file')} ${place}.`
}

/** A dry run lists everything; a real one only what took the place of something. */
function fileLines({ status, changes, backups }: Written): string[] {
  if (status === 'planned') return changes.map(fileLine)
  const lines = (wanted: FileChange['change'], words: string) =>
    changes.filter(({ change }) => change === wanted).map(({ path: file }) => `  ${words} ${file}`)
  return [
    ...lines('replace', 'replaced'),
    ...lines('remove', 'removed'),
    ...lines('leave', 'left, since you changed it, though no part of the project any more:'),
    ...backups.map((file) => `  yours is kept in ${file}`),
  ]
}

function fileLine({ path: file, bytes, change }: FileChange): string {
  return `  ${change.padEnd(8)}${String(bytes).padStart(7)} B  ${file}`
}

function patternLines({ patterns }: GeneratedProject): string[] {
  return patterns.map(({ slug, why }) => `Pattern: ${slug}${why === 'asked' ? '' : ` (${why})`}`)
}

function nextSteps({ status, commands }: GeneratedProject, where: string): string[] {
  if (status === 'planned') return []
  const steps = [commands.install, commands.test, commands.start]
  return [
    '',
    'Next:',
    ...enter(where),
    ...steps.map((step) => `  ${step}`),
    '',
    'README.md tells how to break its dependency and watch.',
  ]
}

function enter(where: string): string[] {
  return where === '.' ? [] : [`  cd ${shellWord(where)}`]
}

function shellWord(word: string): string {
  return /^[\w./@-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", "'\\''")}'`
}
