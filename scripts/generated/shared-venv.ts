import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What `tools/install.py` of a project reads. */
const WISHES = ['requirements.txt', 'requirements-dev.txt', 'requirements-debian.txt']

/**
 * One `.venv` with what any of the projects needs, in `folder`, made by the program that each of them has for it; kept between
 * runs as long as the wishes stay the same. The `.venv` to link to. Throws when it cannot be made.
 */
export function installPythonForAll(projects: readonly string[], folder: string): string {
  const venv = path.join(folder, '.venv')
  const wanted = WISHES.map((name) => [path.join(folder, name), union(projects, name)] as const)
  const isSame = wanted.every(([file, text]) => existsSync(file) && readFileSync(file, 'utf8') === text)
  if (isSame && existsSync(path.join(venv, 'installed'))) return venv
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of wanted) writeFileSync(file, text)
  cpSync(path.join(projects[0] ?? '', 'tools'), path.join(folder, 'tools'), { recursive: true })
  const result = spawnSync('python3', ['-m', 'tools.install'], { cwd: folder, stdio: 'inherit' })
  if (result.status !== 0) throw new Error(`python3 -m tools.install ended with ${result.status}`)
  return venv
}

/** The lines of a file of all projects, each once. Versions are pinned, so they agree. */
function union(projects: readonly string[], name: string): string {
  const lines = projects.flatMap((project) => readFileSync(path.join(project, name), 'utf8').split('\n'))
  return `${[...new Set(lines)].filter((line) => line !== '').join('\n')}\n`
}
