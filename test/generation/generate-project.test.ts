import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listTypes } from '../../src/generation/catalog.ts'
import { projectSummary } from '../../src/generation/summary.ts'
import { emptyFolder, filesIn, generateShop, TEMPLATES, writeFiles } from './helpers.ts'

const TYPES = await listTypes(TEMPLATES)

describe('generating a project', () => {
  test('writes exactly the files it names', async () => {
    const cwd = await emptyFolder()
    const project = await generateShop(cwd)
    expect(project).toMatchObject({ status: 'written', dir: path.join(cwd, 'shop') })
    expect(await filesIn(project.dir)).toEqual([...project.files].sort())
    expect(await filesIn(cwd)).toHaveLength(project.files.length)
  })

  test('again changes nothing and says so', async () => {
    const cwd = await emptyFolder()
    await generateShop(cwd)
    const again = await generateShop(cwd)
    expect(again.status).toBe('unchanged')
    expect(projectSummary(again, cwd)).toContain('shop is unchanged: all 33 files')
  })

  test('is the same whatever way the patterns are written', async () => {
    const cwd = await emptyFolder()
    await generateShop(cwd)
    const again = await generateShop(cwd, { patterns: ' circuit-breaker,,circuit-breaker' })
    expect(again.status).toBe('unchanged')
  })

  test('with --dry-run names the same files with their sizes and writes nothing', async () => {
    const cwd = await emptyFolder()
    const planned = await generateShop(cwd, { dryRun: true })
    expect(await filesIn(cwd)).toEqual([])
    const written = await generateShop(cwd)
    expect(planned.files).toEqual(written.files)
    for (const { path: file, bytes } of planned.changes) {
      expect((await readFile(path.join(written.dir, file))).length, file).toBe(bytes)
    }
  })

  test('makes the folders above the one asked for', async () => {
    const cwd = await emptyFolder()
    await generateShop(cwd, { dir: 'a/b/c' })
    expect(await filesIn(path.join(cwd, 'a/b/c'))).toContain('README.md')
  })

  test('fills a folder that is empty or freshly under git', async () => {
    const cwd = await emptyFolder()
    await writeFiles(cwd, { '.git/HEAD': 'ref: refs/heads/main\n' })
    expect(await generateShop(cwd, { dir: '.' })).toMatchObject({ status: 'written', dir: cwd })
  })

  test('puts back a file of the project that is gone', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd)
    await rm(path.join(dir, 'Makefile'))
    expect((await generateShop(cwd)).status).toBe('written')
    expect(await filesIn(dir)).toContain('Makefile')
  })
})

describe('what the user made', () => {
  test('is not replaced without --force: the edited file is named and nothing at all is written', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd)
    await writeFile(path.join(dir, 'README.md'), 'mine')
    await rm(path.join(dir, 'Makefile'))
    await expect(generateShop(cwd)).rejects.toMatchObject({
      code: 'would-overwrite',
      exitCode: 2,
      next: expect.arrayContaining(['README.md']),
    })
    expect(await readFile(path.join(dir, 'README.md'), 'utf8')).toBe('mine')
    expect(await filesIn(dir)).not.toContain('Makefile')
  })

  test('is replaced with --force where it is part of the project, and left alone where it is not', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd)
    await writeFiles(dir, { 'README.md': 'mine', 'notes/todo.txt': 'mine', 'service/extra.py': 'mine' })
    const forced = await generateShop(cwd, { force: true })
    expect(projectSummary(forced, cwd)).toContain('replaced README.md')
    expect(await readFile(path.join(dir, 'README.md'), 'utf8')).toContain('# shop')
    expect(await readFile(path.join(dir, 'notes/todo.txt'), 'utf8')).toBe('mine')
    expect(await readFile(path.join(dir, 'service/extra.py'), 'utf8')).toBe('mine')
  })

  test('is shown as a diff before anything happens to it', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd)
    const file = path.join(dir, 'Makefile')
    await writeFile(file, `${await readFile(file, 'utf8')}# mine\n`)
    await expect(generateShop(cwd)).rejects.toMatchObject({
      next: expect.arrayContaining(['--- a/Makefile', '+++ b/Makefile', '-# mine']),
    })
  })

  test('is kept when --force replaces it, each text once', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd)
    for (const text of ['first', 'second', 'first']) {
      await writeFile(path.join(dir, 'README.md'), text)
      await generateShop(cwd, { force: true })
    }
    const kept = (await filesIn(path.join(dir, '.compendium/backup'))).map((name) =>
      readFile(path.join(dir, '.compendium/backup', name), 'utf8'),
    )
    expect((await Promise.all(kept)).sort()).toEqual(['first', 'second'])
  })

  test('is told from what we generated: other patterns update the files that nobody touched', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd, { patterns: 'none' })
    const updated = await generateShop(cwd)
    expect(updated.changes).toContainEqual(
      expect.objectContaining({ path: 'service/app.py', change: 'update' }),
    )
    expect(await readFile(path.join(dir, 'service/app.py'), 'utf8')).toContain('breaker')
  })

  test('is everything that differs when the record is damaged', async () => {
    const cwd = await emptyFolder()
    const { dir } = await generateShop(cwd, { patterns: 'none' })
    await writeFile(path.join(dir, '.compendium/generated.json'), '{')
    await expect(generateShop(cwd)).rejects.toMatchObject({ code: 'would-overwrite' })
  })

  test('in a folder of something else is left alone without --force', async () => {
    const cwd = await emptyFolder()
    await writeFiles(cwd, { 'shop/mine.txt': 'mine' })
    await expect(generateShop(cwd)).rejects.toMatchObject({ code: 'folder-not-empty' })
    expect(await filesIn(cwd)).toEqual(['shop/mine.txt'])
  })

  test('is not reached through a symbolic link inside the project, even with --force', async () => {
    const cwd = await emptyFolder()
    await writeFiles(cwd, { 'elsewhere/app.py': 'mine', 'shop/README.md': 'old' })
    await symlink(path.join(cwd, 'elsewhere'), path.join(cwd, 'shop/service'))
    await expect(generateShop(cwd, { force: true })).rejects.toMatchObject({ code: 'in-the-way' })
    expect(await filesIn(path.join(cwd, 'elsewhere'))).toEqual(['app.py'])
  })

  test('in the shape of a folder where a file should go stays', async () => {
    const cwd = await emptyFolder()
    await mkdir(path.join(cwd, 'shop/README.md'), { recursive: true })
    await expect(generateShop(cwd, { force: true })).rejects.toMatchObject({ code: 'in-the-way' })
  })

  test('in the shape of a file where the project folder should go stays', async () => {
    const cwd = await emptyFolder()
    await writeFile(path.join(cwd, 'shop'), 'mine')
    await expect(generateShop(cwd, { force: true })).rejects.toMatchObject({ code: 'not-a-folder' })
    expect(await readFile(path.join(cwd, 'shop'), 'utf8')).toBe('mine')
  })

  test('may be a link to a folder, which the project then goes into', async () => {
    const cwd = await emptyFolder()
    await mkdir(path.join(cwd, 'real'))
    await symlink('real', path.join(cwd, 'shop'))
    await generateShop(cwd)
    expect(await filesIn(path.join(cwd, 'real'))).toContain('README.md')
  })
})

