import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { loadPatterns, loadTemplate, templatesFolder } from './catalog.ts'
import { chooseOptions } from './choose-options.ts'
import {
  type ChosenPattern,
  choosePatterns,
  fittingPatterns,
  parsePatternList,
  type Target,
} from './choose-patterns.ts'
import { compareWithDisk, type FileChange } from './compare.ts'
import { type PlannedFile, planProject } from './plan.ts'
import { addedLayers } from './project-layers.ts'
import { checkProjectName } from './project-name.ts'
import { recordOf } from './record.ts'
import type { PatternManifest, ProjectCommands, Template } from './template.ts'
import { refuseOverwrite, writeProject } from './write.ts'

/** What `--patterns` says for a project without any. */
const NO_PATTERNS = 'none'

export interface ProjectRequest {
  readonly name: string
  readonly type: string
  readonly language: string
  /** As typed, separated by commas; without it the type's own defaults. */
  readonly patterns?: string
  /** The database, the broker: what is not named gets the type's default. */
  readonly options?: Readonly<Record<string, string | undefined>>
  /** Without it, a folder of the project's name. */
  readonly dir?: string
  readonly cwd: string
  /** On the standard library alone, where the language has such a form. */
  readonly minimal?: boolean
  readonly dryRun: boolean
  readonly force: boolean
  /** Where the templates are; the shipped ones unless said otherwise. */
  readonly templates?: string
}

export interface GeneratedProject {
  readonly name: string
  readonly type: string
  readonly language: string
  readonly minimal: boolean
  /** Absolute. */
  readonly dir: string
  readonly status: 'written' | 'unchanged' | 'planned'
  /** All files of the project, also those that were there already. */
  readonly files: readonly string[]
  readonly changes: readonly FileChange[]
  /** Where what the user had changed was kept, below `dir`. */
  readonly backups: readonly string[]
  readonly patterns: readonly ChosenPattern[]
  /** By kind what was chosen: `{"database": "sqlite"}`. */
  readonly options: Readonly<Record<string, string>>
  readonly commands: ProjectCommands
}

/** Writes a project, or with `dryRun` says what it would write. Throws `UserError`; then nothing was changed. */
export async function generateProject(request: ProjectRequest): Promise<GeneratedProject> {
  const name = checkProjectName(request.name)
  const { template, patterns, options, files: planned } = await plan(request)
  const { type, language } = request
  const chosen = { name, type, language, patterns: patterns.map(({ slug }) => slug), options }
  const files = [...planned, recordOf(planned, { project: chosen })]
  const dir = projectFolder(request, name)
  const changes = await compareWithDisk(dir, files)
  if (!request.force) await refuseOverwrite(dir, files, changes)
  const isDone = changes.every(({ change }) => change === 'same' || change === 'leave')
  const backups = request.dryRun || isDone ? [] : await writeProject(dir, files, changes)
  return {
    name,
    type: template.type,
    language: request.language,
    minimal: request.minimal === true,
    dir,
    status: request.dryRun ? 'planned' : isDone ? 'unchanged' : 'written',
    files: files.map((file) => file.path),
    changes,
    backups,
    patterns,
    options,
    commands: template.commands,
  }
}

function projectFolder({ cwd, dir }: ProjectRequest, name: string): string {
  if (dir?.trim() === '') {
    const { folder: say } = projectWords()
    throw new UserError(say.none, { code: 'no-folder', next: [say.here, say.ofName({ name })] })
  }
  return path.resolve(cwd, dir ?? name)
}

async function plan(request: ProjectRequest) {
  const root = request.templates ?? templatesFolder()
  const { type, minimal } = request
  const [template, known] = await Promise.all([
    loadTemplate(root, type, request.language, minimal),
    loadPatterns(root),
  ])
  const patterns = choose(request.patterns, template, known)
  const options = chooseOptions(template, request.options ?? {})
  const all = patterns.map(({ slug }) => slug)
  const added = await addedLayers(root, template, { patterns: all, known, options })
  const layers = [...template.layers, ...added]
  const files: PlannedFile[] = planProject(layers, variables(request, all, options))
  return { template, patterns, options, files }
}

function choose(
  patterns: string | undefined,
  template: Template,
  known: ReadonlyMap<string, PatternManifest>,
): ChosenPattern[] {
  const target: Target = template
  if (patterns === undefined) return choosePatterns(template.defaultPatterns, known, 'default', target)
  if (patterns.trim() === NO_PATTERNS) return []
  return choosePatterns(parsePatternList(patterns, fittingPatterns(known, target)), known, 'asked', target)
}

function variables(
  { name, type, language, minimal }: ProjectRequest,
  slugs: readonly string[],
  options: Readonly<Record<string, string>>,
) {
  const patterns = slugs.join(',')
  const choices = Object.entries(options).map(([kind, value]) => ` --${kind} ${value}`)
  const flags = `--type ${type} --patterns ${patterns || NO_PATTERNS} --language ${language}${minimal ? ' --minimal' : ''}${choices.join('')}`
  return { name, patterns, command: `compendium generate project ${name} ${flags}` }
}
