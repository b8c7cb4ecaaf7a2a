import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseTime } from '../../../src/grading/cluster/choose-time.ts'

const sdkNodes = path.resolve(import.meta.dirname, '../../fixtures/sdk-nodes')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'time-'))
})
afterAll(() => rm(folder, { recursive: true }))

it.each(['python/node.py', 'javascript/node.mjs', 'typescript/node.ts', 'go/main.go', 'java/SdkNode.java'])(
  '%s, written with the SDK, is run in virtual time',
  async (file) => {
    expect(await chooseTime({ file }, sdkNodes)).toBe('virtual')
  },
)

it.each([
  ['type Echo struct{ Node }\n\nfunc main() { Run(newEcho) }', 'virtual'],
  ['type Raft struct {\n\tterm int\n\tNode // the SDK\n}\n\nfunc main() { Run(newRaft) }', 'virtual'],
  ['type Server struct {\n\tn *maelstrom.Node\n}\n\nfunc main() { n.Run() }', 'real'],
  ['type Node struct {\n\tnext *Node\n}\n\nfunc main() { list.Run() }', 'real'],
  ['type Tree struct {\n\tleft Node\n}\n\nfunc main() { Run() }', 'real'],
])('a program in Go %j is run in %s time', async (text, time) => {
  await writeFile(path.join(folder, 'node.go'), `package main\n\n${text}\n`)
  expect(await chooseTime({ file: 'node.go' }, folder)).toBe(time)
})
