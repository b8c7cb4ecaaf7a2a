import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { BranchRun } from '../../../src/simulation/session/run-branch.ts'
import { openCluster } from '../../../src/ui/index.ts'
import { raft, raftSetup, run } from '../helpers/cluster.ts'

async function talk(typed: string, setup = raftSetup()) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  let said = ''
  stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  stdin.end(typed)
  const saved: [string, BranchRun][] = []
  const outcome = await openCluster({
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    color: 0,
    linear: true,
    subject: raft,
    setup,
    run,
    save: async (file, now) => {
      saved.push([file, now])
      return { message: `Saved ${file}.`, isError: false }
    },
  })
  return { outcome, said, saved }
}

describe('the cluster as a conversation', () => {
  it('obeys typed commands, and says what they did and how the nodes are', async () => {
    const { said, outcome } = await talk('goto 2s\nkill leader\nrun 1s\nquit\n')
    expect(outcome.ending).toBe('quit')
    expect(said).toMatch(/^ {2}server \d: leader, term 1, /m)
    expect(said).toMatch(/^Kill server \d at 2\.0000 s\./m)
    expect(said).toMatch(/^ {2}server \d: down$/m)
    expect(said).toMatch(/server \d becomes leader of term 2/)
    expect(said).not.toContain('\u001B')
  })

  it('goes to the next caption with an empty line, and ends with the input', async () => {
    const { said, outcome } = await talk('\n')
    expect(said).toMatch(/hears no leader and stands for election in term 1/)
    expect(outcome.run?.faults).toEqual([])
  })

  it('repeats of many nodes only those that changed', async () => {
    const seven = raftSetup(['servers=7', 'duration_ms=4s'])
    const { said } = await talk('goto 2s\nkill 6\nquit\n', seven)
    const [, first = '', , killed = ''] = said.split(/^At .*:$/m)
    expect(first.match(/^ {2}server /gm)).toHaveLength(7)
    expect(killed).toMatch(/^\n {2}server 6: down\n {2}the others as before\n/)
  })

  it('says what is wrong with a command, and lists them', async () => {
    const { said } = await talk('kil 2\nkill\nhelp\n')
    expect(said).toContain("unknown command 'kil' (Did you mean kill?)")
    expect(said).toContain('Write: kill NODE')
    expect(said).toContain(':partition NODES | NODES')
  })

  it('saves the run', async () => {
    const { said, saved } = await talk('goto 1s\nkill 0\nsave run.json\n')
    expect(said).toContain('Saved run.json.')
    expect(saved[0]?.[0]).toBe('run.json')
    expect(saved[0]?.[1].faults).toMatchObject([{ kind: 'crash', node: 0 }])
  })
})
