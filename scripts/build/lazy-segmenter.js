// Stands in for `Intl.Segmenter` in the bundle. Making a real one reads ICU's tables, which takes
// longer than drawing a screen; text whose every character stands alone needs none.
const { Segmenter } = Intl

/**
 * No mark that combines, no emoji, no carriage return (which joins a line feed): each code unit is one
 * grapheme. Escape sequences are among them.
 */
const ALONE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what terminals are sent.
  /^[\x00-\x0c\x0e-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2070-\u209c\u2190-\u2193\u2200-\u22ff\u2500-\u259f]*$/

export class LazySegmenter {
  #arguments
  #real

  constructor(...args) {
    this.#arguments = args
  }

  segment(text) {
    const graphemes = (this.#arguments[1]?.granularity ?? 'grapheme') === 'grapheme'
    if (graphemes && ALONE.test(text)) return new Characters(String(text))
    this.#real ??= new Segmenter(...this.#arguments)
    return this.#real.segment(text)
  }
}

/** What `segment()` returns: iterable, and asked for the segment at an index. */
class Characters {
  #input

  constructor(input) {
    this.#input = input
  }

  *[Symbol.iterator]() {
    for (let index = 0; index < this.#input.length; index++) yield this.#at(index)
  }

  containing(index = 0) {
    return index >= 0 && index < this.#input.length ? this.#at(Math.trunc(index)) : undefined
  }

  #at(index) {
    return { segment: this.#input[index], index, input: this.#input }
  }
}
