import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

interface Locked {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

describe('package-lock.json', () => {
  it('locks the packages of every platform, so that npm ci works on all of them', async () => {
    const file = path.resolve(import.meta.dirname, '../../package-lock.json')
    const packages: Record<string, Locked> = JSON.parse(await readFile(file, 'utf8')).packages
    const wanted = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ folder, name })),
    )
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter(({ folder, name }) => !isLocked(packages, folder, name))).toEqual([])
  })
})

/** As Node looks for it: in the package's own folder, then in each one above. */
function isLocked(packages: Readonly<Record<string, Locked>>, folder: string, name: string): boolean {
  if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]?.version !== undefined) return true
  if (folder === '') return false
  return isLocked(packages, folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name)
}
