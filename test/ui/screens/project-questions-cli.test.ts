import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TestTerminal } from '../helpers/terminal.ts'

const BIN = path.resolve('bin/run.js')
let folder = ''
let terminal: TestTerminal | undefined

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'questions-'))
})

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await rm(folder, { recursive: true })
})

function generate(...words: string[]): TestTerminal {
  const command = [process.execPath, BIN, 'generate', 'project', '--dir', path.join(folder, 'new'), ...words]
  terminal = new TestTerminal(command, { env: { COMPENDIUM_HOME: path.join(folder, 'home') } })
  return terminal
}

it('asks on a terminal for what was not named, again where it cannot be, and writes what was answered', async () => {
  const asked = generate('--type', 'cli', '--language', 'typescript')
  await asked.shows('Name of the project:')
  asked.send('Shop!\r')
  await asked.shows('cannot be a project name')
  asked.send('shop\r')
  await asked.shows('Which, separated by commas, or none')
  asked.send('none\r')
  expect(await asked.ended).toEqual({ code: 0, restored: true })
  expect(asked.output()).toContain(
    `compendium generate project shop --type cli --patterns none --language typescript --dir ${folder}/new`,
  )
  expect(JSON.parse(await readFile(path.join(folder, 'new', 'package.json'), 'utf8')).name).toBe('shop')
})

it('writes nothing when they leave with Ctrl-C', async () => {
  const asked = generate()
  await asked.shows('Name of the project:')
  asked.send('shop\r')
  await asked.shows('Which type, by name or number')
  asked.send('\u0003')
  expect(await asked.ended).toEqual({ code: 130, restored: true })
  expect(asked.output()).toContain('Nothing was written.')
  expect(existsSync(path.join(folder, 'new'))).toBe(false)
})
