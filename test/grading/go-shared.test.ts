import { describe, expect, it } from 'vitest'
import { hasGo } from './go-runner.ts'
import { failUnlocked, graded, LOCKING, MINUTE, SHARED } from './go-shared.ts'

describe.skipIf(!hasGo)('a Go program that goroutines share (skipped: no go)', { concurrent: true }, () => {
  failUnlocked(SHARED.slice(7))

  it('is seen to let goroutines wait for each other', { timeout: MINUTE }, async () => {
    const swapped = (text: string) =>
      text
        .replace('mu   sync.Mutex', 'mu, other sync.Mutex')
        .replace(/(func \(c \*LamportClock\) Time.*\n)/, '$1\tc.other.Lock()\n\tdefer c.other.Unlock()\n')
        .replace(
          /(\tdefer c\.mu\.Unlock\(\)\n)(\tif floor)/,
          '$1\tc.other.Lock()\n\tdefer c.other.Unlock()\n$2',
        )
    const program = await graded('lamport-clock', swapped)
    expect((await program.grade()).diagnosis?.ids).toEqual(['deadlock'])
  })

  it('shows the interleaving again that it failed in, in the words of Go', { timeout: MINUTE }, async () => {
    const program = await graded('lamport-clock', (text) => text.replace(LOCKING, ''), { keep: true })
    const first = await program.grade()
    expect(first).toMatchObject({ verdict: 'fail', kept: { tried: 0, added: 1 } })
    expect(first.diagnosis?.message).toContain('lets a goroutine see or overwrite what another')
    expect(first.checks.at(-1)?.message).toContain('Several goroutines may call at once')
    const again = await program.grade()
    expect(again).toMatchObject({ verdict: 'fail', kept: { tried: 1 } })
    expect(again.checks.at(-1)?.message).toContain('As it did before.')
  })
})
