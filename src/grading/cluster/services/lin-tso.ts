import type { Body } from '../wire/message.ts'
import { notSupported, type Service } from './service.ts'

/** A timestamp oracle: whole numbers, each greater than all before. */
export class LinTso implements Service {
  #next = 0

  handle(_from: string, request: Body): Body {
    return request.type === 'ts' ? { type: 'ts_ok', ts: this.#next++ } : notSupported(request)
  }
}
