import path from 'node:path'
import { parse } from 'yaml'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { pathKind, readText } from '../platform/tree.ts'
import { finalEnvironment, userOf } from './dockerfile.ts'
import { type RecordedProject, readRecordedProject } from './record.ts'

/** A variable of the environment, as the project's README has it. */
export interface Variable {
  readonly name: string
  /** As the program has it; undefined where it has none, or one that is told in words. */
  readonly default?: string
  readonly meaning: string
}

/** What is known of a project on the disk, from its own files. */
export interface ProjectFacts {
  /** Absolute. */
  readonly dir: string
  readonly name: string
  readonly version: string
  readonly project: RecordedProject | undefined
  readonly port: number
  readonly live: string
  readonly ready: string
  readonly variables: readonly Variable[]
  /** What the container image sets. */
  readonly image: Readonly<Record<string, string>>
  /** The numeric user of the image. */
  readonly user: number
  /** Where the image keeps data, as the compose file mounts it. */
  readonly dataFolder: string | undefined
}

const ROW = /^\| `([A-Z][A-Z0-9_]*)` \| (.*?) \| (.*) \|$/gm

/**
 * Reads a project that `generate project` wrote, or another with a Dockerfile.
 * @throws UserError `no-project` when the folder holds none (exit 2).
 */
export async function readProjectFacts(dir: string): Promise<ProjectFacts> {
  const [project, docker, manifest] = await Promise.all([
    readRecordedProject(dir),
    textOf(dir, 'Dockerfile'),
    textOf(dir, 'package.json'),
  ])
  if (docker === undefined) throw noProject(dir)
  const { name = project?.name, version = '0.1.0' } = json<{ name?: string; version?: string }>(manifest)
  const image = finalEnvironment(docker)
  const { live = '/health/live', ready = '/health/ready' } = json<{ live?: string; ready?: string }>(
    await textOf(dir, 'compendium.project.json'),
  )
  return {
    ...{ dir, project, live, ready, image, version },
    name: name ?? path.basename(dir),
    port: Number(image['PORT'] ?? 3000),
    variables: variablesOf((await textOf(dir, 'README.md')) ?? ''),
    user: userOf(docker),
    dataFolder: dataFolderOf(await textOf(dir, 'compose.yaml')),
  }
}

/** The value that a variable has in a container: the image's, else the program's. */
export function settingOf({ variables, image }: ProjectFacts, name: string): string | undefined {
  return image[name] ?? variables.find((one) => one.name === name)?.default
}

/** The rows of the tables of configuration. A default is one word in code, nothing around it. */
function variablesOf(readme: string): Variable[] {
  return [...readme.matchAll(ROW)].map(([, name = '', value = '', meaning = '']) => {
    const plain = /^`([^`]*)`$/.exec(value)?.[1]
    return { name, meaning, ...(plain === undefined ? {} : { default: plain }) }
  })
}

/** Damaged files are taken for missing: nothing here depends on them alone. */
function json<T extends object>(text: string | undefined): Partial<T> {
  try {
    return JSON.parse(text ?? '{}') as Partial<T>
  } catch {
    return {}
  }
}

/** `data:/app/data` of the service that is the project itself. */
function dataFolderOf(compose: string | undefined): string | undefined {
  if (compose === undefined) return undefined
  const { services = {} } = (parse(compose) ?? {}) as {
    services?: Record<string, { volumes?: readonly unknown[] }>
  }
  const [first] = services['service']?.volumes ?? []
  return typeof first === 'string' ? first.split(':')[1] : undefined
}

async function textOf(dir: string, file: string): Promise<string | undefined> {
  const target = path.join(dir, file)
  return (await pathKind(target)) === 'file' ? readText(target) : undefined
}

function noProject(dir: string): UserError {
  const { beside: say } = projectWords()
  return new UserError(say.noProject({ folder: dir }), {
    code: 'no-project',
    next: [say.nameFolder, say.writeOne],
  })
}
