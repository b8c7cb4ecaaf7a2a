import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProgram } from '../../src/platform/find-program.ts'
import { foldersOf, sandboxed } from '../../src/platform/sandbox.ts'
import { emptyFolder, fileWith, grade, solutionFile } from './helpers.ts'

const probe = await sandboxed(['true'], { work: await emptyFolder(), read: [] })
const isHere = probe.problem === undefined

describe('a sandbox', () => {
  it.runIf(isHere)('lets a correct program pass', async () => {
    const file = await fileWith('circuit_breaker.py', await readFile(solutionFile('python')))
    const result = await grade(file, { sandbox: true })
    expect(result).toMatchObject({ verdict: 'pass', sandbox: {} })
  })

  it.runIf(isHere).each([
    ['the network', 'import socket\nsocket.create_connection(("127.0.0.1", 9), 1)', 'unreachable|refused'],
    [
      'files elsewhere',
      `open(${JSON.stringify(path.join('/', 'var', 'compendium-was-here'))}, "w")`,
      'Read-only',
    ],
  ])('keeps a program from %s', async (_what, statement, told) => {
    const text = await readFile(solutionFile('python'), 'utf8')
    const result = await grade(await fileWith('circuit_breaker.py', `${statement}\n${text}`), {
      sandbox: true,
    })
    expect(result).toMatchObject({ verdict: 'fail', fault: { code: 'import-error' } })
    expect(result.fault?.message).toMatch(new RegExp(told))
  })

  it('says why there is none', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = ''
    try {
      expect(findProgram([['bwrap']])).toBeUndefined()
      const { command, problem } = await sandboxed(['x'], { work: '/', read: [] })
      expect(command).toEqual(['x'])
      expect(problem).toContain('bubblewrap is not installed')
    } finally {
      process.env['PATH'] = path
    }
  })

  it('shows the folders of the command itself', () => {
    expect(foldersOf(['/usr/bin/node', '--flag', '/a/b/driver.mjs', 'x'])).toEqual(['/usr/bin', '/a/b'])
  })
})
