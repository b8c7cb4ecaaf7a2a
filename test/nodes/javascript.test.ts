import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conformance } from './conformance.ts'
import { prepared, Stepped } from './node-under-test.ts'

conformance('javascript')

const NON_BLOCKING = 0o4000

describe.runIf(process.platform === 'linux')('a node in JavaScript, in virtual time', () => {
  it('waits for its next line, and does not ask for it again and again', async () => {
    const made = await prepared('javascript', 'steps')
    const node = new Stepped(made)
    await node.begin()
    const [, flags = ''] =
      /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/${node.child.pid}/fdinfo/0`, 'utf8')) ?? []
    expect(Number.parseInt(flags, 8) & NON_BLOCKING).toBe(0)
    await node.end()
    made.dispose()
  })
})
