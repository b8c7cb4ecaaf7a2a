import { RandomStream } from '../../../lib/prng.ts'
import type { Network } from '../network/network.ts'
import { LinKv } from './lin-kv.ts'
import { LinTso } from './lin-tso.ts'
import { LwwKv } from './lww-kv.ts'
import { SeqKv } from './seq-kv.ts'
import type { Service } from './service.ts'

/** The stores that every cluster finds, by the names under which nodes reach them. */
export function makeServices(seed: number): ReadonlyMap<string, Service> {
  return new Map<string, Service>([
    ['lin-kv', new LinKv()],
    ['seq-kv', new SeqKv(new RandomStream(seed, 'seq-kv'))],
    ['lww-kv', new LwwKv(new RandomStream(seed, 'lww-kv'))],
    ['lin-tso', new LinTso()],
  ])
}

/** Puts services on a network, where they answer whoever asks. */
export function attachServices(services: ReadonlyMap<string, Service>, network: Network): void {
  for (const [name, service] of services) {
    network.attach(name, ({ src, body }) => {
      const reply = service.handle(src, body)
      const answers = body.msg_id === undefined ? {} : { in_reply_to: body.msg_id }
      network.send({ src: name, dest: src, body: { ...reply, ...answers } })
    })
  }
}
