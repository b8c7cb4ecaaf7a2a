import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { packageRoot } from '../platform/package-root.ts'
import { loadOverlay, loadPatterns, loadTemplate } from './catalog.ts'
import { type ChosenPattern, choosePatterns, parsePatternList } from './choose-patterns.ts'
import { compareWithDisk, type FileChange } from './compare.ts'
import { type PlannedFile, planProject } from './plan.ts'
import { checkProjectName } from './project-name.ts'
import type { ProjectCommands } from './template.ts'
import { refuseOverwrite, writeProject } from './write.ts'

export interface ProjectRequest {
  readonly name: string
  readonly type: string
  readonly language: string
  /** As typed, separated by commas; without it the type's own defaults. */
  readonly patterns?: string
  /** Without it, a folder of the project's name. */
  readonly dir?: string
  readonly cwd: string
  readonly dryRun: boolean
  readonly force: boolean
  /** Where the templates are; the shipped ones unless said otherwise. */
  readonly templates?: string
}

export interface GeneratedProject {
  readonly name: string
  readonly type: string
  readonly language: string
  /** Absolute. */
  readonly dir: string
  readonly status: 'written' | 'unchanged' | 'planned'
  /** All files of the project, also those that were there already. */
  readonly files: readonly string[]
  readonly changes: readonly FileChange[]
  readonly patterns: readonly ChosenPattern[]
  readonly commands: ProjectCommands
}

/** Writes a project, or with `dryRun` says what it would write. Throws `UserError`; then nothing was changed. */
export async function generateProject(request: ProjectRequest): Promise<GeneratedProject> {
  const name = checkProjectName(request.name)
  const { template, patterns, files } = await plan(request)
  const dir = projectFolder(request, name)
  const changes = await compareWithDisk(dir, files)
  if (!request.force) await refuseOverwrite(dir, changes)
  const isDone = changes.every(({ change }) => change === 'same')
  if (!request.dryRun && !isDone) await writeProject(dir, files, changes)
  return {
    name,
    type: template.type,
    language: template.language,
    dir,
    status: request.dryRun ? 'planned' : isDone ? 'unchanged' : 'written',
    files: files.map((file) => file.path),
    changes,
    patterns,
    commands: template.commands,
  }
}

function projectFolder({ cwd, dir }: ProjectRequest, name: string): string {
  if (dir?.trim() === '') {
    throw new UserError('--dir names no folder.', {
      code: 'no-folder',
      next: ['For the folder you are in: --dir .', `Leave --dir out for a folder called ${name}.`],
    })
  }
  return path.resolve(cwd, dir ?? name)
}

async function plan(request: ProjectRequest) {
  const root = request.templates ?? path.join(packageRoot(), 'templates')
  const [template, known] = await Promise.all([
    loadTemplate(root, request.type, request.language),
    loadPatterns(root),
  ])
  const patterns =
    request.patterns === undefined
      ? choosePatterns(template.defaultPatterns, known, 'default')
      : choosePatterns(parsePatternList(request.patterns, [...known.keys()]), known, 'asked')
  const overlays = await Promise.all(
    [...known.values()]
      .filter(({ slug }) => patterns.some((chosen) => chosen.slug === slug))
      .map((manifest) => loadOverlay(root, manifest, request.language)),
  )
  const rank = (slug: string): number => patterns.findIndex((chosen) => chosen.slug === slug)
  overlays.sort((a, b) => rank(a.pattern.slug) - rank(b.pattern.slug))
  const files: PlannedFile[] = planProject(template, overlays, variables(request, patterns))
  return { template, patterns, files }
}

function variables(request: ProjectRequest, patterns: readonly ChosenPattern[]) {
  const slugs = patterns.map(({ slug }) => slug).join(',')
  const flags = `--type ${request.type} --patterns ${slugs} --language ${request.language}`
  return {
    name: request.name,
    patterns: slugs,
    command: `compendium generate project ${request.name} ${flags}`,
  }
}