describe('a pattern that is taken out again', () => {
  const BREAKER = 'service/patterns/circuit_breaker.py'

  test('takes the files with it that it brought', async () => {
    const cwd = await emptyFolder()
    await generateShop(cwd)
    const project = await generateShop(cwd, { patterns: 'none' })
    expect(projectSummary(project, cwd)).toContain(`removed ${BREAKER}`)
    const fresh = await generateShop(await emptyFolder(), { patterns: 'none' })
    expect(await filesIn(path.join(cwd, 'shop'))).toEqual(await filesIn(fresh.dir))
    expect((await generateShop(cwd, { patterns: 'none' })).status).toBe('unchanged')
  })

  test('leaves what the user changed of them, and says so', async () => {
    const cwd = await emptyFolder()
    const file = path.join(cwd, 'shop', BREAKER)
    await generateShop(cwd)
    await writeFile(file, 'mine')
    const project = await generateShop(cwd, { patterns: 'none' })
    expect(await readFile(file, 'utf8')).toBe('mine')
    expect(projectSummary(project, cwd)).toContain(
      'no part of the project any more: service/patterns/circuit',
    )
  })

  test('touches nothing outside, whatever the record says', async () => {
    const cwd = await emptyFolder()
    await generateShop(cwd)
    await writeFile(path.join(cwd, 'precious'), 'x')
    const record = path.join(cwd, 'shop', '.compendium', 'generated.json')
    const { files } = JSON.parse(await readFile(record, 'utf8'))
    const hash = createHash('sha256').update('x').digest('hex')
    await writeFile(record, JSON.stringify({ files: { ...files, '../precious': hash } }))
    await generateShop(cwd, { patterns: 'none' })
    expect(await readFile(path.join(cwd, 'precious'), 'utf8')).toBe('x')
  })
})

describe('a request that cannot be met', () => {
  test.each([
    [{ type: 'microservce' }, 'unknown-type', 'Did you mean microservice?'],
    [{ language: 'typscript' }, 'unknown-language', 'Did you mean typescript?'],
    [{ language: '..' }, 'unknown-language', 'Known languages: python, typescript.'],
    [{ patterns: 'circuit-braker' }, 'unknown-pattern', 'Did you mean circuit-breaker?'],
    [{ patterns: '' }, 'no-pattern', 'Known patterns: circuit-breaker.'],
    [{ language: 'typescript', minimal: true }, 'no-minimal', 'Leave --minimal out.'],
    [{ patterns: 'saga' }, 'pattern-not-in-language', 'Nearest that works: --patterns none'],
    [{ type: 'patterns' }, 'unknown-type', `Known types: ${TYPES.join(', ')}.`],
    [{ dir: '' }, 'no-folder', 'For the folder you are in: --dir .'],
  ])('%j is refused as %s', async (options, code, next) => {
    const cwd = await emptyFolder()
    await expect(generateShop(cwd, options)).rejects.toMatchObject({
      code,
      exitCode: 2,
      next: expect.arrayContaining([next]),
    })
    expect(await filesIn(cwd)).toEqual([])
  })

  test('a path that is too long is refused, not called a fault of ours', async () => {
    const cwd = await emptyFolder()
    await expect(generateShop(cwd, { dir: 'x'.repeat(300) })).rejects.toMatchObject({ code: 'cannot-read' })
  })

  test('a folder below a file is refused with its reason, and nothing is left behind', async () => {
    const cwd = await emptyFolder()
    await writeFile(path.join(cwd, 'file'), '')
    await expect(generateShop(cwd, { dir: 'file/shop' })).rejects.toMatchObject({
      code: 'cannot-write',
      message: expect.stringContaining('Nothing was written.'),
    })
    expect(await filesIn(cwd)).toEqual(['file'])
  })
})
