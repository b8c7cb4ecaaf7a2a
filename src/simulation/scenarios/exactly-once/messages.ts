/** A request as it is sent, again and again, until an answer comes or it expires. */
export interface ChargeRequest {
  readonly type: 'Charge'
  /** What makes two requests the same one. */
  readonly key: string
  readonly operation: number
  readonly amount: number
  /** After this nobody sends it any more, and the server no longer accepts it. */
  readonly expiresUs: number
}

export type ChargeMessage =
  | ChargeRequest
  | { readonly type: 'Receipt'; readonly operation: number; readonly receipt: number }
  | { readonly type: 'Refusal'; readonly operation: number; readonly why: string }

/** One charge that happened. Its number in the list of all is the receipt. */
export interface Effect {
  readonly operation: number
  readonly amount: number
}

/** That a key was seen, with whose request it was and what came of it. */
export interface KeyRecord {
  readonly key: string
  readonly operation: number
  readonly receipt: number
  readonly expiresUs: number
}

export function describeMessage(message: ChargeMessage): string {
  switch (message.type) {
    case 'Charge':
      return `charge ${message.amount}, key ${message.key}`
    case 'Receipt':
      return `receipt ${message.receipt}`
    case 'Refusal':
      return `refused: ${message.why}`
  }
}
