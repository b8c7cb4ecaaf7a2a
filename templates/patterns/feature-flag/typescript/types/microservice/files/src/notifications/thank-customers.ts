import type { FeatureFlags } from '../patterns/feature-flags/feature-flags.ts'
import { plainText, type TextOf } from './notify-customers.ts'

/** Thanks those for whom `thank-customers` is on. A message that is sent again asks again. */
export function thankCustomers(flags: FeatureFlags): TextOf {
  return async (event) => {
    const { type, order } = event
    const isOn = type === 'order.paid' && (await flags.isOn('thank-customers', order.id))
    return isOn ? `Thank you! Your order of ${order.item} is on its way.` : plainText(event)
  }
}
