import { Calendar } from './calendar.ts'

const INITIAL_CAPACITY = 64
/** With more events pending than this the calendar is faster, with fewer than that the heap: see bench/. */
const CALENDAR_ABOVE = 192
const HEAP_BELOW = 64
/** As many events as can be pending; more are a model that runs away. */
const MOST_PENDING = 2097152
const SLOT_MASK = MOST_PENDING - 1

/**
 * Events by time, ties in the order of insertion: a binary heap while dozens are pending, a calendar
 * when more are. Events live in typed arrays and a popped one is read from the queue's own fields,
 * so that nothing is allocated per event.
 *
 * What moves within the heap is two numbers side by side: the time, and a key of order and slot,
 * exact below 2^53, that decides between equal times. Kind and subject stay in their slot.
 */
export class ManyEvents {
  /** The event that `pop` took off. */
  timeUs = 0
  kind = 0
  subject = 0

  length = 0
  /** The top was taken off and nothing was put there yet: the next event, pushed or last, sinks from it. */
  #topless = false
  /** The order of the next event, in steps of MOST_PENDING: what is left below is for the slot. */
  #order = 0
  #cells = new Float64Array(2 * INITIAL_CAPACITY)
  #kinds = new Uint8Array(INITIAL_CAPACITY)
  #subjects = new Int32Array(INITIAL_CAPACITY)
  /** From `length` on, the slots that are free. */
  #free = Int32Array.from({ length: INITIAL_CAPACITY }, (_, slot) => slot)
  /** In place of the heap while there is one. */
  #calendar: Calendar | undefined
  /** At this length something is to be done before the next push: more room, or a calendar. */
  #limit = INITIAL_CAPACITY
  #calendarAbove = CALENDAR_ABOVE

  push(timeUs: number, kind: number, subject: number): void {
    const pending = this.length
    if (pending === this.#limit) this.#makeRoom()
    const slot = this.#free[pending] as number
    const key = this.#order + slot
    this.length = pending + 1
    this.#order += MOST_PENDING
    this.#kinds[slot] = kind
    this.#subjects[slot] = subject
    if (this.#calendar !== undefined) this.#enter(this.#calendar, timeUs, slot)
    else if (this.#topless) this.#sink(timeUs, key, pending + 1)
    else this.#rise(timeUs, key, pending)
  }

  /** Takes off the earliest event into this queue's fields. False when there is none. */
  pop(): boolean {
    return this.popBefore(Number.POSITIVE_INFINITY)
  }

  /** The same, but only if the earliest event is due before `limitUs`. */
  popBefore(limitUs: number): boolean {
    const pending = this.length
    if (pending === 0) return false
    if (this.#calendar !== undefined) return this.#popFrom(this.#calendar, limitUs)
    const cells = this.#cells
    if (this.#topless) this.#sink(cells[2 * pending] as number, cells[2 * pending + 1] as number, pending)
    if ((cells[0] as number) >= limitUs) return false
    const slot = (cells[1] as number) & SLOT_MASK
    this.timeUs = cells[0] as number
    this.kind = this.#kinds[slot] as number
    this.subject = this.#subjects[slot] as number
    this.#free[pending - 1] = slot
    this.length = pending - 1
    this.#topless = pending > 1
    return true
  }

  #enter(calendar: Calendar, timeUs: number, slot: number): void {
    calendar.add(timeUs, slot)
    if (!calendar.unfit) return
    // Such times may still suit a calendar when there are many more of them.
    this.#calendarAbove = 8 * this.length
    this.#toHeap(calendar)
  }

  #popFrom(calendar: Calendar, limitUs: number): boolean {
    const slot = calendar.first()
    if (calendar.timeOf(slot) >= limitUs) return false
    calendar.takeFirst()
    const left = this.length - 1
    this.timeUs = calendar.timeOf(slot)
    this.kind = this.#kinds[slot] as number
    this.subject = this.#subjects[slot] as number
    this.#free[left] = slot
    this.length = left
    if (left < HEAP_BELOW) this.#toHeap(calendar)
    return true
  }

  /** A new event is younger than all others, so that it rises only past later times, never past equals. */
  #rise(timeUs: number, key: number, from: number): void {
    const cells = this.#cells
    let hole = from
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const parentTime = cells[2 * parent] as number
      if (parentTime <= timeUs) break
      cells[2 * hole] = parentTime
      cells[2 * hole + 1] = cells[2 * parent + 1] as number
      hole = parent
    }
    cells[2 * hole] = timeUs
    cells[2 * hole + 1] = key
  }

  /** Lets an event fall from the empty top to its place among `count`. */
  #sink(timeUs: number, key: number, count: number): void {
    const cells = this.#cells
    let hole = 0
    for (let child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && precedes(cells, child + 1, child)) child += 1
      const childTime = cells[2 * child] as number
      const childKey = cells[2 * child + 1] as number
      if (timeUs < childTime || (timeUs === childTime && key < childKey)) break
      cells[2 * hole] = childTime
      cells[2 * hole + 1] = childKey
      hole = child
    }
    cells[2 * hole] = timeUs
    cells[2 * hole + 1] = key
    this.#topless = false
  }

  #makeRoom(): void {
    if (this.length === this.#free.length) this.#grow()
    if (this.#calendar === undefined && this.length >= this.#calendarAbove) this.#toCalendar()
    this.#setLimit()
  }

  #setLimit(): void {
    const room = this.#free.length
    this.#limit =
      this.#calendar === undefined ? Math.min(room, Math.max(this.length + 1, this.#calendarAbove)) : room
  }

  #grow(): void {
    const before = this.#free
    const capacity = 2 * before.length
    if (capacity > MOST_PENDING) throw new Error(`more than ${MOST_PENDING} events are pending`)
    this.#cells = copied(new Float64Array(2 * capacity), this.#cells)
    this.#kinds = copied(new Uint8Array(capacity), this.#kinds)
    this.#subjects = copied(new Int32Array(capacity), this.#subjects)
    this.#free = Int32Array.from({ length: capacity }, (_, slot) => before[slot] ?? slot)
    this.#calendar?.grow(capacity)
  }

  /** Empties the heap in order, so that events of the same time keep theirs. */
  #toCalendar(): void {
    const count = this.length
    const slots = new Int32Array(count)
    const times = new Float64Array(count)
    const cells = this.#cells
    for (let taken = 0, left = count; left > 0; taken += 1) {
      if (this.#topless) this.#sink(cells[2 * left] as number, cells[2 * left + 1] as number, left)
      slots[taken] = (cells[1] as number) & SLOT_MASK
      times[taken] = cells[0] as number
      left -= 1
      this.#topless = left > 0
    }
    this.#topless = false
    this.#calendar = new Calendar(this.#free.length, slots, times)
  }

  /** What is sorted is a heap already. */
  #toHeap(calendar: Calendar): void {
    for (let index = 0; calendar.length > 0; index += 1) {
      const slot = calendar.first()
      calendar.takeFirst()
      this.#cells[2 * index] = calendar.timeOf(slot)
      this.#cells[2 * index + 1] = this.#order + slot
      this.#order += MOST_PENDING
    }
    this.#topless = false
    this.#calendar = undefined
    this.#setLimit()
  }
}

function precedes(cells: Float64Array, a: number, b: number): boolean {
  const timeA = cells[2 * a] as number
  const timeB = cells[2 * b] as number
  return timeA < timeB || (timeA === timeB && (cells[2 * a + 1] as number) < (cells[2 * b + 1] as number))
}

function copied<T extends { set(from: T): void }>(to: T, from: T): T {
  to.set(from)
  return to
}
