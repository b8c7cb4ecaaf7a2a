const NONE = -1
const FEWEST_BUCKETS = 64
/** How many times are looked at to choose the width of a bucket. */
const SAMPLE = 128
/** More steps per event than these, on average, and another width is tried. */
const MOST_STEPS = 3
const MOST_SKIPS = 6

/**
 * A calendar queue (Brown, "Calendar queues", CACM 1988): time is cut into days of equal width, and
 * as many days as there are events make a year. A day's page is a list, sorted by time, of the events
 * that fall on that day of any year, so that adding one and taking off the next looks at a few events
 * however many are pending. Equal times keep the order in which they were added.
 *
 * Pages that run full or stand empty cost time; both are counted, and the width follows
 * (after Oh and Ahn, "Dynamic calendar queue", 1999). Events are known by their slot, a small integer.
 */
export class Calendar {
  length = 0
  /** No width serves these times, because they come in clusters: a heap would be faster. */
  unfit = false
  /** By slot: the time, and the next event of the page. */
  #times: Float64Array
  #next: Int32Array
  #heads = new Int32Array(0)
  #tails = new Int32Array(0)
  #widthUs = 1
  /** 1 / width, exact because widths are powers of two. */
  #perUs = 1
  /** The page from which the last event was taken, and when that day ends. */
  #page = 0
  #dayEndUs = 0
  #added = 0
  #steps = 0
  #skips = 0
  #reviewAt = 0

  /** With events in the order in which they were added, or sorted by time. */
  constructor(capacity: number, slots: Int32Array, times: Float64Array) {
    this.#times = new Float64Array(capacity)
    this.#next = new Int32Array(capacity)
    slots.forEach((slot, index) => {
      this.#times[slot] = times[index] as number
    })
    this.#layOut(slots, this.#spacingUs(slots))
  }

  timeOf(slot: number): number {
    return this.#times[slot] as number
  }

  add(timeUs: number, slot: number): void {
    this.length += 1
    // Only before the day of the last event, to which no model returns.
    if (timeUs < this.#dayEndUs - this.#widthUs) this.#turnTo(timeUs)
    this.#place(timeUs, slot)
    this.#added += 1
    if (this.#added === this.#reviewAt) this.#review()
    else if (this.length > 2 * this.#heads.length) this.#rebuild()
  }

  /** Takes off the event that `first` just gave. */
  takeFirst(): void {
    const page = this.#page
    const after = this.#next[this.#heads[page] as number] as number
    this.#heads[page] = after
    if (after === NONE) this.#tails[page] = NONE
    this.length -= 1
  }

  /** To be called when slots from the old capacity on come into use. */
  grow(capacity: number): void {
    const times = new Float64Array(capacity)
    const next = new Int32Array(capacity)
    times.set(this.#times)
    next.set(this.#next)
    this.#times = times
    this.#next = next
  }

  /** Puts the event into its page, after those of the same time; nearly always that is the end of the page. */
  #place(timeUs: number, slot: number): void {
    const times = this.#times
    const next = this.#next
    times[slot] = timeUs
    const page = (timeUs * this.#perUs) & (this.#heads.length - 1)
    const tail = this.#tails[page] as number
    if (tail === NONE || (times[tail] as number) <= timeUs) {
      next[slot] = NONE
      this.#tails[page] = slot
      if (tail === NONE) this.#heads[page] = slot
      else next[tail] = slot
      return
    }
    let before = NONE
    let after = this.#heads[page] as number
    while ((times[after] as number) <= timeUs) {
      before = after
      after = next[after] as number
      this.#steps += 1
    }
    next[slot] = after
    if (before === NONE) this.#heads[page] = slot
    else next[before] = slot
  }

  /** The earliest event: turns pages up to the first with one on its very day. There must be one. */
  first(): number {
    const heads = this.#heads
    const times = this.#times
    const lastPage = heads.length - 1
    let dayEndUs = this.#dayEndUs
    let page = this.#page
    let slot = heads[page] as number
    let skips = 0
    while (slot === NONE || (times[slot] as number) >= dayEndUs) {
      if (skips > lastPage) return this.#turnToFarNext()
      page = (page + 1) & lastPage
      dayEndUs += this.#widthUs
      slot = heads[page] as number
      skips += 1
    }
    this.#skips += skips
    this.#page = page
    this.#dayEndUs = dayEndUs
    return slot
  }

  /** There is nothing within a year: looks through the first events of all pages. */
  #turnToFarNext(): number {
    this.#skips += 2 * this.#heads.length
    this.#turnTo(this.#earliest())
    return this.#heads[this.#page] as number
  }

  #earliest(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const head of this.#heads) {
      if (head !== NONE) earliest = Math.min(earliest, this.#times[head] as number)
    }
    return earliest
  }

  #turnTo(timeUs: number): void {
    const day = Math.floor(timeUs * this.#perUs)
    this.#page = (timeUs * this.#perUs) & (this.#heads.length - 1)
    this.#dayEndUs = (day + 1) * this.#widthUs
  }

  /** Long pages ask for shorter days, empty ones for longer; both at once, for a heap. */
  #review(): void {
    const full = this.#steps > MOST_STEPS * this.#added
    const empty = this.#skips > MOST_SKIPS * this.#added
    if (full && empty) this.unfit = true
    else if (full && this.#widthUs > 1) this.#layOut(this.#slots(), this.#widthUs / 4)
    else if (empty) this.#layOut(this.#slots(), this.#widthUs * 4)
    else if (full) this.unfit = true
    else if (this.length < this.#heads.length / 4) this.#rebuild()
    else this.#count()
  }

  #rebuild(): void {
    const slots = this.#slots()
    this.#layOut(slots, this.#spacingUs(slots))
  }

  /** Page by page; those of the same time are on one page, and so keep their order. */
  #slots(): Int32Array {
    const slots = new Int32Array(this.length)
    let found = 0
    for (const head of this.#heads) {
      for (let slot = head; slot !== NONE; slot = this.#next[slot] as number) {
        slots[found] = slot
        found += 1
      }
    }
    return slots
  }

  #layOut(slots: Int32Array, widthUs: number): void {
    const pages = powerOfTwoFrom(Math.max(FEWEST_BUCKETS, slots.length))
    this.length = slots.length
    this.#heads = new Int32Array(pages).fill(NONE)
    this.#tails = new Int32Array(pages).fill(NONE)
    this.#widthUs = powerOfTwoFrom(widthUs)
    this.#perUs = 1 / this.#widthUs
    for (const slot of slots) this.#place(this.#times[slot] as number, slot)
    if (slots.length > 0) this.#turnTo(this.#earliest())
    this.#count()
  }

  #count(): void {
    this.#added = 0
    this.#steps = 0
    this.#skips = 0
    this.#reviewAt = Math.max(1024, this.length)
  }

  /** How far apart events are in the nearer half, where the next ones will be taken. */
  #spacingUs(slots: Int32Array): number {
    const size = Math.min(slots.length, SAMPLE)
    const sample = Float64Array.from({ length: size }, (_, index) =>
      this.timeOf(slots[Math.floor((index * slots.length) / size)] as number),
    ).sort()
    const first = sample[0] ?? 0
    const median = sample[size >> 1] ?? first
    return (2 * (median - first)) / Math.max(1, slots.length)
  }
}

/** The least power of two that is not less than `x`, at least 1. */
function powerOfTwoFrom(x: number): number {
  let power = 1
  while (power < x) power *= 2
  return power
}
