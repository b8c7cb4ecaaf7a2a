import type { Context, Operation } from '../../kernel/cluster/model.ts'
import { spellVersion, versionAbove } from '../../kernel/version.ts'
import type { Written } from './cp-register.ts'
import { EMPTY, type PartitionMessage, spell, type Tagged } from './messages.ts'
import type { Settings } from './parameters.ts'

/**
 * The available register: each node answers from its own copy, and copies are merged whenever they
 * meet. The highest version wins (last writer wins, Johnson and Thomas, RFC 677, 1975), so that all
 * copies become equal, and what the winner had not seen is lost.
 */
export class ApRegister {
  stored: Tagged
  written: Written | undefined
  readonly #context: Context<PartitionMessage>
  readonly #settings: Settings
  /** What the copy here was made from, to tell a conflict from an update. */
  #made: Written | undefined

  constructor(context: Context<PartitionMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    const key = settings.mistake === 'shares-disk-key' ? 'cp' : 'ap'
    this.stored = context.disk.read<Tagged>(key) ?? EMPTY
  }

  onRequest({ id, name }: Operation, hearsMajority: boolean): void {
    if (!hearsMajority) this.#context.moment('answered-alone')
    if (name === 'read') {
      this.#context.reply(id, 'ok', this.stored)
      return
    }
    if (!hearsMajority && this.#settings.mistake === 'refuses-when-alone') {
      this.#context.reply(id, 'fail', 'unavailable: no majority is heard')
      return
    }
    this.#write(id, hearsMajority)
  }

  #write(id: number, hearsMajority: boolean): void {
    const seen = this.stored
    const state = { version: versionAbove(seen.version, id), value: id }
    this.written = { ...state, sawValue: seen.value }
    this.#made = this.written
    this.#keep(state, this.#settings.mistake !== 'acknowledges-before-sync')
    if (this.#context.telling) {
      const alone = hearsMajority ? '' : ', though it hears no majority'
      this.#context.tell(`takes the AP write ${id} as version ${spellVersion(state.version)}${alone}`)
    }
    this.#context.reply(id, 'ok', state)
    this.spread()
  }

  spread(): void {
    for (let peer = 0; peer < this.#settings.nodes; peer += 1) {
      if (peer !== this.#context.id) this.#context.send(peer, { type: 'ApState', state: this.stored })
    }
  }

  /** Last writer wins. */
  onState(state: Tagged): void {
    const { mistake } = this.#settings
    const newer = state.version > this.stored.version
    if (mistake === 'merge-takes-last-arrival' ? state.version === this.stored.version : !newer) return
    if (this.#made?.value === this.stored.value) this.#noteLoss(state)
    this.#keep(state, true)
  }

  /** The copy here was written here. Whoever made the other in the same round cannot have seen it. */
  #noteLoss(state: Tagged): void {
    const made = this.#made as Written
    if (versionAbove(made.version, 0) <= state.version) return
    this.#context.moment('write-overwritten')
    if (this.#context.telling) {
      this.#context.tell(`drops its own AP ${spell(made)} for ${spell(state)}, whose writer had not seen it`)
    }
  }

  #keep(state: Tagged, sync: boolean): void {
    this.#context.disk.write('ap', state)
    if (sync) this.#context.disk.sync()
    this.stored = state
  }
}
