/** A call to a service, which stands for one step of each saga, and its answer. */
export type SagaMessage =
  | {
      readonly type: 'Do'
      readonly saga: number
      readonly item: number
      /** The service will find a reason to say no, such as a card that is declined. */
      readonly refuse: boolean
    }
  | { readonly type: 'Undo'; readonly saga: number; readonly item: number }
  | { readonly type: 'Done'; readonly saga: number }
  | { readonly type: 'Refused'; readonly saga: number }
  | { readonly type: 'Undone'; readonly saga: number }

/** A record of the saga log. */
export interface SagaRecord {
  readonly kind: 'begin' | 'done' | 'back' | 'undone' | 'completed' | 'compensated'
  readonly saga: number
  /** With `done`, `undone` and `back`: the step; `back` begins with it. */
  readonly step?: number
  /** With `begin`: what is booked at each service, and which of them will refuse (-1: none). */
  readonly items?: readonly number[]
  readonly refusal?: number
}

/** What a service has done about a saga. */
export interface StepRecord {
  readonly kind: 'done' | 'refused' | 'undone' | 'cancelled'
  readonly saga: number
  readonly item: number
}

export function describeMessage({ type, saga }: SagaMessage): string {
  return `${type.toLowerCase()} ${saga}`
}
