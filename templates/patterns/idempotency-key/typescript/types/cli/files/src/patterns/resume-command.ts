import type { Command } from 'commander'
import { EXIT } from '../exit-codes.ts'
import type { Outcome } from '../perform.ts'
import type { Shop } from '../shop.ts'
import { openOutstanding, resume, stateFolder } from './outstanding.ts'

type Act = (work: (shop: Shop) => Promise<Outcome>) => Promise<void>

/** `resume`: for whoever does not remember what they typed. */
export function resumeCommand(program: Command, act: Act): void {
  program
    .command('resume')
    .description('send again what has no answer yet, under the key that it had')
    .action(() =>
      act(async (shop) => {
        const outstanding = openOutstanding(stateFolder(shop))
        // Through `place`, so that all that lies around it lies around this, too.
        const result = await resume(outstanding, (id, request) =>
          shop.operation(() => shop.place(id, request)),
        )
        const lines = result.settled.map(({ id, status }) => `${id}  ${status}`)
        const text = lines.join('\n') || 'Everything has its answer.'
        return { code: EXIT.done, data: result, text }
      }),
    )
}
