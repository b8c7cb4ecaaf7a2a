import { exp, ln } from './portable-math.ts'

/**
 * The layers of a ziggurat: rectangles of equal area stacked under a falling density. `x[i]` is
 * the width of layer i, `y[i]` the density at that width. Layer 0 is the base with the tail, as
 * wide as a rectangle of that area would be; `x[256]` is 0.
 */
export interface Layers {
  readonly x: Float64Array
  readonly y: Float64Array
}

const COUNT = 256

/** Edge and area as in Marsaglia and Tsang, "The Ziggurat Method" (2000), for exp(-x). */
export const exponentialLayers = layers(
  7.69711747013105,
  0.003949659822581557,
  (x) => exp(-x),
  (y) => -ln(y),
)

/** The same for exp(-x*x/2), with 256 layers. */
export const normalLayers = layers(
  3.654152885361009,
  0.00492867323399,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * ln(y)),
)

function layers(
  edge: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): Layers {
  const x = new Float64Array(COUNT + 1)
  const y = new Float64Array(COUNT + 1)
  x[0] = area / density(edge)
  x[1] = edge
  y[1] = density(edge)
  for (let layer = 2; layer < COUNT; layer += 1) {
    const below = layer - 1
    y[layer] = (y[below] as number) + area / (x[below] as number)
    x[layer] = inverse(y[layer] as number)
  }
  y[COUNT] = 1
  return { x, y }
}
