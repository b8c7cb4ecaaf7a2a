import { spawnSync } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { scaffold } from '../../src/authoring/scaffold/scaffold.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { readTree } from '../../src/platform/tree.ts'
import { simulate } from '../../src/simulation/simulate.ts'
import { temporaryFolder } from '../corpus/fixture.ts'
import { wholeContent } from './whole-lesson.ts'

const REGISTRY = 'src/simulation/registry.ts'

function begin(dir: string, name: string) {
  return scaffold({ kind: 'simulation', name, dir, today: '2026-11-22', area: undefined })
}

/** As much of the repository as a scenario is written into. */
async function repository(content: string): Promise<string> {
  const dir = await temporaryFolder()
  await mkdir(path.join(dir, 'src/simulation'), { recursive: true })
  await writeFile(path.join(dir, REGISTRY), await readFile(path.join(packageRoot(), REGISTRY)))
  await symlink(content, path.join(dir, 'content'))
  return dir
}

describe('a simulation that is begun', () => {
  test('is a model of one’s own that runs at once, and every mistake in it is found', async () => {
    const dir = await temporaryFolder()
    const { created } = await begin(dir, 'Lease cache')
    expect(created).toEqual(['lease-cache/model.ts', 'lease-cache/model.test.mjs'])
    const request = { scenario: 'lease-cache/model.ts', seeds: '3', settings: [], assertions: [] }
    const judged = async (mutant?: string) => {
      const outcome = await simulate({ ...request, mutant, jobs: 1, cwd: dir, version: '0.0.0' })
      const { verdict, sweep } = outcome
      return { verdict, broken: sweep.violations.map(({ invariant }) => invariant) }
    }
    expect((await judged()).verdict).toBe('pass')
    expect(await judged('one-too-many')).toEqual({ verdict: 'fail', broken: ['bounded'] })
    expect(await judged('last-first')).toEqual({ verdict: 'fail', broken: ['in-order'] })
    expect(await judged('forgets')).toEqual({ verdict: 'fail', broken: ['none-lost'] })
  })

  test('is a scenario in the repository, registered behind the others and tied to its lesson', async () => {
    const content = await wholeContent()
    const lesson = path.join(content, 'patterns/timeout/lesson.md')
    expect(await readFile(lesson, 'utf8')).toContain('simulations: []')
    const dir = await repository(content)
    expect(await begin(dir, 'timeout')).toMatchObject({
      created: [
        'src/simulation/scenarios/timeout/scenario.ts',
        'test/simulation/timeout/scenario.test.ts',
        'content/patterns/timeout/simulation.yaml',
      ],
      changed: [REGISTRY, 'content/patterns/timeout/lesson.md'],
    })
    const registry = await readFile(path.join(dir, REGISTRY), 'utf8')
    const entry = "  timeout: async () => (await import('./scenarios/timeout/scenario.ts')).scenario,\n}\n"
    expect(registry).toContain(entry)
    expect(await readFile(lesson, 'utf8')).toContain('simulations: [timeout]')
  })

  test('without a lesson of its name says that it needs one', async () => {
    const dir = await repository(await wholeContent())
    const { changed, next } = await begin(dir, 'lease-cache')
    expect(changed).toEqual([REGISTRY])
    expect(next[0]).toContain('compendium generate pattern lease-cache')
  })

  test('never takes the place of one that is there', async () => {
    const dir = await temporaryFolder()
    await begin(dir, 'lease-cache')
    const before = await readTree(dir)
    await expect(begin(dir, 'lease-cache')).rejects.toMatchObject({ code: 'exists', exitCode: 2 })
    expect(await readTree(dir)).toEqual(before)
  })
})

test('what is begun is formatted as the repository asks', async () => {
  const dir = await repository(await wholeContent())
  const { created } = await begin(dir, 'lease-cache')
  for (const file of created) {
    const text = await readFile(path.join(dir, file), 'utf8')
    const biome = path.join(packageRoot(), 'node_modules/.bin/biome')
    const formatted = spawnSync(biome, ['check', '--write', `--stdin-file-path=${file}`], {
      cwd: packageRoot(),
      input: text,
      encoding: 'utf8',
    })
    expect(formatted.stdout, file).toBe(text)
    expect(formatted.status, formatted.stderr).toBe(0)
  }
})
