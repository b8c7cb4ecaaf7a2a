import { callHttp, type HttpAnswer, isAnswer, type NoAnswer } from '../../../platform/http-call.ts'
import { filled, filledIn } from '../program-contract.ts'
import { Service } from '../service.ts'
import type { StoreContract } from './contract.ts'

/** How a write ended. `refused`: the request was not as it should be (4xx); `unknown`: it may be made, or not. */
export type Written = 'acknowledged' | 'refused' | 'unknown'

/** What a node told of a key, undefined where there is none; `unknown` when it could not tell. */
export type Told = { readonly value: string | undefined } | 'unknown'

const ANSWER_MS = 10_000

/** One node, and how it is asked. */
export class StoreNode {
  readonly name: string
  readonly port: number
  readonly service: Service
  readonly #contract: StoreContract

  private constructor(name: string, port: number, service: Service, contract: StoreContract) {
    this.name = name
    this.port = port
    this.service = service
    this.#contract = contract
  }

  static async make(
    folder: string,
    contract: StoreContract,
    { name, port, values }: { name: string; port: number; values: Readonly<Record<string, string>> },
  ): Promise<StoreNode> {
    return new StoreNode(name, port, await Service.make(folder, contract, { port, values }), contract)
  }

  async put(key: string, value: string, timeoutMs = ANSWER_MS): Promise<Written> {
    const { method, path, headers, body } = this.#contract.store.put
    const values = { key, value }
    const url = this.service.url + filled(path, values)
    const answer = await callHttp({
      ...{ method, url, timeoutMs, headers: filledIn(headers, values), body: filledIn(body, values) },
    })
    if (!isAnswer(answer)) return answer.failed === 'refused' ? 'refused' : 'unknown'
    if (answer.status < 300) return 'acknowledged'
    return answer.status < 500 ? 'refused' : 'unknown'
  }

  async get(key: string, timeoutMs = ANSWER_MS): Promise<Told> {
    const answer = await this.ask(filled(this.#contract.store.get, { key }), timeoutMs)
    if (!isAnswer(answer)) return 'unknown'
    if (answer.status === 404) return { value: undefined }
    const { [this.#contract.store.value]: value } = (answer.json ?? {}) as Record<string, unknown>
    return answer.status === 200 ? { value: value === undefined ? undefined : String(value) } : 'unknown'
  }

  ask(path: string, timeoutMs = ANSWER_MS): Promise<HttpAnswer | NoAnswer> {
    return callHttp({ method: 'GET', url: this.service.url + path, timeoutMs })
  }
}
