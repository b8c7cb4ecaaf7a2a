import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { mergeJson } from '../../src/generation/merge-json.ts'

/**
 * One installation of what any of the projects needs, in `folder`; kept between runs as long as the wishes stay the same. The
 * `node_modules` to link to. Throws when npm does not succeed.
 */
export function installForAll(projects: readonly string[], folder: string): string {
  const wishes = projects.map((project) =>
    JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')),
  )
  const wanted = wishes.reduce((text: string, { dependencies, devDependencies }) => {
    return mergeJson(text, { dependencies, devDependencies }, 'the projects')
  }, '{ "private": true, "dependencies": {}, "devDependencies": {} }')
  const manifest = path.join(folder, 'package.json')
  const modules = path.join(folder, 'node_modules')
  const done = path.join(folder, 'installed')
  if (existsSync(done) && readFileSync(manifest, 'utf8') === wanted) return modules
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(manifest, wanted)
  const args = ['install', '--no-audit', '--no-fund', '--prefer-offline']
  const result = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (result.status !== 0) throw new Error(`npm install ended with ${result.status}`)
  writeFileSync(done, '')
  return modules
}
