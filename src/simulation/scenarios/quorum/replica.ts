import type { Context } from '../../kernel/cluster/model.ts'
import { EMPTY, type Hint, NO_HINT, type QuorumMessage, spell, type Tagged } from './messages.ts'
import { replicasOf, type Settings } from './parameters.ts'

type MessageOf<Type extends QuorumMessage['type']> = Extract<QuorumMessage, { type: Type }>

/** What a node stores: its keys, and hints for others. All of it is on the disk before it is acknowledged. */
export class Replica {
  readonly stored: Tagged[]
  hints: readonly Hint[]
  readonly #context: Context<QuorumMessage>
  readonly #settings: Settings
  #peer: number

  constructor(context: Context<QuorumMessage>, settings: Settings) {
    this.#context = context
    this.#settings = settings
    this.stored = Array.from(
      { length: settings.keys },
      (_, key) => context.disk.read<Tagged>(`${key}`) ?? EMPTY,
    )
    this.hints = context.disk.read<readonly Hint[]>('hints') ?? []
    this.#peer = context.id
  }

  /** A node that stands in for another shows what it keeps for it. */
  newest(key: number): Tagged {
    return this.hints
      .filter((hint) => hint.key === key)
      .reduce((best, { state }) => (state.version > best.version ? state : best), this.stored[key] as Tagged)
  }

  onPut(message: MessageOf<'Put'>): QuorumMessage {
    const { operation, key, state, target } = message
    const hinted = target !== NO_HINT
    if (hinted) this.#keepHint({ target, key, state })
    else this.keep(key, state)
    return { type: 'Done', operation, hinted }
  }

  /** The newer value wins (last writer wins by version). */
  keep(key: number, state: Tagged): void {
    if (state.version > (this.stored[key] as Tagged).version) this.#overwrite(key, state)
  }

  onRepair({ key, state }: MessageOf<'Repair'>): void {
    const current = this.stored[key] as Tagged
    if (this.#settings.mistake === 'repairs-with-older' && state.version !== current.version) {
      this.#overwrite(key, state)
    } else this.keep(key, state)
  }

  #overwrite(key: number, state: Tagged): void {
    this.stored[key] = state
    this.#context.disk.write(`${key}`, state)
    if (this.#settings.mistake !== 'acknowledges-before-sync') this.#context.disk.sync()
  }

  // Hinted handoff (section 4.6).

  #keepHint(hint: Hint): void {
    const { target, key, state } = hint
    const known = this.hints.find((one) => one.target === target && one.key === key)
    if (known !== undefined && known.state.version >= state.version) return
    this.#setHints([...this.hints.filter((one) => one !== known), hint])
    this.#context.moment('hint-stored')
    if (this.#context.telling) this.#context.tell(`keeps ${spell(state)} of key ${key} for node ${target}`)
  }

  deliverHints(): void {
    const mixes = this.#settings.mistake === 'mixes-keys'
    for (const { target, key, state } of this.hints) {
      this.#context.send(target, { type: 'Handoff', key: mixes ? (this.hints[0] as Hint).key : key, state })
    }
    if (this.#settings.mistake === 'drops-hint-early' && this.hints.length > 0) this.#setHints([])
  }

  onHandoff(from: number, { key, state }: MessageOf<'Handoff'>): void {
    this.keep(key, state)
    this.#context.send(from, { type: 'HandedOff', key, version: state.version })
  }

  onHandedOff(from: number, { key, version }: MessageOf<'HandedOff'>): void {
    const left = this.hints.filter(
      (hint) => hint.target !== from || hint.key !== key || hint.state.version > version,
    )
    if (left.length === this.hints.length) return
    this.#setHints(left)
    this.#context.moment('hint-delivered')
    if (this.#context.telling) this.#context.tell(`has delivered its hint for key ${key} to node ${from}`)
  }

  #setHints(hints: readonly Hint[]): void {
    this.#context.disk.write('hints', hints)
    this.#context.disk.sync()
    this.hints = hints
  }

  // Anti-entropy (section 4.7), with a list of versions where Dynamo has Merkle trees.

  compareWithNext(): void {
    const { nodes } = this.#settings
    this.#peer = (this.#peer + 1) % nodes
    if (this.#peer === this.#context.id) this.#peer = (this.#peer + 1) % nodes
    if (nodes > 1) this.#context.send(this.#peer, this.#digest(true))
  }

  onDigest(from: number, { versions, asks }: MessageOf<'Digest'>): void {
    this.stored.forEach((state, key) => {
      const older = (versions[key] ?? 0) < state.version
      if (older && replicasOf(key, this.#settings).includes(from)) {
        this.#context.send(from, { type: 'Repair', key, state })
      }
    })
    if (asks) this.#context.send(from, this.#digest(false))
  }

  #digest(asks: boolean): QuorumMessage {
    return { type: 'Digest', versions: this.stored.map(({ version }) => version), asks }
  }
}
