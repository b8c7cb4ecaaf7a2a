import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { generateProject, type ProjectRequest } from '../../src/generation/generate-project.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

export const TEMPLATES = path.join(packageRoot(), 'templates')

/** An empty folder that is gone when the test is over. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'compendium-generation-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Writes `files` (text by path) below `folder`. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
}

/** Paths of all files and links below `folder`, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

/** Generates the project `shop` in `cwd`; minimal Python, because it has nothing to install. */
export function generateShop(cwd: string, options: Partial<ProjectRequest> = {}) {
  return generateProject({
    name: 'shop',
    type: 'microservice',
    language: 'python',
    minimal: options.language === undefined,
    cwd,
    dryRun: false,
    force: false,
    ...options,
  })
}
