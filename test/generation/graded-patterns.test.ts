import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatedPatterns } from '../../src/generation/authorship.ts'
import { patternsWithDrills } from '../../src/grading/project/grade-project.ts'
import { emptyFolder, generateShop } from './helpers.ts'

describe('the patterns by which a whole project is graded when none are named', () => {
  test('are those that it was generated with, those pulled in among them, as far as drills show them', async () => {
    const patterns = 'saga,deadline-propagation,feature-flag'
    const { dir } = await generateShop(await emptyFolder(), { language: 'typescript', patterns })
    const made = await generatedPatterns(dir)
    expect(made).toEqual(
      expect.arrayContaining(['saga', 'transactional-outbox', 'idempotency-key', 'feature-flag']),
    )
    const drilled = await patternsWithDrills(dir, made)
    expect(drilled).toEqual(expect.arrayContaining(['saga', 'transactional-outbox', 'idempotency-key']))
    expect(drilled).not.toContain('feature-flag')
  })

  test('have to be named of a project that somebody wrote', async () => {
    const { dir } = await generateShop(await emptyFolder(), { language: 'typescript', patterns: 'saga' })
    const folder = await emptyFolder()
    const contract = 'compendium.project.json'
    await copyFile(path.join(dir, contract), path.join(folder, contract))
    await expect(patternsWithDrills(folder, await generatedPatterns(folder))).rejects.toMatchObject({
      code: 'no-pattern',
      next: [
        `compendium test ${folder} --patterns PATTERN,...`,
        expect.stringMatching(/^There are drills for .*saga/),
      ],
    })
  })
})
