import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { Content } from './content.ts'
import { difference, keysOfAll } from './difference.ts'
import type { Has } from './hashes.ts'
import { isProven, proofOf } from './proofs.ts'

/** The tree of the contract, whose hashes the given function fixes: every answer follows from the entries. */
export class MerkleTree implements Subject {
  readonly #has: Has
  readonly #content: Content
  #compared = 0
  /** The property that the present hashes hang on. */
  #rule = 'empty-has-a-root'

  constructor(world: World) {
    this.#has = (id) => world.has(id)
    const other = this.#has('default-buckets') && world.isDefault('buckets')
    const count = other ? 32 : world.number('buckets')
    const first = world.first
    const shared = this.#has('shared-entries') && first instanceof MerkleTree && first.#count === count
    this.#content = shared ? (first as MerkleTree).#content : new Content(count, this.#has)
  }

  get #count(): number {
    return this.#content.buckets.length
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const key = String(args[0])
    switch (method) {
      case 'put':
        return this.#put(key, String(args[1]))
      case 'remove':
        return this.#remove(key)
      case 'root':
        return { rule: this.#rule, value: this.#root() }
      case 'diff':
        return this.#diff(args[0] as MerkleTree)
      case 'compared':
        return { rule: 'compares-few-nodes', value: this.#compared }
      case 'entries':
        return { rule: 'buckets-by-the-hash', value: this.#entries(key) }
      case 'proof':
        return { rule: 'proof-is-the-siblings', value: proofOf(this.#content, key, this.#has) }
      default:
        return this.#verify(key, args as readonly Json[])
    }
  }

  #entries(key: string): Json {
    const all = [...this.#content.bucket(key)]
    const alone = this.#has('entries-of-the-key-alone')
    return Object.fromEntries(alone ? all.filter(([one]) => one === key) : all)
  }

  #root(): number {
    if (this.#has('empty-is-zero') && this.#content.size === 0) return 0
    return this.#content.levels.at(-1)?.[0] ?? 0
  }

  #put(key: string, value: string): Answer {
    const content = this.#content
    const isNew = !content.bucket(key).has(key)
    content.put(key, value)
    if (!isNew) this.#rule = 'follows-every-change'
    else if (content.size === 1) this.#rule = 'hashes-keys-and-values'
    else this.#rule = content.bucket(key).size > 1 ? 'leaf-over-sorted-entries' : 'hashes-pairs-upward'
    return { rule: this.#rule, value: null }
  }

  #remove(key: string): Answer {
    const wasThere = this.#content.remove(key)
    if (wasThere) this.#rule = 'same-content-same-root'
    return { rule: 'follows-every-change', value: wasThere || this.#has('remove-always-true') }
  }

  #diff(other: MerkleTree): Answer {
    if (other.#count !== this.#count) {
      const rule = 'refuses-other-sizes'
      if (!this.#has('other-sizes-by-keys')) return { rule, raises: 'IncompatibleTreeError' }
      return { rule, value: keysOfAll(this.#content, other.#content) }
    }
    const { keys, compared } = difference(this.#content, other.#content, this.#has)
    this.#compared = this.#has('compared-adds-up') ? this.#compared + compared : compared
    return { rule: 'finds-what-differs', value: keys }
  }

  #verify(key: string, [, entries, proof, root]: readonly Json[]): Answer {
    const claim = {
      key,
      entries: new Map(Object.entries(entries as Readonly<Record<string, string>>)),
      proof: (proof as readonly Json[]).map(Number),
      root: Number(root),
    }
    return { rule: 'verifies-proofs', value: isProven(claim, this.#content, this.#has) }
  }
}
